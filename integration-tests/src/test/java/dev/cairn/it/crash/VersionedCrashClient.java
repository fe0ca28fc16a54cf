package dev.cairn.it.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One client with keys of its own in a bucket that keeps versions. */
final class VersionedCrashClient implements RememberingClient {
    private static final int KEYS = 4;
    private static final int VERSIONS_MAX = 12;

    private final SplittableRandom random;
    private final List<VersionedKeyModel> keys = new ArrayList<>();

    VersionedCrashClient(String bucket, int number, SplittableRandom random) {
        this.random = random;
        for (int key = 0; key < KEYS; key++) {
            keys.add(new VersionedKeyModel(bucket, "client-" + number + "/key-" + key));
        }
    }

    @Override
    public void step(Requests requests) {
        VersionedKeyModel key = keys.get(random.nextInt(KEYS));
        int choice = key.count() < VERSIONS_MAX ? random.nextInt(8) : 7;
        switch (choice) {
            case 0, 1, 2, 3 -> key.put(requests, content());
            case 4, 5 -> key.putMarker(requests);
            default -> {
                if (key.count() > 0) {
                    key.remove(requests, random.nextInt(key.count()));
                }
            }
        }
    }

    @Override
    public Found verify(Requests requests) {
        return keys.stream().map(key -> key.verify(requests)).reduce(Found.NOTHING, Found::plus);
    }

    private Content content() {
        int size = random.nextInt(8) == 0 ? random.nextInt(600_000) : random.nextInt(20_000);
        return new Content(size, random.nextLong());
    }
}
