package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import org.jspecify.annotations.Nullable;

/** Version ids in requests and answers. What an id means, the store knows. */
final class VersionIds {
    /** The null version. */
    static final String NULL = "null";

    static final String HEADER = "x-amz-version-id";
    static final String OF_COPY_SOURCE = "x-amz-copy-source-version-id";
    static final String DELETE_MARKER = "x-amz-delete-marker";

    private VersionIds() {}

    /**
     * The version that a request names; null where it names none.
     *
     * @throws S3Exception InvalidArgument for an empty one
     */
    static @Nullable String of(S3Request request) {
        return checked(request.parameter(Route.VERSION_ID));
    }

    /**
     * The same for an id that stands elsewhere.
     *
     * @throws S3Exception InvalidArgument for an empty one
     */
    static @Nullable String checked(@Nullable String versionId) {
        if (versionId != null && versionId.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "Version id cannot be the empty string", Route.VERSION_ID, versionId);
        }
        return versionId;
    }

    /** Adds a header where there is an id to tell. */
    static void write(String header, @Nullable String versionId, Headers.Builder headers) {
        if (versionId != null) {
            headers.add(header, versionId);
        }
    }

    /** The same where S3 tells ids that were given, but not that of a null version. */
    static void writeUnlessNull(
            String header, @Nullable String versionId, Headers.Builder headers) {
        write(header, NULL.equals(versionId) ? null : versionId, headers);
    }
}
