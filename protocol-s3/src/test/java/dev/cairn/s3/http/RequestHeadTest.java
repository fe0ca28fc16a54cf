package dev.cairn.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RequestHeadTest {
    private static final Headers SENT =
            Headers.builder().add("host", "h").add("x-amz-acl", "private").build();

    @Test
    void presignedHeaders_stepOutOfTheQuery() {
        Headers headers =
                headers(
                        "/b/k?X-Amz-Signature=s&X-Amz-Credential=c&X-Amz-Expires=1&x-id=PutObject"
                                + "&X-Amz-Checksum-CRC32=AAAAAA%3D%3D&x-amz-meta-%C3%BC=%C3%BC"
                                + "&x-amz-acl=public-read&X-Amz-Security-Token=t");
        StringBuilder all = new StringBuilder();
        headers.forEach((name, value) -> all.append(name).append('=').append(value).append(' '));
        assertThat(all.toString())
                .isEqualTo(
                        "host=h x-amz-acl=private x-amz-checksum-crc32=AAAAAA=="
                                + " x-amz-meta-ü=\u00c3\u00bc ");
    }

    @Test
    void queryWithoutSignature_isNoHeader() {
        assertThat(headers("/b/k?x-amz-meta-a=b").contains("x-amz-meta-a")).isFalse();
    }

    @Test
    void twice_isAsOnce() {
        RequestTarget target = RequestTarget.parse("/b/k?X-Amz-Signature=s&x-amz-meta-a=b");
        RequestHead once = head("/b/k?x").withPresignedHeaders(target);
        assertThat(once.withPresignedHeaders(target).headers().all("x-amz-meta-a"))
                .containsExactly("b");
    }

    private static Headers headers(String target) {
        return head(target).withPresignedHeaders(RequestTarget.parse(target)).headers();
    }

    private static RequestHead head(String target) {
        return new RequestHead("0123456789ABCDEF", "PUT", target, SENT, "192.0.2.1", null);
    }
}
