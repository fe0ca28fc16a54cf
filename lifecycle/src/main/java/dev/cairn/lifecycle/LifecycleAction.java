package dev.cairn.lifecycle;

/** What a rule does to something, called as S3's element. */
public enum LifecycleAction {
    ABORT("AbortIncompleteMultipartUpload"),
    EXPIRATION("Expiration"),
    EXPIRED_DELETE_MARKER("ExpiredObjectDeleteMarker"),
    NONCURRENT_EXPIRATION("NoncurrentVersionExpiration"),
    TRANSITION("Transition"),
    NONCURRENT_TRANSITION("NoncurrentVersionTransition");

    private final String element;

    LifecycleAction(String element) {
        this.element = element;
    }

    /** S3's name of the element. */
    public String element() {
        return element;
    }
}
