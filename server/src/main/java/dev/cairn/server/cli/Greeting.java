package dev.cairn.server.cli;

import dev.cairn.server.RootKey;
import dev.cairn.server.config.ServerState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code cairn serve} says on stderr when it is ready: enough to use it at once. */
final class Greeting {
    private Greeting() {}

    /**
     * The text, of several lines.
     *
     * @param credentialsFile where a generated secret is kept
     * @param trusted a certificate that clients must be told to trust; null if there is none
     */
    static String of(
            ServerState state,
            RootKey root,
            Path credentialsFile,
            @Nullable String trusted) {
        String admin = state.admin() == null ? "off" : state.admin();
        String secretKey =
                switch (root.origin()) {
                    case GENERATED ->
                            "%s (shown this once, kept in %s)"
                                    .formatted(root.credentials().secretKey(), credentialsFile);
                    case KEPT -> "kept in " + credentialsFile;
                    case CONFIGURED -> "as configured";
                };
        String secretExport =
                switch (root.origin()) {
                    case GENERATED -> root.credentials().secretKey();
                    case KEPT ->
                            "\"$(sed -n 's/.*\"secretKey\" *: *\"\\([^\"]*\\)\".*/\\1/p' "
                                    + quoted(credentialsFile.toString())
                                    + ")\"";
                    case CONFIGURED -> "...";
                };
        String bundle = trusted == null ? "" : "  export AWS_CA_BUNDLE=" + quoted(trusted) + "\n";
        return """

                Cairn %s is ready.

                  S3 endpoint  %s (region %s)
                  Admin        %s
                  Access key   %s
                  Secret key   %s
                  Data         %s

                For aws-cli, boto3 and the AWS SDKs:

                  export AWS_ENDPOINT_URL=%s
                  export AWS_ACCESS_KEY_ID=%s
                  export AWS_SECRET_ACCESS_KEY=%s
                  export AWS_DEFAULT_REGION=%s
                %s
                  aws s3 ls
                  python3 -c 'import boto3; print(boto3.client("s3").list_buckets()["Buckets"])'

                """
                .formatted(
                        state.version(),
                        state.s3(),
                        state.region(),
                        admin,
                        state.accessKey(),
                        secretKey,
                        state.dataDir(),
                        state.s3(),
                        state.accessKey(),
                        secretExport,
                        state.region(),
                        bundle);
    }

    /** The text as one event of the log in JSON, whatever the least level is. */
    static String json(String greeting, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("timestamp", now.toEpochMilli());
        event.put("level", "INFO");
        event.put("loggerName", Greeting.class.getName());
        event.put("formattedMessage", greeting);
        return JsonMapper.shared().writeValueAsString(event) + "\n";
    }

    /** As one word for a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
