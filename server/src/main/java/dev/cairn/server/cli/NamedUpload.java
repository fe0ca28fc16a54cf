package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The upload that a command is about: rows are found by key, so bucket and key are named, too. */
record NamedUpload(S3Location location, String uploadId) {
    /** The upload's path in the admin API. */
    String path() {
        return "/uploads/" + AdminClient.encode(uploadId);
    }

    /** The query that goes with the path; may be added to. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("bucket", location.bucket());
        parameters.put("key", location.key());
        return parameters;
    }

    /** As it is printed for people. */
    @Override
    public String toString() {
        return HumanFormat.printable(location.toString()) + " " + uploadId;
    }
}
