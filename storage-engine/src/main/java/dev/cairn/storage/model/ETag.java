package dev.cairn.storage.model;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * An entity tag without its quotes: the MD5 in hex, or for multipart objects the MD5 of the parts'
 * MD5s, a dash and the number of parts.
 *
 * <p>Source: Amazon S3 User Guide, "Checking object integrity"; API Reference, "Object".
 */
public record ETag(String value) {
    public static ETag ofMd5(byte[] md5) {
        return new ETag(HexFormat.of().formatHex(md5));
    }

    /** Reads a tag with or without quotes. */
    public static ETag parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")) {
            return new ETag(trimmed.substring(1, trimmed.length() - 1));
        }
        return new ETag(trimmed);
    }

    public String quoted() {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return value;
    }

    /** Combines the MD5s of parts, given in the order of the list of CompleteMultipartUpload. */
    public static final class Combiner {
        private final MessageDigest md5 = Hashes.md5();
        private int count;

        public void add(byte[] partMd5) {
            md5.update(partMd5);
            count++;
        }

        public ETag result() {
            return new ETag(HexFormat.of().formatHex(md5.digest()) + "-" + count);
        }
    }
}
