package dev.cairn.it.operation;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

/** Multipart uploads that a test needs before it begins. */
final class MultipartFixture {
    private MultipartFixture() {}

    /** Uploads an object in these parts, numbered from 1. */
    static CompleteMultipartUploadResponse upload(
            S3Client s3, String bucket, String key, byte[]... parts) {
        String uploadId = create(s3, bucket, key);
        List<CompletedPart> completed = new ArrayList<>();
        for (int number = 1; number <= parts.length; number++) {
            completed.add(part(s3, bucket, key, uploadId, number, parts[number - 1]));
        }
        return complete(s3, bucket, key, uploadId, completed);
    }

    /** Opens an upload; its id. */
    static String create(S3Client s3, String bucket, String key) {
        return s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    }

    /** Sends one part; its line in the list of Complete. */
    static CompletedPart part(
            S3Client s3, String bucket, String key, String uploadId, int number, byte[] content) {
        String etag = s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                RequestBody.fromBytes(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    /** Completes an upload with these parts. */
    static CompleteMultipartUploadResponse complete(
            S3Client s3, String bucket, String key, String uploadId, List<CompletedPart> parts) {
        return s3.completeMultipartUpload(request -> request.bucket(bucket).key(key)
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(parts)));
    }
}
