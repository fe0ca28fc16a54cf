package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.ObjectKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Version ids in buckets that never had versioning: there is one version of each key, the null
 * version.
 */
final class VersionIds {
    /** The null version. */
    static final String NULL = "null";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{16,1024}");

    private VersionIds() {}

    /**
     * Whether the current object is meant: no id, or the null version.
     *
     * @throws S3Exception InvalidArgument for what no version id looks like
     */
    static boolean meansCurrent(@Nullable String versionId) {
        if (versionId == null || versionId.equals(NULL)) {
            return true;
        }
        if (versionId.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "Version id cannot be the empty string", Route.VERSION_ID, versionId);
        }
        if (!SHAPE.matcher(versionId).matches()) {
            throw S3Exception.invalidArgument(
                    "Invalid version id specified", Route.VERSION_ID, versionId);
        }
        return false;
    }

    /**
     * Lets through what means the current object.
     *
     * @throws S3Exception NoSuchVersion, InvalidArgument
     */
    static void requireCurrent(@Nullable String versionId, ObjectKey key) {
        if (!meansCurrent(versionId)) {
            throw S3Exception.of(S3ErrorCode.NO_SUCH_VERSION,
                    "Key", key.value(),
                    "VersionId", String.valueOf(versionId));
        }
    }
}
