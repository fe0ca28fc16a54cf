package dev.cairn.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The multipart uploads of a server that are neither completed nor aborted: parts that no listing
 * of objects shows and that S3 charges for. Safe for all threads.
 */
public final class Uploads {
    private static final String UPLOADS = "/uploads";
    private static final String PAGE = "1000";

    private final AdminCalls calls;

    Uploads(AdminCalls calls) {
        this.calls = calls;
    }

    /** All open uploads, in the order of buckets and keys. */
    public List<OpenUpload> open() {
        return list(Map.of());
    }

    /**
     * The open uploads of one bucket, in the order of keys.
     *
     * @throws IllegalStateException when there is no such bucket
     */
    public List<OpenUpload> open(String bucket) {
        return list(Map.of("bucket", bucket));
    }

    /**
     * Fails where an upload is open.
     *
     * @throws OpenUploadsError naming each
     */
    public void assertNoneOpen() {
        List<OpenUpload> open = open();
        if (!open.isEmpty()) {
            throw new OpenUploadsError(open);
        }
    }

    /**
     * Ends an upload as an operator does; its parts are gone.
     *
     * @throws IllegalStateException when it is not open any more
     */
    public void abort(OpenUpload upload) {
        JsonNode unused =
                calls.delete(
                        UPLOADS + "/" + AdminCalls.encoded(upload.uploadId()),
                        Map.of("bucket", upload.bucket(), "key", upload.key()));
    }

    private List<OpenUpload> list(Map<String, String> filter) {
        List<OpenUpload> open = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>(filter);
        parameters.put("limit", PAGE);
        JsonNode next;
        do {
            JsonNode page = calls.get(UPLOADS, parameters);
            page.path("items").forEach(item -> open.add(OpenUpload.of(item)));
            next = page.path("nextToken");
            parameters.put("token", next.asString(""));
        } while (next.isString());
        return open;
    }
}
