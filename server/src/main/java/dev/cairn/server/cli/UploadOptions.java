package dev.cairn.server.cli;

import picocli.CommandLine.Parameters;

/** Which upload a command is about. */
final class UploadOptions {
    @Parameters(index = "0", paramLabel = "s3://BUCKET/KEY", description = "Bucket and key.")
    private String location = "";

    @Parameters(index = "1", paramLabel = "UPLOAD_ID", description = "As uploads list shows it.")
    private String uploadId = "";

    NamedUpload upload() {
        return new NamedUpload(S3Location.parse(location), uploadId);
    }
}
