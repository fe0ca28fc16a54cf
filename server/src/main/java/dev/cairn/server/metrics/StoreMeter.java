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
            "Bytes of open multipart uploads by how long ago these were begun, as"
                    + " cairn_uploads_measured_age_seconds ago; absent before the first look"),
    /** Tag {@code bucket}. */
    UPLOAD_OLDEST_AGE(
            "cairn.upload.oldest.age.seconds",
            "Age of the oldest open multipart upload, 0 if none: of those that were open"
                    + " cairn_uploads_measured_age_seconds ago the oldest that still is; absent"
                    + " before the first look"),
    UPLOADS_MEASURED_AGE(
            "cairn.uploads.measured.age.seconds",
            "How long ago the last look at all open uploads and their parts began; a scrape asks"
                    + " for one, and it rests 20 times as long as it works, 10 s at least"),
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
