package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.util.List;
import java.util.Set;

/**
 * Headers by which a client is promised something: encryption, locks, rights. Those that this
 * server cannot keep are refused, never dropped, since an object would be stored less safely than
 * its owner believes.
 */
public final class PromisingHeaders {
    private static final String PREFIX = "x-amz-";
    private static final String ACL = "x-amz-acl";
    private static final String BUCKET_LOCK = "x-amz-bucket-object-lock-enabled";

    private static final List<String> REFUSED_PREFIXES =
            List.of(
                    "x-amz-server-side-encryption",
                    "x-amz-copy-source-server-side-encryption",
                    "x-amz-object-lock-",
                    "x-amz-write-offset-bytes",
                    "x-amz-grant-");

    /** Both say what is so anyway: the bucket's owner alone has rights. */
    private static final Set<String> ACLS = Set.of("private", "bucket-owner-full-control");

    private PromisingHeaders() {}

    /**
     * Looks at every header of a request.
     *
     * @throws S3Exception NotImplemented, AccessControlListNotSupported
     */
    public static void check(Headers headers) {
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        check(name, value);
                    }
                });
    }

    private static void check(String name, String value) {
        for (String prefix : REFUSED_PREFIXES) {
            if (name.startsWith(prefix)) {
                throw S3Exception.headerNotImplemented(name);
            }
        }
        if (name.equals(BUCKET_LOCK) && !value.strip().equalsIgnoreCase("false")) {
            throw S3Exception.headerNotImplemented(name);
        }
        if (name.equals(ACL) && !ACLS.contains(value.strip())) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }
}
