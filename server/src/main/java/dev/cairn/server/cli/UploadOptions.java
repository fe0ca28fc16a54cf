package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Which upload a command is about: rows are found by key, so bucket and key are named, too. */
final class UploadOptions {
    @Parameters(index = "0", paramLabel = "s3://BUCKET/KEY", description = "Bucket and key.")
    private String location = "";

    @Parameters(index = "1", paramLabel = "UPLOAD_ID", description = "As uploads list shows it.")
    private String uploadId = "";

    S3Location location() {
        return S3Location.parse(location);
    }

    String uploadId() {
        return uploadId;
    }

    /** The upload's path in the admin API. */
    String path() {
        return "/uploads/" + AdminClient.encode(uploadId);
    }

    /** The query that goes with the path; may be added to. */
    Map<String, String> parameters() {
        S3Location where = location();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("bucket", where.bucket());
        parameters.put("key", where.key());
        return parameters;
    }
}
