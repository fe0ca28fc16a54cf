package dev.cairn.s3.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StorageErrorsTest {
    private static final BucketName BUCKET = new BucketName("vault");
    private static final ETag ETAG = new ETag("d41d8cd98f00b204e9800998ecf8427e");

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(new Refusal.NoSuchBucket(BUCKET), "404 NoSuchBucket {BucketName=vault}"),
                arguments(
                        new Refusal.BucketAlreadyExists(BUCKET),
                        "409 BucketAlreadyExists {BucketName=vault}"),
                arguments(
                        new Refusal.BucketNotEmpty(BUCKET),
                        "409 BucketNotEmpty {BucketName=vault}"),
                arguments(
                        new Refusal.NoSuchKey(new ObjectKey("a/b")), "404 NoSuchKey {Key=a/b}"),
                arguments(
                        new Refusal.NoSuchVersion(new ObjectKey("a"), "v"),
                        "404 NoSuchVersion {Key=a, VersionId=v}"),
                arguments(
                        new Refusal.InvalidVersionId("v"),
                        "400 InvalidArgument {ArgumentName=versionId, ArgumentValue=v}"),
                arguments(
                        new Refusal.CurrentIsDeleteMarker(new ObjectKey("a"), "v"),
                        "404 NoSuchKey {Key=a}"),
                arguments(
                        new Refusal.VersionIsDeleteMarker(
                                new ObjectKey("a"), "v", Instant.EPOCH),
                        "405 MethodNotAllowed {Method=PUT, ResourceType=DeleteMarker}"),
                arguments(
                        new Refusal.NoSuchUpload("id"), "404 NoSuchUpload {UploadId=id}"),
                arguments(
                        new Refusal.InvalidPart("id", 7, ETAG),
                        "400 InvalidPart {UploadId=id, PartNumber=7, ETag=%s}".formatted(ETAG)),
                arguments(
                        new Refusal.EntityTooSmall(5, 5_242_880, 2, ETAG),
                        "400 EntityTooSmall {ProposedSize=5, MinSizeAllowed=5242880, PartNumber=2,"
                                + " ETag=%s}".formatted(ETAG)),
                arguments(
                        new Refusal.EntityTooLarge(9, 8),
                        "400 EntityTooLarge {ProposedSize=9, MaxSizeAllowed=8}"),
                arguments(
                        new Refusal.PreconditionFailed("If-Match"),
                        "412 PreconditionFailed {Condition=If-Match}"),
                arguments(new Refusal.ObjectSizeMismatch(1, 2), "400 InvalidRequest {}"),
                arguments(
                        new Refusal.PartChecksumMissing(1, ChecksumAlgorithm.CRC32),
                        "400 InvalidRequest {}"),
                arguments(
                        new Refusal.ChecksumMismatch(ChecksumAlgorithm.CRC64NVME),
                        "400 BadDigest {}"),
                arguments(
                        new Refusal.ChecksumAlgorithmMismatch(
                                ChecksumAlgorithm.SHA1, ChecksumAlgorithm.CRC32),
                        "400 InvalidRequest {}"),
                arguments(
                        new Refusal.MetadataTooLarge(3000, 2048),
                        "400 MetadataTooLarge {Size=3000, MaxSizeAllowed=2048}"),
                arguments(
                        new Refusal.QuotaExceeded("openUploadsMax", 2, 3),
                        "403 QuotaExceeded {Quota=openUploadsMax, Max=2, Wanted=3}"),
                arguments(new Refusal.TooBusy(), "503 SlowDown {}"),
                arguments(new Refusal.DiskFull(1), "503 ServiceUnavailable {}"),
                arguments(new Refusal.WritesStopped("a sync failed"), "503 ServiceUnavailable {}"),
                arguments(new Refusal.OutcomeUnknown(), "500 InternalError {}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusal_hasItsCodeAndDetails(Refusal refusal, String expected) {
        S3Exception error = StorageErrors.of(refusal, "PUT");
        assertThat(error.code().status() + " " + error.code().code() + " " + error.details())
                .isEqualTo(expected);
    }

    @Test
    void messages_sayWhatTheCodeDoesNot() {
        assertThat(message(new Refusal.ChecksumMismatch(ChecksumAlgorithm.CRC64NVME)))
                .isEqualTo("The CRC64NVME you specified did not match the calculated checksum.");
        assertThat(
                message(
                        new Refusal.ChecksumAlgorithmMismatch(
                                ChecksumAlgorithm.SHA1, ChecksumAlgorithm.CRC32)))
                .isEqualTo(
                        "Checksum Type mismatch occurred, expected checksum Type: sha1, actual"
                                + " checksum Type: crc32");
        assertThat(message(new Refusal.PartChecksumMissing(3, ChecksumAlgorithm.SHA256)))
                .contains("using a sha256 checksum")
                .contains("missing for part 3");
        assertThat(message(new Refusal.ObjectSizeMismatch(1, 2)))
                .contains("x-amz-mp-object-size")
                .contains("1")
                .contains("2");
        assertThat(message(new Refusal.WritesStopped("a sync failed"))).contains("a sync failed");
        assertThat(message(new Refusal.DiskFull(12))).contains("12 bytes free");
    }

    @Test
    void deleteMarkers_areNamedInHeaders() {
        assertThat(
                StorageErrors.of(
                        new Refusal.CurrentIsDeleteMarker(new ObjectKey("a"), "v"), "GET")
                        .headers())
                .isEqualTo(Map.of("x-amz-delete-marker", "true", "x-amz-version-id", "v"));
        Instant when = Instant.parse("2026-03-01T04:05:06.789Z");
        assertThat(
                StorageErrors.of(
                        new Refusal.VersionIsDeleteMarker(new ObjectKey("a"), "v", when), "GET")
                        .headers())
                .isEqualTo(
                        Map.of(
                                "x-amz-delete-marker", "true",
                                "x-amz-version-id", "v",
                                "allow", "DELETE",
                                "last-modified", "Sun, 01 Mar 2026 04:05:06 GMT"));
    }

    @Test
    void ownBucket_isNamed() {
        Bucket bucket = new Bucket(BUCKET, 1, "account", Instant.EPOCH, "us-east-1");
        S3Exception error = StorageErrors.of(
                new StorageException(new Refusal.BucketAlreadyOwnedByYou(bucket)));
        assertThat(error.code()).isEqualTo(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU);
        assertThat(error.code().status()).isEqualTo(409);
        assertThat(error.details()).containsEntry("BucketName", "vault");
    }

    private static String message(Refusal refusal) {
        return StorageErrors.of(refusal, "PUT").message();
    }
}
