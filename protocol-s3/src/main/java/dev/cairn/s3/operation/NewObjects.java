package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.StorageClass;

/** Reads what a request says of the object that it writes. */
final class NewObjects {
    static final String STORAGE_CLASS = "x-amz-storage-class";

    private NewObjects() {}

    /**
     * Metadata, tags and storage class.
     *
     * @throws S3Exception MetadataTooLarge, InvalidTag, InvalidStorageClass, …
     */
    static NewObject of(S3Request request) {
        Headers headers = request.headers();
        return new NewObject(
                MetadataHeaders.read(headers),
                TaggingHeader.of(headers),
                storageClass(headers),
                request.bucket().owner());
    }

    /** STANDARD where the request names none. */
    static StorageClass storageClass(Headers headers) {
        String name = headers.first(STORAGE_CLASS);
        if (name == null) {
            return StorageClass.STANDARD;
        }
        return StorageClass.of(name)
                .orElseThrow(
                        () -> S3Exception.of(S3ErrorCode.INVALID_STORAGE_CLASS,
                                "StorageClassRequested", name));
    }
}
