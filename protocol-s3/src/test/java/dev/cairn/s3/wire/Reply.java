package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ExtentCursor;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.blob.Extent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer with its body read and its reader closed. */
record Reply(
        RequestHead request, int status, Headers headers, byte[] body, long contentLength,
        RequestLog log) {
    static Reply of(RequestHead request, S3Response response, RequestLog log) {
        byte[] body = switch (response.body()) {
            case ResponseBody.Bytes document -> document.bytes();
            case ResponseBody.ObjectRange range -> read(range);
        };
        return new Reply(request, response.status(), response.headers(), body,
                response.contentLength(), log);
    }

    private static byte[] read(ResponseBody.ObjectRange range) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ObjectReader reader = range.reader()) {
            ExtentCursor extents = reader.extents(range.offset(), range.length());
            Extent extent = extents.next();
            while (extent != null) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(extent.length()));
                extent.readFully(bytes, 0);
                extent.close();
                all.writeBytes(bytes.array());
                extent = extents.next();
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return all.toByteArray();
    }

    /** A success. */
    Reply is(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        return this;
    }

    /** An error, with all that an error document carries. */
    Reply is(int expected, String code) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(log.errorCode()).isEqualTo(code);
        if (request.method().equals("HEAD")) {
            assertThat(body).isEmpty();
            return this;
        }
        assertThat(xml("Code")).as(text()).isEqualTo(code);
        assertThat(xml("Message")).isNotEmpty();
        assertThat(xml("RequestId")).isEqualTo(request.requestId());
        assertThat(xml("HostId")).isEqualTo(header("x-amz-id-2"));
        assertThat(header("content-type")).isEqualTo("application/xml");
        return this;
    }

    /** With a header of this value; null for none. */
    Reply has(String header, @Nullable String value) {
        assertThat(header(header)).as(header).isEqualTo(value);
        return this;
    }

    /** With an element of this text, the first of its name; null for none. */
    Reply says(String element, @Nullable String text) {
        assertThat(xml(element)).as("%s in %s", element, text()).isEqualTo(text);
        return this;
    }

    /** With these texts of all elements of the name. */
    Reply lists(String element, String... texts) {
        assertThat(all(element)).as("%s in %s", element, text()).containsExactly(texts);
        return this;
    }

    Reply holds(String text) {
        assertThat(text()).isEqualTo(text);
        return this;
    }

    @Nullable
    String header(String name) {
        return headers.first(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The text of the first element of this name, unescaped. */
    @Nullable
    String xml(String element) {
        List<String> all = all(element);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The text of an element that must be there. */
    String text(String element) {
        return all(element).getFirst();
    }

    List<String> all(String element) {
        Matcher matcher =
                Pattern.compile("<" + element + "(?: [^>]*)?>([^<]*)</" + element + ">")
                        .matcher(text());
        List<String> texts = new ArrayList<>();
        while (matcher.find()) {
            texts.add(matcher.group(1)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&"));
        }
        return texts;
    }
}
