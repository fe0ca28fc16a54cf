package dev.cairn.server.metrics;

/** The meters of what the store holds; all are gauges. */
enum StoreMeter {
    /** Tags {@code bucket} and {@code class}. */
    BUCKET_BYTES("cairn.bucket.bytes", "Bytes of a bucket by class"),
    /** Tag {@code bucket}. */
    BUCKET_OBJECTS("cairn.bucket.objects", "Objects of a bucket"),
    /** Tag {@code bucket}. */
    UPLOADS_OPEN("cairn.uploads.open", "Multipart uploads neither completed nor aborted"),
    /** Tags {@code bucket} and {@code age}. */
    UPLOAD_OPEN_BYTES(
            "cairn.upload.open.bytes",
            "Bytes of open multipart uploads by how long ago these were begun"),
    /** Tag {@code bucket}. */
    UPLOAD_OLDEST_AGE(
            "cairn.upload.oldest.age.seconds",
            "Age of the oldest open multipart upload, 0 if none"),
    DISCARDED("cairn.discarded.bytes", "Bytes forgotten by the catalog and not yet unlinked"),
    IN_FLIGHT("cairn.in.flight.bytes", "Bytes of bodies that are arriving or being committed"),
    UNACCOUNTED(
            "cairn.unaccounted.bytes",
            "Bytes on disk that nothing accounts for, at the last measurement");

    private final String meterName;
    private final String description;

    StoreMeter(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    String meterName() {
        return meterName;
    }

    String description() {
        return description;
    }
}
