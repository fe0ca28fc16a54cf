package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.ETag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which an object is read, or copied from.
 *
 * <p>Where both of a pair are sent, the ETag decides: If-Match over If-Unmodified-Since,
 * If-None-Match over If-Modified-Since. Dates compare in whole seconds; what is no date is ignored.
 * Source: Amazon S3 API Reference, "GetObject" and "CopyObject"; RFC 9110, "Precondition
 * Evaluation".
 */
record ReadConditions(
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince) {
    /** What is made of the conditions. */
    enum Outcome {
        MET,
        /** If-Match or If-Unmodified-Since does not hold. */
        CHANGED,
        /** If-None-Match or If-Modified-Since does not hold. */
        NOT_MODIFIED
    }

    static ReadConditions of(Headers headers) {
        return new ReadConditions(
                headers.first("if-match"),
                headers.first("if-unmodified-since"),
                headers.first("if-none-match"),
                headers.first("if-modified-since"));
    }

    static ReadConditions ofCopySource(Headers headers) {
        return new ReadConditions(
                headers.first("x-amz-copy-source-if-match"),
                headers.first("x-amz-copy-source-if-unmodified-since"),
                headers.first("x-amz-copy-source-if-none-match"),
                headers.first("x-amz-copy-source-if-modified-since"));
    }

    Outcome check(ETag etag, Instant lastModified) {
        Instant modified = HttpDate.wholeSeconds(lastModified);
        if (ifMatch != null ? !names(ifMatch, etag) : isAfter(modified, ifUnmodifiedSince)) {
            return Outcome.CHANGED;
        }
        if (ifNoneMatch != null ? names(ifNoneMatch, etag)
                : isNotAfter(modified, ifModifiedSince)) {
            return Outcome.NOT_MODIFIED;
        }
        return Outcome.MET;
    }

    /** The name of the header behind an outcome, for the error document. */
    String failed(Outcome outcome) {
        if (outcome == Outcome.CHANGED) {
            return ifMatch != null ? "If-Match" : "If-Unmodified-Since";
        }
        return ifNoneMatch != null ? "If-None-Match" : "If-Modified-Since";
    }

    /** Whether a list of tags names this one; {@code *} names every one. */
    static boolean names(String list, ETag etag) {
        for (String item : list.split(",", -1)) {
            String tag = item.strip();
            if (tag.startsWith("W/")) {
                tag = tag.substring(2);
            }
            if (tag.equals("*") || ETag.parse(tag).equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAfter(Instant modified, @Nullable String date) {
        return date != null && HttpDate.parse(date).map(modified::isAfter).orElse(false);
    }

    private static boolean isNotAfter(Instant modified, @Nullable String date) {
        return date != null
                && HttpDate.parse(date).map(since -> !modified.isAfter(since)).orElse(false);
    }
}
