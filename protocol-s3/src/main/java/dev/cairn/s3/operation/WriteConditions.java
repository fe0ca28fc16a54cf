package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conditions of writes and deletes. What S3 does not take as a condition of a write is
 * 501, as there: dropping a condition silently would overwrite what the client meant to keep.
 *
 * <p>Source: Amazon S3 User Guide, "Add preconditions to S3 operations with conditional requests".
 */
final class WriteConditions {
    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";

    private WriteConditions() {}

    /** Of PutObject, CopyObject and CompleteMultipartUpload. */
    static WriteCondition ofWrite(Headers headers) {
        refuseDates(headers);
        String ifNoneMatch = headers.first(IF_NONE_MATCH);
        WriteCondition ifMatch = ifMatch(headers.first(IF_MATCH));
        if (ifNoneMatch == null) {
            return ifMatch;
        }
        if (!ifNoneMatch.strip().equals("*") || !ifMatch.isNone()) {
            throw S3Exception.headerNotImplemented(IF_NONE_MATCH);
        }
        return WriteCondition.ABSENT;
    }

    /** Of DeleteObject. */
    static WriteCondition ofDelete(Headers headers) {
        refuseDates(headers);
        refuse(headers, IF_NONE_MATCH);
        refuse(headers, "x-amz-if-match-last-modified-time");
        refuse(headers, "x-amz-if-match-size");
        return ifMatch(headers.first(IF_MATCH));
    }

    /** Of UploadPart, which takes none. */
    static void refuseAll(Headers headers) {
        refuseDates(headers);
        refuse(headers, IF_MATCH);
        refuse(headers, IF_NONE_MATCH);
    }

    /** A tag, quoted or not, or {@code *}; null is no condition. */
    static WriteCondition ifMatch(@Nullable String value) {
        if (value == null) {
            return WriteCondition.NONE;
        }
        return value.strip().equals("*")
                ? WriteCondition.PRESENT
                : WriteCondition.matching(ETag.parse(value));
    }

    private static void refuseDates(Headers headers) {
        refuse(headers, "If-Modified-Since");
        refuse(headers, "If-Unmodified-Since");
    }

    private static void refuse(Headers headers, String name) {
        if (headers.contains(name)) {
            throw S3Exception.headerNotImplemented(name);
        }
    }
}
