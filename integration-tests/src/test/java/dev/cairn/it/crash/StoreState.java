package dev.cairn.it.crash;

import dev.cairn.it.admin.AdminClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Tag;
import tools.jackson.databind.JsonNode;

/**
 * All that can be seen of some buckets: versions with their ids, classes and tags, delete markers,
 * uploads with their parts, usage. A marker that a rule has made has an id and a time by chance, so
 * these are left out.
 */
record StoreState(List<String> lines) {
    /** Asking for the tags of a version costs a request. */
    private static final int TAGS_EVERY = 5;

    StoreState {
        lines = List.copyOf(lines);
    }

    static StoreState of(S3Client s3, AdminClient admin, List<String> buckets) {
        List<String> lines = new ArrayList<>();
        for (String bucket : buckets) {
            for (ListObjectVersionsResponse page : s3.listObjectVersionsPaginator(
                    request -> request.bucket(bucket))) {
                for (ObjectVersion version : page.versions()) {
                    lines.add(inWords(s3, bucket, version, lines.size() % TAGS_EVERY == 0));
                }
                for (DeleteMarkerEntry marker : page.deleteMarkers()) {
                    lines.add(bucket + " " + marker.key() + " marker " + marker.isLatest());
                }
            }
            s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()
                    .forEach(object -> lines.add(bucket + " object " + object.key()));
            for (JsonNode upload : admin.uploads(bucket)) {
                lines.add(bucket + " upload " + upload.get("key") + upload.get("uploadId")
                        + upload.get("initiated") + upload.get("partCount") + upload.get("bytes"));
            }
            JsonNode usage = admin.usage(bucket);
            lines.add(bucket + " " + usage.get("bytes").get("current")
                    + usage.get("bytes").get("noncurrent") + usage.get("bytes").get("uploadOpen")
                    + usage.get("objectCount") + usage.get("uploadCount")
                    + usage.get("partCount"));
            lines.add(bucket + " " + admin.get("/api/v1/buckets/" + bucket, Map.of()));
        }
        return new StoreState(lines.stream().sorted().toList());
    }

    private static String inWords(
            S3Client s3, String bucket, ObjectVersion version, boolean withTags) {
        List<String> words = new ArrayList<>(List.of(
                bucket, version.key(), version.versionId(), version.isLatest().toString(),
                version.size().toString(), version.eTag(), version.storageClassAsString(),
                version.lastModified().toString()));
        if (withTags) {
            s3.getObjectTagging(request -> request.bucket(bucket).key(version.key())
                    .versionId(version.versionId())).tagSet().stream().map(Tag::toString).sorted()
                    .forEach(words::add);
        }
        return String.join(" ", words);
    }
}
