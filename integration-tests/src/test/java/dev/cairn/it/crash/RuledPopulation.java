package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.TestBytes;
import dev.cairn.it.Together;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireClient;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Three buckets of different versioning, filled over twelve days of the clock that tests move, with
 * rules of every kind that have much to do now.
 */
final class RuledPopulation {
    static final String PLAIN = "plain";
    static final String VERSIONED = "versioned";
    static final String SUSPENDED = "suspended";
    static final List<String> BUCKETS = List.of(PLAIN, VERSIONED, SUSPENDED);

    private static final int CLIENTS = 8;
    private static final int KEYS = 160;
    private static final String FILTER_ALL = "<Filter/>";

    private final CairnServer cairn;

    private RuledPopulation(CairnServer cairn) {
        this.cairn = cairn;
    }

    static void fill(CairnServer cairn) throws Exception {
        new RuledPopulation(cairn).fill();
    }

    private void fill() throws Exception {
        for (String bucket : BUCKETS) {
            cairn.s3().createBucket(request -> request.bucket(bucket));
        }
        setVersioning(VERSIONED, "Enabled");
        setVersioning(SUSPENDED, "Enabled");
        forAllKeys(this::firstDay);
        advance();
        setVersioning(SUSPENDED, "Suspended");
        forAllKeys(this::fourthDay);
        advance();
        forAllKeys(this::eighthDay);
        advance();
        putRules();
    }

    private void firstDay(Requests requests, int key) {
        put(requests, PLAIN, "tmp/" + key, "");
        put(requests, PLAIN, "archive/" + key, "");
        put(requests, PLAIN, "stays/" + key, key % 2 == 0 ? "temp=yes" : "temp=no");
        upload(requests, PLAIN, "up/" + key);
        upload(requests, VERSIONED, "up/" + key);
        for (String bucket : List.of(VERSIONED, SUSPENDED)) {
            put(requests, bucket, "history/" + key, "team=a");
            put(requests, bucket, "history/" + key, "");
            put(requests, bucket, "old/" + key, "");
            put(requests, bucket, "gone/" + key, "");
            delete(requests, bucket, "gone/" + key);
        }
    }

    private void fourthDay(Requests requests, int key) {
        put(requests, PLAIN, "new/" + key, "");
        for (String bucket : List.of(VERSIONED, SUSPENDED)) {
            put(requests, bucket, "history/" + key, "team=b");
            put(requests, bucket, "history/" + key, "team=a");
        }
    }

    private void eighthDay(Requests requests, int key) {
        upload(requests, PLAIN, "up/" + key);
        for (String bucket : List.of(VERSIONED, SUSPENDED)) {
            if (key % 3 == 0) {
                put(requests, bucket, "history/" + key, "");
            } else if (key % 3 == 1) {
                delete(requests, bucket, "history/" + key);
            }
        }
    }

    private void putRules() {
        String cold = "<StorageClass>GLACIER</StorageClass>";
        putRules(
                PLAIN,
                rule("<Filter><Prefix>tmp/</Prefix></Filter>", "<Expiration><Days>5</Days>"
                        + "</Expiration>")
                        + rule("<Filter><And><Prefix>archive/</Prefix><ObjectSizeGreaterThan>0"
                                + "</ObjectSizeGreaterThan></And></Filter>",
                                "<Transition><Days>0</Days>" + cold + "</Transition>")
                        + rule("<Filter><Tag><Key>temp</Key><Value>yes</Value></Tag></Filter>",
                                "<Expiration><Days>3</Days></Expiration>")
                        + abortRule());
        String versions = rule(
                "<Filter><Prefix>history/</Prefix></Filter>",
                "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>"
                        + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions>"
                        + "</NoncurrentVersionExpiration>")
                + rule("<Filter><And><Prefix>history/</Prefix><ObjectSizeGreaterThan>0"
                        + "</ObjectSizeGreaterThan></And></Filter>",
                        "<NoncurrentVersionTransition><NoncurrentDays>0</NoncurrentDays>" + cold
                                + "</NoncurrentVersionTransition>")
                + rule("<Filter><Prefix>old/</Prefix></Filter>",
                        "<Expiration><Days>9</Days></Expiration>")
                + rule("<Filter><Prefix>gone/</Prefix></Filter>",
                        "<NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays>"
                                + "</NoncurrentVersionExpiration>")
                + rule(FILTER_ALL, "<Expiration><ExpiredObjectDeleteMarker>true"
                        + "</ExpiredObjectDeleteMarker></Expiration>")
                + abortRule();
        putRules(VERSIONED, versions);
        putRules(SUSPENDED, versions);
    }

    private static String abortRule() {
        return rule(FILTER_ALL, "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7"
                + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>");
    }

    private static String rule(String filter, String action) {
        return "<Rule>" + filter + "<Status>Enabled</Status>" + action + "</Rule>";
    }

    private void putRules(String bucket, String rules) {
        byte[] body = ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>")
                .getBytes(StandardCharsets.UTF_8);
        WireResponse response = cairn.wire().send(WireRequest.put("/" + bucket + "?lifecycle", body)
                .header("Content-MD5", Base64.getEncoder().encodeToString(TestBytes.md5(body))));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
    }

    private void setVersioning(String bucket, String state) {
        cairn.s3().putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(configuration -> configuration.status(state)));
    }

    private void advance() {
        assertThat(cairn.admin().send("PUT", "/api/v1/clock", "{\"advance\":\"P4D\"}").status())
                .isEqualTo(200);
    }

    /** What is done with the number of a key. */
    @FunctionalInterface
    private interface KeyWork {
        void with(Requests requests, int key);
    }

    private void forAllKeys(KeyWork work) throws Exception {
        WireClient wire = cairn.wire();
        List<Callable<Boolean>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            clients.add(() -> {
                try (Requests requests = Requests.open(wire, () -> {})) {
                    for (int key = first; key < KEYS; key += CLIENTS) {
                        work.with(requests, key);
                    }
                }
                return true;
            });
        }
        assertThat(Together.run(clients)).containsOnly(true);
    }

    private static void put(Requests requests, String bucket, String key, String tags) {
        byte[] content = (bucket + key + tags).getBytes(StandardCharsets.UTF_8);
        WireRequest request = WireRequest.put("/" + bucket + "/" + key, content);
        WireResponse response =
                requests.send(tags.isEmpty() ? request : request.header("x-amz-tagging", tags));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
    }

    private static void delete(Requests requests, String bucket, String key) {
        WireResponse response = requests.send(WireRequest.delete("/" + bucket + "/" + key));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(204);
    }

    private static void upload(Requests requests, String bucket, String key) {
        String target = "/" + bucket + "/" + key;
        String id = requests.send(WireRequest.post(target + "?uploads", ""))
                .element("UploadId").orElseThrow();
        WireResponse response = requests.send(WireRequest.put(
                target + "?partNumber=1&uploadId=" + id, TestBytes.of(3000, key.hashCode())));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
    }
}
