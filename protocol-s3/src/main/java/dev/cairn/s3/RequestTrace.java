package dev.cairn.s3;

import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.ErrorDocument;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Address;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.payload.Payload;
import dev.cairn.storage.model.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes known of a request on its way, for its log entry and its error document. Used by one
 * thread.
 */
final class RequestTrace {
    private static final String UNKNOWN = "Unknown";
    private static final String HOST_ID = "x-amz-id-2";

    /** What is an object or a part when it has been read to its end. */
    private static final Set<String> STORING = Set.of("PutObject", "PostObject", "UploadPart");

    private final RequestHead head;
    private final long startNanos = System.nanoTime();

    private String operation = UNKNOWN;
    private @Nullable S3Address address;
    private @Nullable String versionId;
    private @Nullable Caller caller;
    private @Nullable Payload payload;
    private @Nullable String errorCode;

    RequestTrace(RequestHead head) {
        this.head = head;
    }

    void addressed(S3Address found) {
        address = found;
    }

    /** The version that the request names; null where it names none. */
    void asked(@Nullable String version) {
        versionId = version;
    }

    /** Null as long as it is not known. */
    @Nullable
    S3Address address() {
        return address;
    }

    /** The name of the operation. */
    void found(String name) {
        operation = name;
    }

    /** Null for anonymous requests. */
    void authenticated(@Nullable Caller proven) {
        caller = proven;
    }

    void opened(Payload opened) {
        payload = opened;
    }

    /** The error document of a refusal; no body where there can be none. */
    S3Response refused(S3Exception refusal) {
        return refused(refusal, refusal.code().status());
    }

    /** The same with another status than that of its code. */
    S3Response refused(S3Exception refusal, int status) {
        errorCode = refusal.code().code();
        String hostId = hostId();
        Headers.Builder fields =
                Headers.builder()
                        .add("content-type", "application/xml")
                        .add(HOST_ID, hostId);
        refusal.headers().forEach(fields::add);
        Headers headers = fields.build();
        if (head.method().equals("HEAD")) {
            return S3Response.of(status, headers);
        }
        byte[] document = ErrorDocument.of(refusal, path(), head.requestId(), hostId);
        return S3Response.of(status, headers, new ResponseBody.Bytes(document));
    }

    /**
     * What the log says.
     *
     * @param sentBytes of the answer's body
     */
    RequestLog finish(S3Response response, long sentBytes) {
        return new RequestLog(
                head.requestId(),
                operation,
                head.method(),
                head.target(),
                address == null ? null : address.bucket(),
                address == null ? null : address.key(),
                caller == null ? null : caller.account().id(),
                caller == null ? null : caller.accessKey().id(),
                head.remoteAddress(),
                response.status(),
                errorCode,
                payload == null ? 0 : payload.readBytes(),
                head.method().equals("HEAD") ? 0 : sentBytes,
                System.nanoTime() - startNanos,
                RequestLog.Client.of(head),
                new RequestLog.Detail(
                        versionId,
                        objectSize(response),
                        response.headers().first(HOST_ID),
                        scheme(head.headers().first("authorization")),
                        head.tls()));
    }

    private @Nullable Long objectSize(S3Response response) {
        if (response.status() >= 300) {
            return null;
        }
        String range = response.headers().first("content-range");
        if (range != null) {
            return Long.valueOf(range.substring(range.indexOf('/') + 1));
        }
        if (response.body() instanceof ResponseBody.ObjectRange object) {
            return object.length();
        }
        if (operation.equals("HeadObject")) {
            return response.contentLength();
        }
        return STORING.contains(operation) && payload != null ? payload.readBytes() : null;
    }

    /** The first word. */
    private static @Nullable String scheme(@Nullable String authorization) {
        return authorization == null ? null : authorization.strip().split(" ", 2)[0];
    }

    private String path() {
        int query = head.target().indexOf('?');
        return query < 0 ? head.target() : head.target().substring(0, query);
    }

    /** Opaque, as long as S3's, and the same for a request wherever it is asked for. */
    private String hostId() {
        byte[] name = head.requestId().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Hashes.sha384().digest(name));
    }
}
