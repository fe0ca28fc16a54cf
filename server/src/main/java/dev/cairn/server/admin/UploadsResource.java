package dev.cairn.server.admin;

import dev.cairn.lifecycle.AbortRules;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Open multipart uploads: what nobody sees in a listing of objects, and what takes room. */
final class UploadsResource {
    private final ServedStore store;
    private final UploadStore uploads;

    UploadsResource(ServedStore store) {
        this.store = store;
        this.uploads = store.storage().uploads();
    }

    /** GET /uploads: those that the filters let through, in the order asked for. */
    Answer list(AdminRequest request) {
        UploadFilter filter = UploadFilter.of(request);
        UploadSort sort = UploadSort.of(request.find("sort"));
        String token = request.find("token");
        UploadPlace start = token == null ? null : UploadPlace.parse(token, sort, filter);
        UploadSearch.Page page =
                new UploadSearch(store, filter, sort, request.limit()).page(start);
        Instant now = store.storage().clock().now();
        List<UploadDocument> items = new ArrayList<>();
        for (OpenUpload open : page.uploads()) {
            // An upload that ended since it was found is left out.
            UploadDocument.of(open, now).ifPresent(items::add);
        }
        UploadPlace last = page.last();
        return new Answer.Document(new PageDocument<>(items, last == null ? null : last.token()));
    }

    /** GET /uploads/{uploadId}: one upload with its parts by number. */
    Answer show(AdminRequest request) {
        BucketName bucket = request.requireBucket();
        ObjectKey key = request.requireKey();
        String uploadId = request.segment("uploadId");
        String token = request.find("token");
        int after = token == null ? 0 : partNumber(PageToken.parse(token, 1).get(0));
        PartPage parts = uploads.parts(bucket, key, uploadId, after, request.limit());
        AbortRules rules = store.rules().abortRules(store.storage().buckets().get(bucket));
        UploadDocument upload =
                UploadDocument.of(
                        new OpenUpload(store, bucket, parts.upload(), rules),
                        store.storage().clock().now())
                        .orElseThrow(
                                () -> AdminErrors.of(new Refusal.NoSuchUpload(uploadId)));
        String next =
                parts.truncated()
                        ? PageToken.of(Integer.toString(parts.parts().getLast().number()))
                        : null;
        return new Answer.Document(
                new UploadDetailDocument(
                        upload,
                        parts.parts().stream()
                                .map(UploadDetailDocument.PartDocument::of)
                                .toList(),
                        next));
    }

    private static int partNumber(String word) {
        try {
            int number = Integer.parseInt(word);
            if (number >= Part.NUMBER_MIN && number <= Part.NUMBER_MAX) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below.
        }
        throw PageToken.foreign();
    }
}
