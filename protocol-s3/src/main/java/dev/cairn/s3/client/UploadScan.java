package dev.cairn.s3.client;

import dev.cairn.s3.auth.RequestSigner;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.s3.xml.ServerAnswers;
import dev.cairn.s3.xml.ServerAnswers.Buckets;
import dev.cairn.s3.xml.ServerAnswers.OpenUpload;
import dev.cairn.s3.xml.ServerAnswers.OpenUploads;
import dev.cairn.s3.xml.ServerAnswers.Parts;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks for unfinished uploads on any S3 server by ordinary calls that change nothing: ListBuckets,
 * ListMultipartUploads, ListParts, GetBucketLifecycleConfiguration. Not for several threads.
 */
public final class UploadScan implements Closeable {
    private final HttpClient http;
    private final SignedGets gets;

    /**
     * A scan of one server.
     *
     * @param endpoint its address, http or https
     * @param region what requests are signed for, unless the server names another one
     * @param trust for https; null for the authorities of the system
     */
    public UploadScan(
            URI endpoint, RequestSigner signer, String region, @Nullable SSLContext trust) {
        this.http = SignedGets.client(trust);
        this.gets = new SignedGets(http, endpoint, signer, region);
    }

    /** An unfinished upload with what its parts hold. */
    public record Found(
            String bucket,
            String key,
            String uploadId,
            Instant initiated,
            int partCount,
            long bytes) {}

    /** Whether a bucket has a rule that ends unfinished uploads of all keys. */
    public enum AbortRule {
        PRESENT,
        /** The bucket has rules, but none that does. */
        ABSENT,
        /** The bucket has no rules at all. */
        NO_RULES,
        /** The server has no such rules, whatever others the bucket has. */
        UNSUPPORTED,
        /** The server does not say, or not to this key. */
        UNKNOWN
    }

    /** The buckets of the account. */
    public List<String> buckets() throws IOException, RefusedException {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            Map<String, String> query =
                    token == null ? Map.of() : Map.of("continuation-token", token);
            Buckets page = answer(gets.get("", "", query), ServerAnswers::buckets);
            names.addAll(page.names());
            token = page.next();
        } while (token != null);
        return names;
    }

    /** The unfinished uploads of a bucket; one that ends meanwhile is left out. */
    public List<Found> uploads(String bucket) throws IOException, RefusedException {
        List<Found> found = new ArrayList<>();
        Map<String, String> query = new TreeMap<>();
        query.put("uploads", "");
        query.put("encoding-type", "url");
        OpenUploads page;
        do {
            page = answer(gets.get(bucket, "", query), ServerAnswers::uploads);
            for (OpenUpload upload : page.uploads()) {
                Found measured = measure(bucket, upload, decoded(upload.key(), page.urlEncoded()));
                if (measured != null) {
                    found.add(measured);
                }
            }
            String nextKey = page.nextKeyMarker();
            String nextId = page.nextUploadIdMarker();
            if (page.truncated() && nextKey == null) {
                throw new IOException("a listing goes on, but does not say where");
            }
            query.put("key-marker", nextKey == null ? "" : decoded(nextKey, page.urlEncoded()));
            query.put("upload-id-marker", nextId == null ? "" : nextId);
        } while (page.truncated());
        return found;
    }

    /**
     * Whether it is MinIO that answered. It lists without a key only what was begun since it was
     * started, and refuses rules that end uploads.
     */
    public boolean isMinio() {
        return gets.server().startsWith("MinIO");
    }

    /** What the lifecycle configuration of a bucket does about unfinished uploads. */
    public AbortRule abortRule(String bucket) throws IOException {
        AbortRule written = writtenRule(bucket);
        return isMinio() && written != AbortRule.PRESENT ? AbortRule.UNSUPPORTED : written;
    }

    private AbortRule writtenRule(String bucket) throws IOException {
        try {
            byte[] configuration = gets.get(bucket, "", Map.of("lifecycle", ""));
            return ServerAnswers.abortsAll(configuration) ? AbortRule.PRESENT : AbortRule.ABSENT;
        } catch (RefusedException refused) {
            return refused.code().equals("NoSuchLifecycleConfiguration")
                    ? AbortRule.NO_RULES
                    : AbortRule.UNKNOWN;
        } catch (S3Exception noDocument) {
            return AbortRule.UNKNOWN;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private @Nullable Found measure(String bucket, OpenUpload upload, String key)
            throws IOException, RefusedException {
        int count = 0;
        long bytes = 0;
        Map<String, String> query = new TreeMap<>();
        query.put("uploadId", upload.uploadId());
        try {
            Parts page;
            do {
                page = answer(gets.get(bucket, key, query), ServerAnswers::parts);
                count += page.count();
                bytes += page.bytes();
                String next = page.nextPartNumberMarker();
                query.put("part-number-marker", next == null ? "" : next);
            } while (page.truncated() && page.nextPartNumberMarker() != null);
        } catch (RefusedException refused) {
            if (refused.status() == 404) {
                return null;
            }
            throw refused;
        }
        return new Found(bucket, key, upload.uploadId(), upload.initiated(), count, bytes);
    }

    private static String decoded(String text, boolean urlEncoded) {
        // Some servers encode as forms do; a plus in a key stands as %2B in any case.
        return urlEncoded ? PercentEncoding.decode(text.replace("+", "%20")) : text;
    }

    /** Reads an answer of a document. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] document);
    }

    private static <T> T answer(byte[] document, Reader<T> reader) throws IOException {
        try {
            return reader.read(document);
        } catch (S3Exception noDocument) {
            throw new IOException("what answers is no S3 server", noDocument);
        }
    }
}
