package dev.cairn.it.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as it goes over the wire: the target is sent as it stands, headers in their order and
 * spelling. Neither Host nor Content-Length is added by itself except by {@link Signer} and
 * {@link #body}.
 */
public record WireRequest(String method, String target, List<Header> headers, byte[] content) {

    /** One header line. Characters above 127 go out as their UTF-8 bytes. */
    public record Header(String name, String value) {}

    public WireRequest {
        headers = List.copyOf(headers);
    }

    /** A request without headers and body. */
    public static WireRequest of(String method, String target) {
        return new WireRequest(method, target, List.of(), new byte[0]);
    }

    public static WireRequest get(String target) {
        return of("GET", target);
    }

    public static WireRequest head(String target) {
        return of("HEAD", target);
    }

    public static WireRequest delete(String target) {
        return of("DELETE", target);
    }

    /** A PUT of these bytes, with their length. */
    public static WireRequest put(String target, byte[] body) {
        return of("PUT", target).body(body);
    }

    /** A PUT of a text in UTF-8, with its length. */
    public static WireRequest put(String target, String body) {
        return put(target, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A POST of a text in UTF-8, with its length. */
    public static WireRequest post(String target, String body) {
        return of("POST", target).body(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one header line more. */
    public WireRequest header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new WireRequest(method, target, more, content);
    }

    /** The same without the headers of that name. */
    public WireRequest without(String name) {
        List<Header> fewer = new ArrayList<>(headers);
        fewer.removeIf(header -> header.name().equalsIgnoreCase(name));
        return new WireRequest(method, target, fewer, content);
    }

    /** The same with these bytes behind the head, and a Content-Length that says so. */
    public WireRequest body(byte[] bytes) {
        WireRequest sized =
                without("content-length").header("Content-Length", String.valueOf(bytes.length));
        return sized.rawBody(bytes);
    }

    /** The same with these bytes behind the head, whatever the headers say. */
    public WireRequest rawBody(byte[] bytes) {
        return new WireRequest(method, target, headers, bytes);
    }

    /** The same with another target. */
    public WireRequest target(String other) {
        return new WireRequest(method, other, headers, content);
    }

    /** The first value of a header. */
    public Optional<String> value(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Request line and headers with the empty line, as bytes. */
    public byte[] headBytes() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Method and target, for messages. */
    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + target;
    }
}
