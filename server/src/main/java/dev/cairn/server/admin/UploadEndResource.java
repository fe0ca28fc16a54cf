package dev.cairn.server.admin;

import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.PartChoice;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Ends of open uploads by the operator: aborted one by one or by a filter, or completed. */
final class UploadEndResource {
    private final ServedStore store;
    private final UploadStore uploads;

    UploadEndResource(ServedStore store) {
        this.store = store;
        this.uploads = store.storage().uploads();
    }

    /** DELETE /uploads/{uploadId}: as AbortMultipartUpload, counted as the operator's. */
    Answer abort(AdminRequest request) {
        BucketName bucket = request.requireBucket();
        ObjectKey key = request.requireKey();
        return new Answer.Document(
                AbortedUploadDocument.of(
                        uploads.abortByOperator(
                                bucket, key, request.segment("uploadId"))));
    }

    /** POST /uploads/abort: says what would be aborted unless {@code dryRun} is false. */
    Answer abortMatching(AdminRequest request) throws IOException {
        RequestDocument document = request.body().document(Set.of("filter", "dryRun"));
        boolean dryRun = document.truth("dryRun").orElse(true);
        RequestDocument filter =
                document.object("filter", UploadFilter.NAMES)
                        .filter(given -> UploadFilter.NAMES.stream().anyMatch(given::has))
                        .orElseThrow(
                                () -> AdminException.invalidArgument(
                                        "filter must say which uploads are meant; all are"
                                                + " {\"minAge\":\"PT0S\"}"));
        return new Answer.Document(
                new FilteredAbort(store, UploadFilter.of(filter), dryRun).run());
    }

    /**
     * POST /uploads/{uploadId}/complete: makes the object of the parts that are there. Gaps are a
     * conflict unless they are allowed, since nobody knows what the client still meant to send.
     */
    Answer complete(AdminRequest request) throws IOException {
        BucketName bucket = request.requireBucket();
        ObjectKey key = request.requireKey();
        String uploadId = request.segment("uploadId");
        RequestDocument document = request.body().document(Set.of("ifNoneMatch", "allowGaps"));
        CompleteUpload all =
                new CompleteUpload(
                        new PartChoice.AllThere(document.truth("allowGaps").orElse(false)),
                        condition(document),
                        null,
                        null);
        return new Answer.Document(
                CompletedUploadDocument.of(bucket, uploads.complete(bucket, key, uploadId, all)));
    }

    /** An object that is there already is not replaced, unless null is sent for the condition. */
    private static WriteCondition condition(RequestDocument document) {
        if (document.isNull("ifNoneMatch")) {
            return WriteCondition.NONE;
        }
        Optional<String> ifNoneMatch = document.text("ifNoneMatch");
        if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
            throw AdminException.invalidArgument("the field ifNoneMatch must be \"*\" or null");
        }
        return WriteCondition.ABSENT;
    }
}
