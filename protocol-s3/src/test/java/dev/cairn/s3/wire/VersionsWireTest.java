package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions on the wire: PutBucketVersioning, and what it makes of the operations of objects. */
@ExtendWith(OpenWire.class)
class VersionsWireTest {
    private static final String VERSION_ID = "x-amz-version-id";
    private static final String SOURCE_VERSION_ID = "x-amz-copy-source-version-id";
    private static final String MARKER = "x-amz-delete-marker";
    private static final String SOURCE = "x-amz-copy-source";
    private static final String UNKNOWN = "0000000000o3i001081g81860s";

    private final Wire wire;
    private final String bucket;
    private final String key;

    VersionsWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
    }

    private void versioning(String status) {
        wire.put("/" + bucket + "?versioning")
                .body("<VersioningConfiguration><Status>" + status + "</Status>"
                        + "</VersioningConfiguration>")
                .send().is(200).holds("");
    }

    private String put(String body) {
        wire.advance(Duration.ofSeconds(1));
        return versionId(wire.put(key).body(body).send().is(200));
    }

    private static String versionId(Reply reply) {
        String id = reply.header(VERSION_ID);
        assertThat(id).isNotNull();
        return String.valueOf(id);
    }

    private List<String> listed() {
        return wire.get("/" + bucket + "?versions").send().is(200).all("VersionId");
    }

    @Test
    void versioning_isPutAndGot() {
        wire.get("/" + bucket + "?versioning").send().is(200).says("Status", null);
        versioning("Suspended");
        wire.get("/" + bucket + "?versioning").send().is(200).says("Status", "Suspended");
        versioning("Enabled");
        wire.get("/" + bucket + "?versioning").send().is(200).says("Status", "Enabled")
                .says("MfaDelete", null);
    }

    @ParameterizedTest
    @CsvSource({
        "<Status>enabled</Status>, 400, MalformedXML",
        "<Status>Disabled</Status>, 400, MalformedXML",
        "'', 400, IllegalVersioningConfigurationException",
        "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>, 501, NotImplemented",
    })
    void versioningThatIsNone_isRefused(String children, int status, String code) {
        wire.put("/" + bucket + "?versioning")
                .body("<VersioningConfiguration>" + children + "</VersioningConfiguration>")
                .send().is(status, code);
        wire.get("/" + bucket + "?versioning").send().is(200).says("Status", null);
    }

    @Test
    void versioningOfMissingOrOthersBucket_isRefused() {
        wire.put("/nowhere-at-all?versioning").send().is(404, "NoSuchBucket");
        wire.put("/" + bucket + "?versioning").as(Wire.STRANGER).send().is(403, "AccessDenied");
    }

    @Test
    void put_tellsTheIdOfTheVersionItMade() {
        wire.put(key).body("0").send().is(200).has(VERSION_ID, null);
        versioning("Enabled");
        String first = put("1");
        String second = put("22");

        wire.get(key).send().is(200).holds("22").has(VERSION_ID, second);
        wire.get(key + "?versionId=" + first).send().is(200).holds("1").has(VERSION_ID, first);
        wire.get(key + "?versionId=null").send().is(200).holds("0").has(VERSION_ID, "null");
        wire.head(key + "?versionId=" + first).send().is(200).has(VERSION_ID, first)
                .has("content-length", null);
        wire.get(key + "?versionId=" + first).with("Range", "bytes=0-0").send().is(206)
                .has(VERSION_ID, first);
        wire.get("/" + bucket).send().is(200).lists("Key", "key").says("Size", "2");
    }

    @Test
    void putWhileSuspended_replacesTheNullVersionAndTellsNoId() {
        wire.put(key).body("0").send().is(200);
        versioning("Enabled");
        String first = put("1");
        versioning("Suspended");

        wire.put(key).body("2").send().is(200).has(VERSION_ID, null);

        wire.get(key).send().is(200).holds("2").has(VERSION_ID, "null");
        assertThat(listed()).containsExactly("null", first);
    }

    @Test
    void copyWhileSuspended_tellsTheNullVersion() {
        versioning("Enabled");
        String source = put("1");
        versioning("Suspended");

        wire.put("/" + bucket + "/copy").with(SOURCE, key).send().is(200)
                .has(VERSION_ID, "null").has(SOURCE_VERSION_ID, source);
        wire.put("/" + bucket + "/again").with(SOURCE, "/" + bucket + "/copy").send().is(200)
                .has(SOURCE_VERSION_ID, null);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, InvalidArgument",
        "x, 400, InvalidArgument",
        "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD, 400, InvalidArgument",
        UNKNOWN + ", 404, NoSuchVersion",
        "null, 404, NoSuchVersion",
    })
    void versionThatIsNotThere_isRefused(String id, int status, String code) {
        versioning("Enabled");
        put("1");
        wire.get(key + "?versionId=" + id).send().is(status, code);
        wire.head(key + "?versionId=" + id).send().is(status, code);
        wire.get(key + "?tagging&versionId=" + id).send().is(status, code);
        wire.put("/" + bucket + "/copy").with(SOURCE, key + "?versionId=" + id).send()
                .is(status, code);
    }

    @Test
    void idOfAnotherKey_isNoSuchVersion() {
        versioning("Enabled");
        String id = put("1");
        wire.get("/" + bucket + "/other?versionId=" + id).send().is(404, "NoSuchVersion")
                .says("Key", "other").says("VersionId", id);
    }

    @Test
    void delete_writesAMarkerAndNamesIt() {
        versioning("Enabled");
        String first = put("1");
        wire.advance(Duration.ofSeconds(1));
        Reply deleted = wire.delete(key).send().is(204).has(MARKER, "true");
        String marker = versionId(deleted);

        wire.get(key).send().is(404, "NoSuchKey").has(MARKER, "true").has(VERSION_ID, marker)
                .says("Key", "key");
        wire.head(key).send().is(404, "NoSuchKey").has(MARKER, "true").has(VERSION_ID, marker);
        wire.get("/" + bucket).send().is(200).lists("Key");
        wire.get(key + "?versionId=" + first).send().is(200).holds("1").has(MARKER, null);
        assertThat(listed()).containsExactly(marker, first);
    }

    @Test
    void markerByItsId_isMethodNotAllowed() {
        versioning("Enabled");
        put("1");
        String marker = versionId(wire.delete(key).send());
        String made = wire.get("/" + bucket + "?versions").send().all("LastModified").getFirst();

        for (String method : List.of("GET", "HEAD")) {
            Reply reply = wire.request(method, key + "?versionId=" + marker).send()
                    .is(405, "MethodNotAllowed")
                    .has("allow", "DELETE").has(MARKER, "true").has(VERSION_ID, marker)
                    .has("last-modified", httpDate(Instant.parse(made)));
            if (method.equals("GET")) {
                reply.says("Method", "GET").says("ResourceType", "DeleteMarker");
            }
        }
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    @Test
    void deleteOfTheMarker_bringsTheObjectBack() {
        versioning("Enabled");
        String first = put("1");
        String marker = versionId(wire.delete(key).send());

        wire.delete(key + "?versionId=" + marker).send().is(204)
                .has(MARKER, "true").has(VERSION_ID, marker);

        wire.get(key).send().is(200).holds("1").has(VERSION_ID, first);
    }

    @Test
    void deleteOfVersions_isForGoodAndLetsTheOneBelowBeCurrent() {
        versioning("Enabled");
        String first = put("1");
        String second = put("2");

        wire.delete(key + "?versionId=" + second).send().is(204)
                .has(VERSION_ID, second).has(MARKER, null);
        wire.get(key).send().is(200).holds("1");
        wire.get(key + "?versionId=" + second).send().is(404, "NoSuchVersion");
        wire.delete(key + "?versionId=" + second).send().is(204).has(VERSION_ID, second);
        wire.delete(key + "?versionId=" + first).send().is(204);
        wire.get(key).send().is(404, "NoSuchKey").has(MARKER, null);
        assertThat(listed()).isEmpty();
        wire.delete("/" + bucket).send().is(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD"})
    void deleteOfWhatIsNoId_isInvalidArgument(String id) {
        versioning("Enabled");
        put("1");
        wire.delete(key + "?versionId=" + id).send().is(400, "InvalidArgument")
                .says("ArgumentName", "versionId").says("ArgumentValue", id);
    }

    @Test
    void deleteOfNothing_writesAMarkerAllTheSame() {
        versioning("Enabled");
        wire.delete(key).send().is(204).has(MARKER, "true");
        wire.delete(key).send().is(204).has(MARKER, "true");
        assertThat(listed()).hasSize(2);
    }

    @Test
    void deleteWhileSuspended_writesTheNullMarker() {
        versioning("Suspended");
        wire.put(key).body("1").send().is(200);
        wire.delete(key).send().is(204).has(MARKER, "true").has(VERSION_ID, "null");
        wire.delete(key).send().is(204).has(MARKER, "true").has(VERSION_ID, "null");
        assertThat(listed()).containsExactly("null");
    }

    @Test
    void bucketWithAMarkerAlone_isNotEmpty() {
        versioning("Enabled");
        String marker = versionId(wire.delete(key).send());
        wire.delete("/" + bucket).send().is(409, "BucketNotEmpty");
        wire.delete(key + "?versionId=" + marker).send().is(204);
        wire.delete("/" + bucket).send().is(204);
    }

    @Test
    void conditions_holdForTheCurrentVersionAndNotForMarkers() {
        versioning("Enabled");
        String first = put("1");
        Reply reply = wire.get(key).send();
        String tag = String.valueOf(reply.header("etag"));
        wire.put(key).with("If-None-Match", "*").body("2").send().is(412, "PreconditionFailed");
        wire.put(key).with("If-Match", "\"x\"").body("2").send().is(412, "PreconditionFailed");
        wire.delete(key).with("If-Match", "\"x\"").send().is(412, "PreconditionFailed");
        wire.delete(key + "?versionId=" + first).with("If-Match", "\"x\"").send()
                .is(412, "PreconditionFailed");
        wire.delete(key).with("If-Match", tag).send().is(204).has(MARKER, "true");

        wire.put(key).with("If-Match", tag).body("2").send().is(404, "NoSuchKey");
        wire.delete(key).with("If-Match", "*").send().is(412, "PreconditionFailed");
        wire.put(key).with("If-None-Match", "*").body("2").send().is(200);
        wire.get(key + "?versionId=" + first).with("If-None-Match", tag).send().is(304)
                .has(VERSION_ID, first);
    }

    @Test
    void deleteObjects_tellsMarkersAndVersions() {
        versioning("Enabled");
        String first = put("1");
        String made = wire.post("/" + bucket + "?delete")
                .body("<Delete><Object><Key>key</Key></Object></Delete>").withMd5().send()
                .is(200).says("DeleteMarker", "true").says("VersionId", null)
                .text("DeleteMarkerVersionId");

        wire.post("/" + bucket + "?delete")
                .body("<Delete><Object><Key>key</Key><VersionId>" + made + "</VersionId></Object>"
                        + "<Object><Key>key</Key><VersionId>" + first + "</VersionId></Object>"
                        + "<Object><Key>key</Key><VersionId>" + UNKNOWN + "</VersionId></Object>"
                        + "<Object><Key>key</Key><VersionId>HPniJFCxqTsMuIH9KX8K</VersionId>"
                        + "</Object></Delete>")
                .withMd5().send().is(200)
                .lists("VersionId", made, first, UNKNOWN, "HPniJFCxqTsMuIH9KX8K")
                .lists("DeleteMarkerVersionId", made)
                .lists("Code", "NoSuchVersion");
        assertThat(listed()).isEmpty();
    }

    @Test
    void completeIntoAVersionedBucket_makesAVersion() {
        versioning("Enabled");
        String first = put("1");
        String id = wire.post(key + "?uploads").send().is(200).text("UploadId");
        String tag = wire.put(key + "?partNumber=1&uploadId=" + id).body("part").send()
                .is(200).has(VERSION_ID, null).header("etag");
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                + "</ETag></Part></CompleteMultipartUpload>";
        Reply completed = wire.post(key + "?uploadId=" + id).body(list).send().is(200);
        Reply repeated = wire.post(key + "?uploadId=" + id).body(list).send().is(200);

        assertThat(versionId(repeated)).isEqualTo(versionId(completed));
        assertThat(listed()).containsExactly(versionId(completed), first);
        wire.get(key + "?partNumber=1&versionId=" + versionId(completed)).send().is(206)
                .holds("part");
    }

    @Test
    void copyOfAVersion_namesBothVersions() {
        versioning("Enabled");
        String first = put("1");
        put("2");
        Reply copied = wire.put("/" + bucket + "/copy")
                .with(SOURCE, key + "?versionId=" + first).send().is(200)
                .has(SOURCE_VERSION_ID, first);
        wire.get("/" + bucket + "/copy").send().is(200).holds("1")
                .has(VERSION_ID, versionId(copied));
    }

    @Test
    void copyOfAnOlderVersionOntoItsKey_restoresIt() {
        versioning("Enabled");
        String first = put("1");
        put("2");
        wire.put(key).with(SOURCE, key).send().is(400, "InvalidRequest");
        wire.put(key).with(SOURCE, key + "?versionId=" + first).send().is(200);
        wire.get(key).send().is(200).holds("1");
        assertThat(listed()).hasSize(3);
    }

    @Test
    void copyOfAMarker_isRefused() {
        versioning("Enabled");
        put("1");
        String marker = versionId(wire.delete(key).send());
        String target = "/" + bucket + "/copy";
        wire.put(target).with(SOURCE, key).send().is(404, "NoSuchKey").has(MARKER, null);
        wire.put(target).with(SOURCE, key + "?versionId=" + marker).send()
                .is(400, "InvalidRequest");
        wire.get(target).send().is(404, "NoSuchKey");
    }

    @Test
    void attributes_areThoseOfTheVersion() {
        versioning("Enabled");
        String first = put("1");
        String second = put("22");
        String target = key + "?attributes";
        wire.get(target).with("x-amz-object-attributes", "ObjectSize").send().is(200)
                .says("ObjectSize", "2").has(VERSION_ID, second);
        wire.get(target + "&versionId=" + first).with("x-amz-object-attributes", "ObjectSize")
                .send().is(200).says("ObjectSize", "1").has(VERSION_ID, first);
        String marker = versionId(wire.delete(key).send());
        wire.get(target).with("x-amz-object-attributes", "ObjectParts").send()
                .is(404, "NoSuchKey").has(MARKER, "true").has(VERSION_ID, marker);
        wire.get(target + "&versionId=" + marker).with("x-amz-object-attributes", "ObjectParts")
                .send().is(405, "MethodNotAllowed").has(MARKER, "true");
    }

    @Test
    void partCopyOfAVersion_namesIt() {
        versioning("Enabled");
        String first = put("1");
        put("2");
        String id = wire.post("/" + bucket + "/large?uploads").send().is(200).text("UploadId");
        wire.put("/" + bucket + "/large?partNumber=1&uploadId=" + id)
                .with(SOURCE, key + "?versionId=" + first).send().is(200)
                .has(SOURCE_VERSION_ID, first).has(VERSION_ID, null)
                .says("ETag", "\"c4ca4238a0b923820dcc509a6f75849b\"");
    }

    @Test
    void listing_showsVersionsAndMarkersNewestFirst() {
        versioning("Enabled");
        String first = put("1");
        Instant firstAt = wire.storageTime();
        String second = put("22");
        wire.advance(Duration.ofSeconds(1));
        String marker = versionId(wire.delete(key).send());
        wire.put("/" + bucket + "/other").body("x").send().is(200);

        wire.get("/" + bucket + "?versions&prefix=key").send().is(200)
                .lists("VersionId", marker, second, first)
                .lists("IsLatest", "true", "false", "false")
                .lists("Size", "2", "1")
                .lists("LastModified", firstAt.plusSeconds(2).toString(),
                        firstAt.plusSeconds(1).toString(), firstAt.toString())
                .says("Name", bucket).says("Prefix", "key").says("KeyMarker", "")
                .says("VersionIdMarker", "").says("MaxKeys", "1000").says("IsTruncated", "false")
                .says("NextKeyMarker", null).says("ID", "owner-id");
    }

    @Test
    void listingOfANeverVersionedBucket_showsNullVersions() {
        wire.put(key).body("1").send().is(200);
        wire.put("/" + bucket + "/b%20c").body("2").send().is(200);
        wire.get("/" + bucket + "?versions&encoding-type=url").send().is(200)
                .lists("Key", "b%20c", "key").lists("VersionId", "null", "null")
                .lists("IsLatest", "true", "true").lists("EncodingType", "url");
        assertThat(pages("", 1)).containsExactly("b c null", "key null");
    }

    @Test
    void pages_maySplitAKey() {
        wire.put(key).body("0").send().is(200);
        versioning("Enabled");
        String first = put("1");
        String second = put("2");
        wire.put("/" + bucket + "/other").body("x").send().is(200);
        String marker = versionId(wire.delete("/" + bucket + "/a").send());
        String other = versionId(wire.head("/" + bucket + "/other").send());
        for (int limit = 1; limit <= 6; limit++) {
            assertThat(pages("", limit))
                    .containsExactly(
                            "a " + marker,
                            "key " + second,
                            "key " + first,
                            "key null",
                            "other " + other);
        }
    }

    @Test
    void pageBehindADeletedNullVersion_goesOn() {
        wire.put(key).body("0").send().is(200);
        versioning("Enabled");
        String first = put("1");
        versioning("Suspended");
        wire.put(key).body("2").send().is(200);
        Reply page = wire.get("/" + bucket + "?versions&max-keys=1").send().is(200)
                .lists("VersionId", "null");
        wire.delete(key + "?versionId=null").send().is(204);
        wire.get("/" + bucket + "?versions&key-marker=key&version-id-marker="
                + page.text("NextVersionIdMarker")).send().is(200).lists("VersionId", first)
                .lists("IsLatest", "true");
    }

    @Test
    void markers_skipTheKeyOrWhatIsNewerOfIt() {
        versioning("Enabled");
        String first = put("1");
        String second = put("2");
        String base = "/" + bucket + "?versions&key-marker=";
        wire.get(base + "key").send().is(200).lists("VersionId").says("KeyMarker", "key");
        wire.get(base + "kex").send().is(200).lists("VersionId", second, first);
        wire.get(base + "key&version-id-marker=" + second).send().is(200)
                .lists("VersionId", first).says("VersionIdMarker", second);
        wire.get(base + "key&version-id-marker=" + first).send().is(200).lists("VersionId");
        wire.get(base + "key&version-id-marker=null").send().is(200)
                .lists("VersionId", second, first);
    }

    @ParameterizedTest
    @CsvSource({
        "version-id-marker=" + UNKNOWN + ", version-id-marker",
        "key-marker=&version-id-marker=" + UNKNOWN + ", version-id-marker",
        "key-marker=key&version-id-marker=, version-id-marker",
        "key-marker=key&version-id-marker=Eyn7lxdGE1WU1SU6QTbW1X6cbSIIRY0R, versionId",
        "max-keys=-1, max-keys",
        "max-keys=many, max-keys",
        "encoding-type=value, encoding-type",
    })
    void wrongParameter_isInvalidArgument(String query, String argument) {
        versioning("Enabled");
        wire.get("/" + bucket + "?versions&" + query).send().is(400, "InvalidArgument")
                .says("ArgumentName", argument);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "2, 2, true", "5000, 1000, false"})
    void maxKeys_countsVersionsAndMarkers(String asked, String echoed, String truncated) {
        versioning("Enabled");
        put("1");
        put("2");
        wire.delete(key).send().is(204);
        wire.get("/" + bucket + "?versions&max-keys=" + asked).send().is(200)
                .says("MaxKeys", echoed).says("IsTruncated", truncated);
    }

    @Test
    void delimiter_rollsUpVersionsAndMarkers() {
        versioning("Enabled");
        wire.put("/" + bucket + "/a/1").body("x").send().is(200);
        wire.put("/" + bucket + "/a/1").body("y").send().is(200);
        wire.delete("/" + bucket + "/b/1").send().is(204);
        put("1");
        wire.get("/" + bucket + "?versions&delimiter=/").send().is(200)
                .lists("Key", "key").lists("Prefix", "", "a/", "b/");
        wire.get("/" + bucket + "?versions&delimiter=/&max-keys=1").send().is(200)
                .says("NextKeyMarker", "a/").says("NextVersionIdMarker", null);
        wire.get("/" + bucket + "?versions&delimiter=/&max-keys=1&key-marker=a/1").send()
                .is(200).says("NextKeyMarker", "b/");
        assertThat(pages("&delimiter=/", 1)).hasSize(1);
    }

    /** Key and id of all versions, page by page. */
    private List<String> pages(String parameters, int limit) {
        List<String> all = new ArrayList<>();
        String from = "";
        String truncated;
        do {
            Reply page = wire.get("/" + bucket + "?versions&max-keys=" + limit + parameters + from)
                    .send().is(200);
            List<String> keys = page.all("Key");
            List<String> ids = page.all("VersionId");
            assertThat(keys).hasSizeLessThanOrEqualTo(limit).hasSameSizeAs(ids);
            for (int i = 0; i < keys.size(); i++) {
                all.add(keys.get(i) + " " + ids.get(i));
            }
            truncated = page.text("IsTruncated");
            from = marker("key-marker", page.xml("NextKeyMarker"))
                    + marker("version-id-marker", page.xml("NextVersionIdMarker"));
        } while (truncated.equals("true"));
        return all;
    }

    private static String marker(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + value.replace(" ", "%20");
    }
}
