package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLoggingTest {
    @ParameterizedTest
    @CsvSource({
        "/b/k, /b/k",
        "/b/k?X-Amz-Signature=abc&x=1, /b/k?X-Amz-Signature=...&x=1",
        "/b/k?x=1&Signature=a%2Bb, /b/k?x=1&Signature=...",
        "/b/k?x-amz-security-token=t, /b/k?x-amz-security-token=...",
        "/b/k?MySignature=kept, /b/k?MySignature=kept",
    })
    void withoutSignature_leavesTheRest(String target, String logged) {
        assertThat(RequestLogging.withoutSignature(target)).isEqualTo(logged);
    }
}
