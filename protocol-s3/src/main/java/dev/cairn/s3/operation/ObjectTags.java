package dev.cairn.s3.operation;

import dev.cairn.s3.error.StorageErrors;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The tags of the version that a request means. A delete marker has none: unlike where an object is
 * read, S3 answers MethodNotAllowed also when it is the newest and no version is named.
 */
record ObjectTags(ObjectStore objects) {
    ObjectVersion get(S3Request request) {
        return refusingMarkers(
                request,
                () -> objects.head(
                        request.bucket().name(), request.key(), VersionIds.of(request)));
    }

    ObjectVersion put(S3Request request, Map<String, String> tags) {
        return refusingMarkers(
                request,
                () -> objects.putTags(
                        request.bucket().name(), request.key(), VersionIds.of(request), tags));
    }

    /** What all answers about tags have. */
    static Headers headers(ObjectVersion version) {
        Headers.Builder headers = Headers.builder();
        VersionIds.write(VersionIds.HEADER, version.versionId(), headers);
        return headers.build();
    }

    private static ObjectVersion refusingMarkers(
            S3Request request, Supplier<ObjectVersion> action) {
        try {
            return action.get();
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.CurrentIsDeleteMarker marker) {
                throw StorageErrors.markerNotAllowed(marker.versionId(), request.head().method());
            }
            throw refused;
        }
    }
}
