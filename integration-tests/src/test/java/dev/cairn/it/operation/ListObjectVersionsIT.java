package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** ListObjectVersions: all versions and markers, in pages, and the clean-up of test suites. */
class ListObjectVersionsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void versions_areListedNewestFirstWithTheirMarkers() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String first = bucket.put("k", "one");
        String second = bucket.put("k", "two!");
        String marker = bucket.delete("k");
        ListObjectVersionsResponse page = cairn.s3().listObjectVersions(
                request -> request.bucket(bucket.name()));
        assertThat(page.versions()).extracting(ObjectVersion::versionId)
                .containsExactly(second, first);
        assertThat(page.versions()).extracting(ObjectVersion::size).containsExactly(4L, 3L);
        assertThat(page.versions()).noneMatch(ObjectVersion::isLatest);
        assertThat(page.deleteMarkers()).singleElement().satisfies(found -> {
            assertThat(found.versionId()).isEqualTo(marker);
            assertThat(found.isLatest()).isTrue();
            assertThat(found.owner().id()).isNotEmpty();
        });
        assertThat(page.isTruncated()).isFalse();
    }

    @Test
    void pages_showEachVersionOnce() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a b", "c+d", "ü")) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(0, bucket.put(key, "x"));
            }
            ids.forEach(id -> expected.add(key + " " + id));
        }
        List<String> listed = new ArrayList<>();
        cairn.s3().listObjectVersionsPaginator(
                request -> request.bucket(bucket.name()).maxKeys(4)).versions()
                .forEach(version -> listed.add(version.key() + " " + version.versionId()));
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void delimiter_rollsUp() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        bucket.put("photos/1", "x");
        bucket.put("photos/1", "y");
        bucket.delete("videos/1");
        ListObjectVersionsResponse page = cairn.s3().listObjectVersions(
                request -> request.bucket(bucket.name()).delimiter("/"));
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix)
                .containsExactly("photos/", "videos/");
        assertThat(page.versions()).isEmpty();
    }

    @Test
    void cleanUpOfANeverVersionedBucket_empties() {
        String bucket = cairn.bucket();
        for (int i = 0; i < 5; i++) {
            String key = "k" + i;
            cairn.s3().putObject(request -> request.bucket(bucket).key(key),
                    RequestBody.fromString("x"));
        }
        emptyAndDelete(bucket);
    }

    @Test
    void cleanUpOfAVersionedBucket_empties() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        for (int i = 0; i < 3; i++) {
            bucket.put("a", "x");
            bucket.put("b", "y");
            bucket.delete("a");
        }
        Refused.with(409, "BucketNotEmpty",
                () -> cairn.s3().deleteBucket(request -> request.bucket(bucket.name())));
        emptyAndDelete(bucket.name());
    }

    /** As test suites do: page by page, deleting what the page shows. */
    private static void emptyAndDelete(String bucket) {
        cairn.s3().listObjectVersionsPaginator(request -> request.bucket(bucket).maxKeys(2))
                .forEach(page -> {
                    List<ObjectIdentifier> found = new ArrayList<>();
                    page.versions().forEach(version -> found.add(ObjectIdentifier.builder()
                            .key(version.key()).versionId(version.versionId()).build()));
                    page.deleteMarkers().forEach(marker -> found.add(ObjectIdentifier.builder()
                            .key(marker.key()).versionId(marker.versionId()).build()));
                    assertThat(cairn.s3().deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(found))).errors()).isEmpty();
                });
        cairn.s3().deleteBucket(request -> request.bucket(bucket));
    }

    @Test
    void markerWithoutKey_isInvalidArgument() {
        String bucket = cairn.bucket();
        Refused.with(400, "InvalidArgument", () -> cairn.s3().listObjectVersions(
                request -> request.bucket(bucket).versionIdMarker("null")));
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().listObjectVersions(request -> request.bucket("nowhere")));
    }
}
