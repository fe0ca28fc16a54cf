package dev.cairn.server.http;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.TlsSession;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a request as Netty decoded it, and what it says to a server. */
record WireHead(HttpRequest request) {
    /** Why it must be refused; null if it need not. */
    @Nullable
    Refusal refusal() {
        Throwable broken = request.decoderResult().cause();
        if (broken != null) {
            return broken instanceof TooLongFrameException
                    ? Refusal.HEAD_TOO_LARGE
                    : Refusal.MALFORMED;
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !http10()) {
            return Refusal.VERSION;
        }
        // RFC 9112, 3.2: whom a request without it, or with two, is for can be understood in two ways.
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && !http10())) {
            return Refusal.MALFORMED;
        }
        for (String coding : request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
            if (!coding.equalsIgnoreCase("chunked")) {
                return Refusal.TRANSFER_ENCODING;
            }
        }
        return null;
    }

    boolean http10() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    boolean keepAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    boolean expectsContinue() {
        return !http10() && HttpUtil.is100ContinueExpected(request);
    }

    boolean lengthIsAbsent() {
        return !chunked() && contentLength() == null;
    }

    /** As {@link dev.cairn.s3.http.RequestBody#length}; 0 in a malformed request. */
    long length() {
        if (chunked()) {
            return -1;
        }
        String value = contentLength();
        try {
            return value == null ? 0 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            // The decoder has refused the request for it already.
            return 0;
        }
    }

    private boolean chunked() {
        return HttpUtil.isTransferEncodingChunked(request);
    }

    private @Nullable String contentLength() {
        return request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    }

    /** The head as the service sees it. */
    RequestHead toRequestHead(
            String requestId, String remoteAddress, @Nullable TlsSession session) {
        return new RequestHead(
                requestId,
                request.method().name(),
                request.uri(),
                headers(request.headers()),
                remoteAddress,
                session);
    }

    private static Headers headers(HttpHeaders fields) {
        Headers.Builder headers = Headers.builder();
        Iterator<Map.Entry<CharSequence, CharSequence>> each = fields.iteratorCharSequence();
        while (each.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = each.next();
            headers.add(field.getKey().toString(), field.getValue().toString());
        }
        return headers.build();
    }
}
