package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Address;
import dev.cairn.s3.xml.Tagging;
import dev.cairn.storage.model.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form that a browser posts to a bucket: fields, and behind them the file, of which nothing has
 * been read. Used by one thread.
 *
 * <p>Source: Amazon S3 API Reference, "Browser-Based Uploads Using POST".
 */
public final class PostForm {
    /** Everything before the file. */
    private static final int FIELD_BYTES_MAX = 20 * 1024;

    private static final String FILE_NAME = "${filename}";
    private static final String ACL = "acl";
    private static final String TAGGING = "tagging";

    /** Headers of the request that speak of the form, not of the object. */
    private static final Set<String> HEADERS_OF_THE_FORM =
            Set.of(
                    "content-type",
                    "content-length",
                    "content-encoding",
                    "content-md5",
                    "content-language",
                    "content-disposition",
                    "cache-control",
                    "expires",
                    "transfer-encoding");

    /** Fields that stand for the header of the same name; others but {@code x-amz-*} do not. */
    private static final Set<String> HEADER_FIELDS =
            Set.of(
                    "cache-control",
                    "content-type",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-md5",
                    "expires",
                    FormField.SUCCESS_STATUS,
                    FormField.SUCCESS_REDIRECT,
                    FormField.REDIRECT);

    /** What says how a request is framed or copied, and its secrets. */
    private static final Set<String> REQUEST_FIELDS =
            Set.of(
                    "x-amz-content-sha256",
                    "x-amz-copy-source",
                    "x-amz-credential",
                    "x-amz-decoded-content-length",
                    "x-amz-security-token",
                    "x-amz-signature",
                    "x-amz-trailer");

    private final Headers fields;
    private final MultipartReader parts;
    private final long bodyBytes;

    private PostForm(Headers fields, MultipartReader parts, long bodyBytes) {
        this.fields = fields;
        this.parts = parts;
        this.bodyBytes = bodyBytes;
    }

    /**
     * Reads the fields, up to where the file begins.
     *
     * @throws S3Exception MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument where
     *     there is no file or no key, MissingContentLength
     */
    public static PostForm read(RequestHead head, RequestBody body) throws IOException {
        if (body.lengthIsAbsent()) {
            throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        MultipartReader parts =
                new MultipartReader(body, Boundary.of(head.headers().first("content-type")));
        PartReader reader =
                new PartReader(
                        parts,
                        FIELD_BYTES_MAX,
                        () -> new S3Exception(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED));
        reader.skipPreamble();
        Headers.Builder fields = Headers.builder();
        String fileName = readFields(parts, reader, fields);
        Headers complete = expanded(fields.build(), fileName);
        requireKey(complete.first(FormField.KEY));
        return new PostForm(complete, parts, body.length());
    }

    /** The fields before the file, as if they were headers. */
    public Headers fields() {
        return fields;
    }

    /**
     * The file, if its form is what its policy allows; an anonymous one has none.
     *
     * @param bytesMax what no file may exceed
     * @throws S3Exception InvalidPolicyDocument, AccessDenied
     */
    public RequestBody file(String bucket, Instant now, long bytesMax) {
        LengthRange range = new LengthRange(0, bytesMax);
        String document = fields.first(FormField.POLICY);
        if (document != null) {
            PostPolicy policy = PolicyReader.read(document, range);
            policy.check(withBucket(bucket), now);
            range = policy.range();
        }
        long behind = (long) parts.delimiterBytes() + "--\r\n".length();
        long expected = bodyBytes < 0 ? -1 : bodyBytes - parts.takenBytes() - behind;
        return new FormFile(parts, range, expected);
    }

    /** The object that the form is to become. */
    public S3Address address(S3Address bucket) {
        String key =
                ObjectKey.decodeUtf8(key().getBytes(StandardCharsets.ISO_8859_1))
                        .orElseThrow(
                                () -> S3Exception.invalidArgument(
                                        "The key must be UTF-8.", FormField.KEY, key()));
        return new S3Address(bucket.bucket(), key, bucket.virtualHost());
    }

    /**
     * The head of a request that would store the file alone.
     *
     * @throws S3Exception MalformedXML for tags that are none
     */
    public RequestHead head(RequestHead posted) {
        Headers.Builder headers = Headers.builder();
        posted.headers()
                .forEach(
                        (name, value) -> {
                            if (!HEADERS_OF_THE_FORM.contains(name) && !name.startsWith("x-amz-")) {
                                headers.add(name, value);
                            }
                        });
        fields.forEach((name, value) -> addHeader(name, value, headers));
        return new RequestHead(
                posted.requestId(),
                posted.method(),
                posted.target(),
                headers.build(),
                posted.remoteAddress(),
                posted.tls());
    }

    private static void addHeader(String field, String value, Headers.Builder headers) {
        if (field.equals(ACL)) {
            headers.add("x-amz-acl", value);
        } else if (field.equals(TAGGING)) {
            headers.add("x-amz-tagging", tagging(value));
        } else if (field.startsWith("x-amz-")
                ? !REQUEST_FIELDS.contains(field)
                : HEADER_FIELDS.contains(field)) {
            headers.add(field, value);
        }
    }

    /** Tags stand in a form as a document, in a header as a query. */
    private static String tagging(String document) {
        return Tagging.read(document.getBytes(StandardCharsets.ISO_8859_1)).tags().stream()
                .map(
                        tag -> PercentEncoding.encode(tag.key(), false)
                                + '='
                                + PercentEncoding.encode(tag.value(), false))
                .collect(Collectors.joining("&"));
    }

    private String key() {
        return Objects.requireNonNull(fields.first(FormField.KEY));
    }

    private Headers withBucket(String bucket) {
        Headers.Builder all = Headers.builder().add(FormField.BUCKET, FormField.octets(bucket));
        fields.forEach(
                (name, value) -> {
                    if (!name.equals(FormField.BUCKET)) {
                        all.add(name, value);
                    }
                });
        return all.build();
    }

    /** The name of the file, whose content comes next. */
    private static String readFields(
            MultipartReader parts, PartReader reader, Headers.Builder fields)
            throws IOException {
        while (parts.next()) {
            PartHead head = reader.head();
            if (head.field().equalsIgnoreCase(FormField.FILE)) {
                return head.fileName() == null ? "" : head.fileName();
            }
            if (fields.build().contains(head.field())) {
                throw S3Exception.invalidArgument(
                        "Bucket POST must not contain a field twice.", head.field(), "");
            }
            fields.add(head.field(), reader.content());
        }
        throw S3Exception.invalidArgument(
                S3ErrorCode.INCORRECT_NUMBER_OF_FILES_IN_POST_REQUEST.message(),
                FormField.FILE,
                "0");
    }

    /** With the name of the file in place of its variable, before anything is compared. */
    private static Headers expanded(Headers fields, String fileName) {
        Headers.Builder expanded = Headers.builder();
        fields.forEach((name, value) -> expanded.add(name, value.replace(FILE_NAME, fileName)));
        return expanded.build();
    }

    private static void requireKey(@Nullable String key) {
        if (key == null) {
            throw S3Exception.missingField(FormField.KEY);
        }
        if (key.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "User key must have a length greater than 0.", FormField.KEY, "");
        }
    }
}
