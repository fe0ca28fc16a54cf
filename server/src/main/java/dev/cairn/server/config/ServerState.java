package dev.cairn.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a running server tells about itself, on its ready line and in {@code server.json}.
 *
 * @param s3 URL of the S3 port as a client of this machine reaches it
 * @param admin URL of the admin port; null where there is none
 * @param accessKey of the root account
 * @param dataDir absolute path
 * @param readyMs milliseconds from the start of the command to the ready line
 * @param pid of the process
 * @param certificate the file with the certificate that the ports show; null without TLS
 */
public record ServerState(
        String s3,
        @Nullable String admin,
        String region,
        String accessKey,
        String dataDir,
        String version,
        long readyMs,
        long pid,
        @Nullable String certificate) {
    /** The one line on stdout. */
    public String readyLine() {
        return String.format(
                Locale.ROOT,
                "CAIRN READY s3=%s admin=%s region=%s access-key=%s data-dir=%s version=%s"
                        + " ready-ms=%d",
                s3,
                admin == null ? "off" : admin,
                region,
                accessKey,
                dataDir,
                version,
                readyMs);
    }
}
