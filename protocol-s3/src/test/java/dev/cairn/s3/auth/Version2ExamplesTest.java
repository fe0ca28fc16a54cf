package dev.cairn.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples with known signatures of the Amazon S3 User Guide, "Signing and authenticating REST
 * requests" (appendix, Signature Version 2).
 */
final class Version2ExamplesTest {
    private static final AccessKey KEY =
            new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Account ACCOUNT = new Account("id", "name", "", false, List.of(KEY));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET|/photos/puppy.jpg|johnsmith.s3.amazonaws.com|Tue, 27 Mar 2007 19:36:42 +0000"
                + "|bWq2s1WEIj+Ydj0vQ697zp+IXMU=",
        "GET|/?prefix=photos&max-keys=50&marker=puppy|johnsmith.s3.amazonaws.com"
                + "|Tue, 27 Mar 2007 19:42:41 +0000|htDYFYduRNen8P9ZfE/s9SuKy0U=",
        "GET|/?acl|johnsmith.s3.amazonaws.com|Tue, 27 Mar 2007 19:44:46 +0000"
                + "|c2WLPFtWHVgbEmeEG93a4cG37dM=",
        "DELETE|/johnsmith/photos/puppy.jpg|s3.amazonaws.com|Tue, 27 Mar 2007 21:20:26 +0000"
                + "|lx3byBScXR6KzyMaifNkardMwNk=",
        "GET|/|s3.amazonaws.com|Wed, 28 Mar 2007 01:29:59 +0000|qGdzdERIC03wnaRNKh6OqZehG9s=",
        "GET|/dictionary/fran%C3%A7ais/pr%c3%a9f%c3%a8re|s3.amazonaws.com"
                + "|Wed, 28 Mar 2007 01:49:49 +0000|DNEZGsoieTZ92F3bUfSPQcbGmlM=",
    })
    void requestSignedInTheHeader_isAuthentic(
            String method, String target, String host, String date, String signature) {
        Headers headers =
                Headers.builder()
                        .add("Host", host)
                        .add("Date", date)
                        .add("Authorization", "AWS AKIAIOSFODNN7EXAMPLE:" + signature)
                        .build();
        SignedAt signedAt = SignedAt.parseDateHeader(date).orElseThrow();
        assertThat(caller(method, target, headers, signedAt.instant())).isSameAs(ACCOUNT);
    }

    @Test
    void upload_signsContentHeadersAndMetadata() {
        Headers headers =
                Headers.builder()
                        .add("Host", "s3.amazonaws.com")
                        .add("x-amz-acl", "public-read")
                        .add("content-type", "application/x-download")
                        .add("Content-MD5", "4gJE4saaMU4BqNR0kLY+lw==")
                        .add("X-Amz-Meta-ReviewedBy", "joe@johnsmith.net")
                        .add("X-Amz-Meta-ReviewedBy", "jane@johnsmith.net")
                        .add("X-Amz-Meta-FileChecksum", "0x02661779")
                        .add("X-Amz-Meta-ChecksumAlgorithm", "crc32")
                        .add("Date", "Tue, 27 Mar 2007 21:06:08 +0000")
                        .add(
                                "Authorization",
                                "AWS AKIAIOSFODNN7EXAMPLE:ilyl83RwaSoYIEdixDQcA4OnAnc=")
                        .build();
        assertThat(
                caller(
                        "PUT",
                        "/static.johnsmith.net/db-backup.dat.gz",
                        headers,
                        Instant.parse("2007-03-27T21:06:08Z")))
                .isSameAs(ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"2007-03-28T03:40:20Z", "2007-03-27T00:00:00Z", "2001-01-01T00:00:00Z"})
    void presignedUrl_isAuthenticUntilItExpires(Instant now) {
        Headers headers = Headers.builder().add("Host", "johnsmith.s3.amazonaws.com").build();
        String target =
                "/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE"
                        + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
        assertThat(caller("GET", target, headers, now)).isSameAs(ACCOUNT);
    }

    private static Account caller(String method, String target, Headers headers, Instant now) {
        Authenticator authenticator =
                new Authenticator(
                        () -> new Accounts(List.of(ACCOUNT)),
                        new AuthSettings(
                                "us-east-1",
                                true,
                                "s3",
                                SignatureVersion2.ALL,
                                List.of("s3.amazonaws.com")),
                        InstantSource.fixed(now));
        RequestHead head = TestSigner.head(method, target, headers);
        return authenticator.authenticate(head, RequestTarget.parse(target)).caller().account();
    }
}
