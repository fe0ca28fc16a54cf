package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ListObjects and ListObjectsV2. */
@ExtendWith(OpenWire.class)
class ListObjectsWireTest {
    private final Wire wire;
    private final String bucket;

    ListObjectsWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
    }

    @Test
    void line_saysWhatIsKnownOfTheObject() {
        put("key");

        Reply v1 = list("").says("Name", bucket).says("Prefix", "").says("Marker", "")
                .says("MaxKeys", "1000")
                .says("IsTruncated", "false").says("Delimiter", null).says("NextMarker", null)
                .says("EncodingType", null).says("ID", Wire.OWNER.id());
        Reply v2 = list("list-type=2").says("KeyCount", "1").says("ID", null).says("Marker", null)
                .says("NextContinuationToken", null).says("StartAfter", null)
                .says("ContinuationToken", null);

        for (Reply reply : List.of(v1, v2)) {
            reply.lists("Key", "key").says("Size", "3").says("StorageClass", "STANDARD")
                    .says("ETag", "\"3c6e0b8a9c15224a8228b9a98ca1531d\"")
                    .says("ChecksumAlgorithm", "CRC64NVME").says("ChecksumType", "FULL_OBJECT");
            assertThat(reply.text("LastModified")).matches("2026-.*T.*\\.\\d{3}Z");
        }
        list("list-type=2&fetch-owner=true").says("ID", Wire.OWNER.id()).says("DisplayName",
                "owner");
        list("list-type=2&fetch-owner=false").says("ID", null);
    }

    @Test
    void order_isByUtf8NotByUtf16() {
        put("%EF%BF%BD", "%F0%9F%98%80", "a", "B", "%C3%A4", "a%00", "a%01");

        list("list-type=2&encoding-type=url").lists("Key",
                "B", "a", "a%00", "a%01", "%C3%A4", "%EF%BF%BD", "%F0%9F%98%80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "list-type=2&"})
    void delimiter_rollsUp(String version) {
        put("a", "p/1", "p/2", "p/q/3", "q/4", "z");

        list(version + "delimiter=/").lists("Key", "a", "z").lists("Prefix", "", "p/", "q/");
        list(version + "delimiter=/&prefix=p/").lists("Key", "p/1", "p/2").lists("Prefix", "p/",
                "p/q/");
        list(version + "delimiter=/&prefix=p").lists("Key").lists("Prefix", "p", "p/");
        list(version + "delimiter=/&prefix=none").lists("Key").lists("Prefix", "none");
        list(version + "delimiter=").lists("Key", "a", "p/1", "p/2", "p/q/3", "q/4", "z")
                .says("Delimiter", null);
        list(version + "delimiter=z").lists("Key", "a", "p/1", "p/2", "p/q/3", "q/4")
                .lists("Prefix", "", "z");
        list(version + "delimiter=/q/").lists("Key", "a", "p/1", "p/2", "q/4", "z").lists("Prefix",
                "", "p/q/");
    }

    @Test
    void keyEqualToThePrefix_isListed() {
        put("p/", "p/a");

        list("list-type=2&prefix=p/&delimiter=/").lists("Key", "p/", "p/a").says("KeyCount", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void pages_missNothingAndRepeatNothing(int maxKeys) {
        put("a", "b/1", "b/2", "b/3", "c", "d/1", "e");

        for (String delimiter : List.of("", "&delimiter=/")) {
            List<String> all = delimiter.isEmpty()
                    ? List.of("a", "b/1", "b/2", "b/3", "c", "d/1", "e")
                    : List.of("a", "b/", "c", "d/", "e");
            assertThat(pagesByToken("max-keys=" + maxKeys + delimiter)).isEqualTo(all);
            assertThat(pagesByMarker("max-keys=" + maxKeys + delimiter)).isEqualTo(all);
        }
    }

    @Test
    void nextMarker_comesOnlyWithDelimiter() {
        put("a", "b", "c");

        list("max-keys=2").says("IsTruncated", "true").says("NextMarker", null);
        list("max-keys=2&delimiter=/").says("IsTruncated", "true").says("NextMarker", "b");
        list("max-keys=3&delimiter=/").says("IsTruncated", "false").says("NextMarker", null);
    }

    @Test
    void markerAndStartAfter_areExclusiveAndNeedNotExist() {
        put("a", "b", "c");

        list("marker=a").lists("Key", "b", "c").says("Marker", "a");
        list("marker=aa").lists("Key", "b", "c");
        list("marker=z").lists("Key");
        list("list-type=2&start-after=a").lists("Key", "b", "c").says("StartAfter", "a");
        list("marker=&list-type=2&start-after=").lists("Key", "a", "b", "c");
    }

    @Test
    void token_goesBeforeStartAfterWhichIsEchoed() {
        put("a", "b", "c", "d");
        String token = list("list-type=2&max-keys=2").text("NextContinuationToken");

        list("list-type=2&start-after=c&continuation-token=" + token)
                .lists("Key", "c", "d")
                .says("StartAfter", "c")
                .says("ContinuationToken", token);
    }

    @Test
    void token_survivesTheDeletionOfItsKey() {
        put("a", "b", "c", "d");
        String token = list("list-type=2&max-keys=2").text("NextContinuationToken");
        wire.delete("/" + bucket + "/b").send().is(204);
        wire.delete("/" + bucket + "/c").send().is(204);

        list("list-type=2&continuation-token=" + token).lists("Key", "d");
    }

    @ParameterizedTest
    @CsvSource({
        "max-keys=-1, max-keys", "max-keys=x, max-keys", "max-keys=99999999999, max-keys",
        "encoding-type=base64, encoding-type",
    })
    void otherParameter_isInvalidArgument(String query, String name) {
        for (String version : List.of("", "list-type=2&")) {
            wire.get("/" + bucket + "?" + version + query).send()
                    .is(400, "InvalidArgument").says("ArgumentName", name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "bucket", "AAAA"})
    void tokenThatWasNotGivenOut_isInvalidArgument(String token) {
        wire.get("/" + bucket + "?list-type=2&continuation-token=" + token).send()
                .is(400, "InvalidArgument").says("ArgumentName", "continuation-token");
    }

    @Test
    void maxKeys_isCutAndMayBeZero() {
        put("a", "b/c");
        for (String version : List.of("", "list-type=2&")) {
            list(version + "max-keys=5000").says("MaxKeys", "1000").lists("Key", "a", "b/c");
            list(version + "max-keys=0").says("MaxKeys", "0").says("IsTruncated", "false")
                    .lists("Key");
            list(version + "max-keys=0&delimiter=/").says("IsTruncated", "false").lists("Prefix",
                    "");
        }
    }

    @Test
    void encodingTypeUrl_coversAllThatIsText() {
        put("p%20q/a+b", "p%20q/c%20d/e", "p%20q/f");

        list("encoding-type=url&prefix=p%20q/&delimiter=%20&marker=p%20q/%2B&max-keys=2")
                .says("EncodingType", "url")
                .lists("Prefix", "p%20q/", "p%20q/c%20")
                .says("Delimiter", "%20")
                .says("Marker", "p%20q/%2B")
                .says("NextMarker", "p%20q/c%20")
                .lists("Key", "p%20q/a%2Bb");
        list("list-type=2&encoding-type=url&start-after=p%20q/b")
                .says("StartAfter", "p%20q/b")
                .lists("Key", "p%20q/c%20d/e", "p%20q/f");
    }

    @Test
    void forbiddenCharacters_areReferences() {
        put("a%01%1F");

        assertThat(list("").text()).contains("<Key>a&#x1;&#x1f;</Key>");
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        wire.get("/nowhere-at-all?list-type=2").send().is(404, "NoSuchBucket");
    }

    private void put(String... keys) {
        for (String key : keys) {
            wire.put("/" + bucket + "/" + key).body("key").send().is(200);
        }
    }

    private Reply list(String query) {
        return wire.get("/" + bucket + "?" + query).send().is(200);
    }

    private List<String> pagesByToken(String query) {
        List<String> names = new ArrayList<>();
        String token = "";
        while (token != null) {
            Reply page = list("list-type=2&" + query + token);
            List<String> these = names(page);
            assertThat(page.text("KeyCount")).isEqualTo(Integer.toString(these.size()));
            names.addAll(these);
            String next = page.xml("NextContinuationToken");
            assertThat(page.text("IsTruncated")).isEqualTo(next == null ? "false" : "true");
            token = next == null ? null : "&continuation-token=" + next;
        }
        return names;
    }

    private List<String> pagesByMarker(String query) {
        List<String> names = new ArrayList<>();
        boolean more = true;
        while (more) {
            Reply page = list(query + "&marker=" + (names.isEmpty() ? "" : names.getLast()));
            names.addAll(names(page));
            more = page.text("IsTruncated").equals("true");
        }
        return names;
    }

    /** Keys and common prefixes of a page in their order. */
    private static List<String> names(Reply page) {
        List<String> names = new ArrayList<>(page.all("Key"));
        names.addAll(page.all("Prefix").subList(1, page.all("Prefix").size()));
        names.sort(null);
        return names;
    }
}
