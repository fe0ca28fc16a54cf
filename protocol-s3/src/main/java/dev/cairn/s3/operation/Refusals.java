package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;

/** Refusals that several operations share, with the details that S3 puts into them. */
final class Refusals {
    private Refusals() {}

    static S3Exception invalidRequest(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }

    /** An operation of S3 that this server does not have. */
    static S3Exception operationNotImplemented(String name) {
        return S3Exception.saying(
                S3ErrorCode.NOT_IMPLEMENTED,
                "The operation " + name + " is not implemented.",
                "Operation",
                name);
    }

    /** A query key that asks for something that this server does not do. */
    static S3Exception parameterNotImplemented(String key) {
        return S3Exception.saying(
                S3ErrorCode.NOT_IMPLEMENTED,
                "The query parameter " + key + " implies functionality that is not implemented.",
                "Parameter",
                key);
    }

    /** An element of a document that asks for something that this server does not do. */
    static S3Exception elementNotImplemented(String element) {
        return S3Exception.saying(
                S3ErrorCode.NOT_IMPLEMENTED,
                "The element " + element + " implies functionality that is not implemented.",
                "Element",
                element);
    }

    static S3Exception preconditionFailed(String condition) {
        return S3Exception.of(S3ErrorCode.PRECONDITION_FAILED, "Condition", condition);
    }

    static S3Exception entityTooLarge(long proposedSize, long maxSizeAllowed) {
        return S3Exception.of(
                S3ErrorCode.ENTITY_TOO_LARGE,
                "ProposedSize",
                Long.toString(proposedSize),
                "MaxSizeAllowed",
                Long.toString(maxSizeAllowed));
    }
}
