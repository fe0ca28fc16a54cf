package dev.cairn.server.admin;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.BucketName;
import java.io.IOException;

/** Totals, and the proof that they are true. */
final class UsageResource {
    private final Storage storage;

    UsageResource(Storage storage) {
        this.storage = storage;
    }

    /** GET /usage: of a bucket, or of the whole store. */
    Answer usage(AdminRequest request) {
        BucketName bucket = request.findBucket();
        return new Answer.Document(
                bucket == null
                        ? UsageDocument.ofStore(storage.clock().now(), storage.usage())
                        : UsageDocument.ofBucket(
                                storage.clock().now(), storage.buckets().usage(bucket)));
    }

    /** GET /integrity: measured in the file system, so it takes as long as a walk over it. */
    Answer integrity(AdminRequest request) throws IOException {
        String verify = request.find("verify");
        if (verify != null && !verify.equals("false")) {
            throw verify.equals("true")
                    ? AdminException.notImplemented("verify=true is not there yet")
                    : AdminException.invalidArgument("verify must be true or false");
        }
        return new Answer.Document(IntegrityDocument.of(storage.integrity()));
    }
}
