package dev.cairn.server.admin;

import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.Hashes;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends of open uploads by the operator: aborted one by one or by a filter, or completed. */
final class UploadEndResource {
    private static final int PAGE = 1000;

    /** How often the parts are read again when one of them is replaced meanwhile. */
    private static final int ATTEMPTS = 3;

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
        boolean allowGaps = document.truth("allowGaps").orElse(false);
        WriteCondition condition = condition(document);
        for (int attempt = 1;; attempt++) {
            List<NamedPart> parts = parts(bucket, key, uploadId);
            checkParts(parts, uploads.usage(bucket, key, uploadId).gaps(), allowGaps);
            try {
                ObjectVersion version =
                        uploads.complete(
                                bucket,
                                key,
                                uploadId,
                                new CompleteUpload(parts, condition, null, null, digest(parts)));
                return new Answer.Document(CompletedUploadDocument.of(bucket, version));
            } catch (StorageException refused) {
                if (!(refused.refusal() instanceof Refusal.InvalidPart) || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
        }
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

    private static void checkParts(List<NamedPart> parts, List<String> gaps, boolean allowGaps) {
        if (parts.isEmpty()) {
            throw new AdminException(
                    409, "UploadHasNoParts", "there is nothing that an object could be made of");
        }
        if (!gaps.isEmpty() && !allowGaps) {
            throw new AdminException(
                    409,
                    "UploadHasGaps",
                    "of the parts up to %d these are missing: %s; allowGaps goes without them"
                            .formatted(parts.getLast().number(), String.join(", ", gaps)));
        }
    }

    private List<NamedPart> parts(BucketName bucket, ObjectKey key, String uploadId) {
        List<NamedPart> named = new ArrayList<>();
        PartPage page;
        int after = 0;
        do {
            page = uploads.parts(bucket, key, uploadId, after, PAGE);
            for (Part part : page.parts()) {
                named.add(new NamedPart(part.number(), part.etag(), part.checksum().value()));
                after = part.number();
            }
        } while (page.truncated());
        return named;
    }

    /** By what the store knows a repeat; this call has none, since it finds no upload any more. */
    private static byte[] digest(List<NamedPart> parts) {
        return Hashes.md5().digest(parts.toString().getBytes(StandardCharsets.UTF_8));
    }
}
