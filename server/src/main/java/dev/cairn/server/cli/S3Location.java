package dev.cairn.server.cli;

/** A bucket and a key, written {@code s3://BUCKET/KEY}. */
record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /** Everything behind the first slash of the path is the key, as it stands. */
    static S3Location parse(String text) {
        int slash = text.indexOf('/', SCHEME.length());
        if (!text.startsWith(SCHEME) || slash <= SCHEME.length() || slash == text.length() - 1) {
            throw new CommandException(
                    ExitCode.USAGE, "'" + text + "' is not of the form s3://BUCKET/KEY");
        }
        return new S3Location(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
