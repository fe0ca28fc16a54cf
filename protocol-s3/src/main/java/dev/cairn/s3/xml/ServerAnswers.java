package dev.cairn.s3.xml;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what S3 servers answer, as far as somebody who looks for unfinished uploads asks. Servers
 * differ in what they add, so elements that are not known are passed over.
 *
 * <p>Each throws {@code S3Exception} MalformedXML for what is no such document.
 */
public final class ServerAnswers {
    private ServerAnswers() {}

    /**
     * A page of ListBuckets.
     *
     * @param next continuation token; null on the last page
     */
    public record Buckets(List<String> names, @Nullable String next) {
        public Buckets {
            names = List.copyOf(names);
        }
    }

    /** An unfinished upload in a page of ListMultipartUploads. */
    public record OpenUpload(String key, String uploadId, Instant initiated) {}

    /**
     * A page of ListMultipartUploads.
     *
     * @param urlEncoded whether keys and markers stand percent-encoded in it
     */
    public record OpenUploads(
            List<OpenUpload> uploads,
            boolean truncated,
            boolean urlEncoded,
            @Nullable String nextKeyMarker,
            @Nullable String nextUploadIdMarker) {
        public OpenUploads {
            uploads = List.copyOf(uploads);
        }
    }

    /**
     * A page of ListParts.
     *
     * @param bytes of the parts of this page together
     */
    public record Parts(
            int count, long bytes, boolean truncated, @Nullable String nextPartNumberMarker) {}

    public static Buckets buckets(byte[] document) {
        List<String> names = new ArrayList<>();
        String next = null;
        XmlReader xml = open(document, "ListAllMyBuckets");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Buckets" -> readBuckets(xml, names);
                case "ContinuationToken" -> next = emptyToNull(xml.text());
                default -> xml.skip();
            }
        }
        return new Buckets(names, next);
    }

    public static OpenUploads uploads(byte[] document) {
        List<OpenUpload> uploads = new ArrayList<>();
        boolean truncated = false;
        boolean urlEncoded = false;
        String nextKey = null;
        String nextId = null;
        XmlReader xml = open(document, "ListMultipartUploads");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Upload" -> uploads.add(upload(xml));
                case "IsTruncated" -> truncated = Boolean.parseBoolean(xml.text().strip());
                case "EncodingType" -> urlEncoded = xml.text().strip().equals("url");
                case "NextKeyMarker" -> nextKey = emptyToNull(xml.text());
                case "NextUploadIdMarker" -> nextId = emptyToNull(xml.text());
                default -> xml.skip();
            }
        }
        return new OpenUploads(uploads, truncated, urlEncoded, nextKey, nextId);
    }

    public static Parts parts(byte[] document) {
        int count = 0;
        long bytes = 0;
        boolean truncated = false;
        String next = null;
        XmlReader xml = open(document, "ListParts");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Part" -> {
                    bytes += partBytes(xml);
                    count++;
                }
                case "IsTruncated" -> truncated = Boolean.parseBoolean(xml.text().strip());
                case "NextPartNumberMarker" -> next = emptyToNull(xml.text());
                default -> xml.skip();
            }
        }
        return new Parts(count, bytes, truncated, next);
    }

    /** Whether a configuration has a rule in force that ends unfinished uploads of all keys. */
    public static boolean abortsAll(byte[] lifecycleConfiguration) {
        boolean found = false;
        XmlReader xml = XmlReader.of(lifecycleConfiguration);
        xml.root("LifecycleConfiguration");
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Rule")) {
                found |= isAbortOfAll(xml);
            } else {
                xml.skip();
            }
        }
        return found;
    }

    /** The code of an error; empty where the document is none. */
    public static String errorCode(byte[] document) {
        String code = "";
        XmlReader xml = XmlReader.of(document);
        xml.root("Error");
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Code")) {
                code = xml.text().strip();
            } else {
                xml.skip();
            }
        }
        return code;
    }

    /** A listing. How its root ends differs among servers: Result, Response. */
    private static XmlReader open(byte[] document, String root) {
        XmlReader xml = XmlReader.of(document);
        if (!xml.root().startsWith(root)) {
            throw XmlReader.malformedXml();
        }
        return xml;
    }

    private static void readBuckets(XmlReader xml, List<String> names) {
        for (String bucket = xml.child(); bucket != null; bucket = xml.child()) {
            for (String name = xml.child(); name != null; name = xml.child()) {
                if (name.equals("Name")) {
                    names.add(xml.text());
                } else {
                    xml.skip();
                }
            }
        }
    }

    private static OpenUpload upload(XmlReader xml) {
        String key = "";
        String uploadId = "";
        Instant initiated = Instant.EPOCH;
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Key" -> key = xml.text();
                case "UploadId" -> uploadId = xml.text();
                case "Initiated" -> initiated = instant(xml.text());
                default -> xml.skip();
            }
        }
        return new OpenUpload(key, uploadId, initiated);
    }

    private static long partBytes(XmlReader xml) {
        long bytes = 0;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Size")) {
                bytes = size(xml.text());
            } else {
                xml.skip();
            }
        }
        return bytes;
    }

    /** A filter that names anything leaves some keys out. */
    private static boolean isAbortOfAll(XmlReader xml) {
        boolean enabled = false;
        boolean aborts = false;
        boolean all = true;
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Status" -> enabled = xml.text().strip().equals("Enabled");
                case "AbortIncompleteMultipartUpload" -> {
                    aborts = true;
                    xml.skip();
                }
                case "Prefix" -> all &= xml.text().isEmpty();
                case "Filter" -> all &= isEmptyFilter(xml);
                default -> xml.skip();
            }
        }
        return enabled && aborts && all;
    }

    private static boolean isEmptyFilter(XmlReader xml) {
        boolean empty = true;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Prefix")) {
                empty &= xml.text().isEmpty();
            } else {
                empty = false;
                xml.skip();
            }
        }
        return empty;
    }

    private static long size(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException malformed) {
            throw XmlReader.malformedXml();
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException malformed) {
            throw XmlReader.malformedXml();
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
