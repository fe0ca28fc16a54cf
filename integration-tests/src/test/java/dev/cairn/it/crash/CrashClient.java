package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.TestBytes;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One client with keys of its own in a bucket without versions. */
final class CrashClient implements RememberingClient {
    private static final int KEYS = 6;
    private static final int OPEN_UPLOADS_MAX = 4;

    private final String bucket;
    private final SplittableRandom random;
    private final List<KeyModel> keys = new ArrayList<>();
    private final List<UploadModel> uploads = new ArrayList<>();

    CrashClient(String bucket, int number, SplittableRandom random) {
        this.bucket = bucket;
        this.random = random;
        for (int key = 0; key < KEYS; key++) {
            keys.add(new KeyModel("/" + bucket + "/client-" + number + "/key-" + key));
        }
    }

    @Override
    public void step(Requests requests) {
        KeyModel key = keys.get(random.nextInt(KEYS));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> put(requests, key, Optional.of(content()));
            case 3 -> put(requests, key, Optional.empty());
            case 4 -> deleteTwo(requests);
            case 5 -> copy(requests, key);
            case 6 -> create(requests, key);
            case 7, 8, 9 -> openUpload().ifPresentOrElse(
                    upload -> upload.putPart(requests, random.nextInt(1, 4), content()),
                    () -> create(requests, key));
            case 10 -> openUpload().ifPresent(upload -> upload.abort(requests));
            default -> openUpload().ifPresent(upload -> upload.complete(requests));
        }
        uploads.removeIf(upload -> !upload.open() && uploads.size() > OPEN_UPLOADS_MAX * 4);
    }

    @Override
    public Found verify(Requests requests) {
        long uploadBytes = 0;
        for (UploadModel upload : uploads) {
            uploadBytes += upload.verify(requests);
        }
        long currentBytes = 0;
        for (KeyModel key : keys) {
            currentBytes += key.verify(requests).map(Content::size).orElse(0);
        }
        return new Found(currentBytes, 0, uploadBytes);
    }

    private void put(Requests requests, KeyModel key, Optional<Content> content) {
        key.sent(content);
        WireResponse response = requests.send(content
                .map(present -> WireRequest.put(key.target(), present.bytes()))
                .orElseGet(() -> WireRequest.delete(key.target())));
        assertThat(response.status()).describedAs(response.toString()).isIn(200, 204);
        key.acknowledged(content);
    }

    private void deleteTwo(Requests requests) {
        List<KeyModel> victims = List.of(
                keys.get(random.nextInt(KEYS)), keys.get(random.nextInt(KEYS)));
        StringBuilder body = new StringBuilder("<Delete>");
        for (KeyModel victim : victims) {
            victim.sent(Optional.empty());
            body.append("<Object><Key>")
                    .append(victim.target().substring(bucket.length() + 2))
                    .append("</Key></Object>");
        }
        byte[] bytes = body.append("</Delete>").toString()
                .getBytes(StandardCharsets.UTF_8);
        WireResponse response = requests.send(WireRequest.of("POST", "/" + bucket + "?delete")
                .header("Content-MD5", Base64.getEncoder().encodeToString(
                        TestBytes.md5(bytes)))
                .body(bytes));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        assertThat(response.elements("Error")).isEmpty();
        victims.forEach(victim -> victim.acknowledged(Optional.empty()));
    }

    private void copy(Requests requests, KeyModel target) {
        KeyModel source = keys.get(random.nextInt(KEYS));
        if (source != target && source.certain().isPresent()) {
            Optional<Content> content = source.certain();
            target.sent(content);
            WireResponse response = requests.send(WireRequest.of("PUT", target.target())
                    .header("x-amz-copy-source", source.target())
                    .header("Content-Length", "0"));
            assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
            target.acknowledged(content);
        }
    }

    private void create(Requests requests, KeyModel key) {
        if (uploads.stream().filter(UploadModel::open).count() < OPEN_UPLOADS_MAX) {
            WireResponse response =
                    requests.send(WireRequest.post(key.target() + "?uploads", ""));
            assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
            uploads.add(new UploadModel(key, response.element("UploadId").orElseThrow()));
        }
    }

    private Optional<UploadModel> openUpload() {
        List<UploadModel> open = uploads.stream().filter(UploadModel::open).toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open.get(random.nextInt(open.size())));
    }

    /** Mostly small, sometimes larger than any buffer. */
    private Content content() {
        int size = switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1, 1_500_000);
            case 2 -> random.nextInt(1, 300_000);
            default -> random.nextInt(1, 20_000);
        };
        return new Content(size, random.nextLong());
    }
}
