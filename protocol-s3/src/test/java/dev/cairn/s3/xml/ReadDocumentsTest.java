package dev.cairn.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.s3.cors.CorsRule;
import dev.cairn.s3.xml.AccessControlPolicy.Grant;
import dev.cairn.s3.xml.CompleteMultipartUpload.CompletedPart;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.Versioning;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body that the server reads, from a file that shows it. */
class ReadDocumentsTest {
    private static final String ID =
            "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    static Stream<Arguments> documents() {
        return Stream.of(
                row("CompleteMultipartUpload", CompleteMultipartUpload::read,
                        new CompleteMultipartUpload(List.of(
                                new CompletedPart(
                                        1, new ETag("79b281060d337b9b2b84ccf390adcf74"),
                                        Map.of(ChecksumAlgorithm.CRC32, "r/zBbw==")),
                                new CompletedPart(
                                        7, new ETag("98bd1c45684cf587ac2347a92dd7bb51"),
                                        Map.of(ChecksumAlgorithm.CRC32, "StupoA=="))))),
                row("CreateBucketConfiguration", CreateBucketConfiguration::read,
                        new CreateBucketConfiguration(
                                "eu-central-1",
                                List.of(new Tagging.Tag("team", "a&b"), new Tagging.Tag("b", "")),
                                null)),
                row("Delete", Delete::read,
                        new Delete(List.of(
                                new Delete.ObjectIdentifier("a&b", null, null, null),
                                new Delete.ObjectIdentifier("c\nd", "null", "\"e\"", null)),
                                true)),
                row("Tagging", Tagging::read,
                        new Tagging(List.of(
                                new Tagging.Tag("team", "a&b"), new Tagging.Tag("empty", "")))),
                row("VersioningConfiguration", VersioningConfiguration::read,
                        new VersioningConfiguration.Requested(Versioning.ENABLED, false)),
                row("LifecycleConfiguration", body -> LifecycleConfiguration.read(body, () -> ""),
                        XmlDocumentsTest.rules()),
                row("LifecycleConfiguration-prefix",
                        body -> LifecycleConfiguration.read(body, () -> ""),
                        XmlDocumentsTest.oldRules()),
                row("CORSConfiguration", CORSConfiguration::read,
                        new CORSConfiguration(List.of(
                                new CorsRule(
                                        "one", List.of("*"), List.of("GET", "PUT"),
                                        List.of("http://*.example.org", "http://b&c"),
                                        List.of("ETag"), 3000),
                                new CorsRule(
                                        null, List.of(), List.of("HEAD"), List.of("*"),
                                        List.of(), null)))),
                row("AccessControlPolicy", AccessControlPolicy::read,
                        new AccessControlPolicy(
                                new Owner(ID, ""), List.of(new Grant(ID, "FULL_CONTROL")))),
                row("PublicAccessBlockConfiguration", PublicAccessBlockConfiguration::read,
                        new PublicAccessBlockConfiguration(true, false, true, false)),
                row("OwnershipControls", OwnershipControls::read,
                        new OwnershipControls(OwnershipControls.ENFORCED)),
                row("RequestPaymentConfiguration", RequestPaymentConfiguration::read,
                        new RequestPaymentConfiguration(RequestPaymentConfiguration.BUCKET_OWNER)),
                row("AccelerateConfiguration", AccelerateConfiguration::read,
                        new AccelerateConfiguration(AccelerateConfiguration.SUSPENDED)));
    }

    private static Arguments row(String file, Function<byte[], Object> reader, Object expected) {
        return arguments(file, reader, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void file_isReadAsWhatItShows(String file, Function<byte[], Object> reader, Object expected)
            throws IOException {
        assertThat(reader.apply(bytes(file))).isEqualTo(expected);
    }

    @Test
    void everyRecordThatIsRead_hasAFile() throws Exception {
        Set<String> shown = documents().map(row -> row.get()[0].toString().split("-", 2)[0])
                .collect(Collectors.toSet());

        assertThat(XmlRecords.where(XmlRecords::isRead)).containsExactlyInAnyOrderElementsOf(shown);
    }

    private static byte[] bytes(String file) throws IOException {
        String name = file + ".xml";
        try (InputStream stream = ReadDocumentsTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}
