package dev.cairn.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class ErrorDocumentTest {
    @Test
    void document_hasItsElementsInOrder() {
        S3Exception refusal = S3Exception.of(S3ErrorCode.NO_SUCH_KEY, "Key", "a/b");
        assertThat(document(refusal))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Error><Code>NoSuchKey</Code>\
                        <Message>The specified key does not exist.</Message><Key>a/b</Key>\
                        <Resource>/bucket/a&amp;b</Resource><RequestId>0123456789ABCDEF</RequestId>\
                        <HostId>host</HostId></Error>""");
    }

    @Test
    void keysOfAnyCharacters_areEscaped() {
        S3Exception refusal =
                S3Exception.of(
                        S3ErrorCode.NO_SUCH_KEY,
                        "Key",
                        "<&>\"'\u0001\r\n\t\u007fü\uffff😀\ud800");
        assertThat(document(refusal))
                .contains(
                        "<Key>&lt;&amp;&gt;&quot;'&#x1;&#xd;\n\t&#x7f;ü&#xffff;😀\ufffd</Key>");
    }

    @Test
    void codes_areOncePerName() {
        assertThat(EnumSet.allOf(S3ErrorCode.class).stream().map(S3ErrorCode::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z][A-Za-z0-9]+"));
    }

    private static String document(S3Exception refusal) {
        byte[] document = ErrorDocument.of(refusal, "/bucket/a&b", "0123456789ABCDEF", "host");
        return new String(document, StandardCharsets.UTF_8);
    }
}
