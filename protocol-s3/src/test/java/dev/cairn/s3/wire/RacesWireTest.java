package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests at the same time: what each is told, and what is there afterwards. */
@ExtendWith(OpenWire.class)
class RacesWireTest {
    private static final int RACERS = 8;

    private final Wire wire;
    private final String bucket;
    private final String key;

    RacesWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
    }

    /** Whoever comes late gets the success of the first, or learns that the upload is gone. */
    @RepeatedTest(5)
    void completes_makeOneVersion() throws Exception {
        versioned();
        String id = wire.post(key + "?uploads").send().is(200).text("UploadId");
        String tag = part(id, "body");
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                + "</ETag></Part></CompleteMultipartUpload>";

        List<Integer> statuses = race(
                racer -> wire.post(key + "?uploadId=" + id).body(list).sendUnlogged());

        assertThat(statuses).containsOnly(200);
        wire.get("/" + bucket + "?versions").send().is(200).lists("Key", "key");
        wire.get(key).send().is(200).holds("body");
    }

    /** The upload becomes the object or nothing; both are told the truth. */
    @RepeatedTest(5)
    void completeAndAbort_haveOneWinner() throws Exception {
        String id = wire.post(key + "?uploads").send().is(200).text("UploadId");
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + part(id, "body") + "</ETag></Part></CompleteMultipartUpload>";

        List<Integer> statuses = race(
                racer -> racer % 2 == 0
                        ? wire.post(key + "?uploadId=" + id).body(list).sendUnlogged()
                        : wire.delete(key + "?uploadId=" + id).sendUnlogged());

        boolean aborted = statuses.contains(204);
        assertThat(statuses).isSubsetOf(aborted ? List.of(204, 404) : List.of(200, 404))
                .contains(aborted ? 204 : 200);
        wire.get(key).send().is(aborted ? 404 : 200);
        wire.get("/" + bucket + "?uploads").send().is(200).lists("UploadId");
        assertThat(wire.storage().buckets().usage(new BucketName(bucket)).uploadOpenBytes())
                .isZero();
    }

    /** The last commit wins, and the bytes of the others are no longer those of the upload. */
    @RepeatedTest(3)
    void partsOfOneNumber_areOnePart() throws Exception {
        String id = wire.post(key + "?uploads").send().is(200).text("UploadId");

        List<Integer> statuses = race(
                racer -> wire.put(key + "?partNumber=1&uploadId=" + id)
                        .body("x".repeat(racer + 1)).sendUnlogged());

        assertThat(statuses).containsOnly(200);
        Reply parts = wire.get(key + "?uploadId=" + id).send().is(200).lists("PartNumber", "1");
        assertThat(wire.storage().buckets().usage(new BucketName(bucket)).uploadOpenBytes())
                .isEqualTo(Long.parseLong(parts.text("Size")));
    }

    /** What was acknowledged is there, or its bucket is not gone. */
    @RepeatedTest(5)
    void deleteOfTheBucket_takesNoAcknowledgedObject() throws Exception {
        List<Integer> statuses = race(
                racer -> racer == RACERS / 2
                        ? wire.delete("/" + bucket).sendUnlogged()
                        : wire.put(key + racer).body("x").sendUnlogged());

        long acknowledged = statuses.stream().filter(status -> status == 200).count();
        boolean deleted = statuses.contains(204);
        if (deleted) {
            assertThat(statuses).containsOnly(204, 404);
        } else {
            assertThat(statuses).containsOnly(200, 409);
            assertThat(wire.get("/" + bucket).send().is(200).all("Key"))
                    .hasSize((int) acknowledged);
        }
    }

    /** Keys that are there all the time are listed once each, whatever is written between them. */
    @RepeatedTest(2)
    void listing_missesNothingAndRepeatsNothingWhileOthersWrite() throws Exception {
        Set<String> steady = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            steady.add("k%02d".formatted(i));
            wire.put("/" + bucket + "/k%02d".formatted(i)).send().is(200);
        }
        List<String> listed = new ArrayList<>();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                String passing = "/" + bucket + "/k%02d-".formatted(i % 40) + i;
                wire.put(passing).sendUnlogged();
                if (i % 2 == 0) {
                    wire.delete(passing).sendUnlogged();
                }
            }
        });
        writer.start();
        String token = "";
        while (token != null) {
            Reply page = wire.get("/" + bucket + "?list-type=2&max-keys=3" + token).send().is(200);
            listed.addAll(page.all("Key"));
            String next = page.xml("NextContinuationToken");
            token = next == null ? null : "&continuation-token=" + next;
        }
        writer.join();

        assertThat(listed).doesNotHaveDuplicates().containsAll(steady);
    }

    private void versioned() {
        wire.put("/" + bucket + "?versioning")
                .body("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                .send().is(200);
    }

    private String part(String id, String content) {
        Reply part = wire.put(key + "?partNumber=1&uploadId=" + id).body(content).send().is(200);
        return String.valueOf(part.header("etag"));
    }

    /** What each of the racers was answered. */
    private static List<Integer> race(IntFunction<Integer> request) throws InterruptedException {
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            int racer = i;
            racers.add(new Thread(() -> statuses.add(request.apply(racer))));
        }
        racers.forEach(Thread::start);
        for (Thread racer : racers) {
            racer.join();
        }
        assertThat(statuses).hasSize(RACERS);
        return statuses;
    }
}
