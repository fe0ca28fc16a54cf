package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * What a writer needs beside the right to write.
 *
 * <p>Rules: Amazon S3 API Reference, "PutObject"; Amazon S3 User Guide, "Conditional requests".
 */
final class WriteRights {
    private static final String TAGGING = "x-amz-tagging";

    private WriteRights() {}

    /** Tags need a right of their own; a condition on the ETag tells something of the object. */
    static List<String> of(String action, Headers headers) {
        List<String> rights = new ArrayList<>();
        rights.add(action);
        String tagging = headers.first(TAGGING);
        if (tagging != null && !tagging.isEmpty()) {
            rights.add("s3:PutObjectTagging");
        }
        if (headers.contains("if-match")) {
            rights.add("s3:GetObject");
        }
        return rights;
    }
}
