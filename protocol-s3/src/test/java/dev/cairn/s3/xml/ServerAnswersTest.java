package dev.cairn.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.xml.ServerAnswers.OpenUpload;
import dev.cairn.s3.xml.ServerAnswers.OpenUploads;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as servers of several kinds give them. */
class ServerAnswersTest {
    private static final String S3 = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    @Test
    void buckets_areNamed() {
        ServerAnswers.Buckets buckets =
                ServerAnswers.buckets(bytes("<?xml version='1.0'?><ListAllMyBucketsResult" + S3
                        + ">"
                        + "<Owner><ID>x</ID></Owner><Buckets>"
                        + "<Bucket><Name>a</Name><CreationDate>2026-03-01T10:00:00Z</CreationDate>"
                        + "</Bucket><Bucket><CreationDate/><Name>b</Name></Bucket></Buckets>"
                        + "<ContinuationToken>more</ContinuationToken></ListAllMyBucketsResult>"));

        assertThat(buckets.names()).containsExactly("a", "b");
        assertThat(buckets.next()).isEqualTo("more");
    }

    @Test
    void uploads_areThereWithTheirMarkers() {
        OpenUploads uploads =
                ServerAnswers.uploads(bytes("<ListMultipartUploadsResult" + S3 + ">"
                        + "<Bucket>vault</Bucket><KeyMarker/><NextKeyMarker>k%2B</NextKeyMarker>"
                        + "<NextUploadIdMarker>id</NextUploadIdMarker><IsTruncated>true"
                        + "</IsTruncated><EncodingType>url</EncodingType><Upload><Key>k%2B</Key>"
                        + "<UploadId>id</UploadId><Initiator><ID>x</ID></Initiator>"
                        + "<Initiated>2026-03-01T10:00:00.000Z</Initiated></Upload>"
                        + "</ListMultipartUploadsResult>"));

        assertThat(uploads)
                .isEqualTo(new OpenUploads(
                        List.of(new OpenUpload(
                                "k%2B", "id", Instant.parse("2026-03-01T10:00:00Z"))),
                        true, true, "k%2B", "id"));
    }

    @Test
    void documentWithoutNamespaceOrMarkers_isAnEmptyPage() {
        assertThat(ServerAnswers.uploads(bytes("<ListMultipartUploadsResult><IsTruncated>false"
                + "</IsTruncated><NextKeyMarker></NextKeyMarker></ListMultipartUploadsResult>")))
                .isEqualTo(new OpenUploads(List.of(), false, false, null, null));
    }

    @Test
    void parts_areAddedUp() {
        ServerAnswers.Parts parts =
                ServerAnswers.parts(bytes("<ListPartsResponse" + S3 + "><NextPartNumberMarker>2"
                        + "</NextPartNumberMarker><IsTruncated>true</IsTruncated>"
                        + "<Part><PartNumber>1</PartNumber><Size>5368709120</Size></Part>"
                        + "<Part><Size>1</Size><PartNumber>2</PartNumber></Part>"
                        + "</ListPartsResponse>"));

        assertThat(parts).isEqualTo(new ServerAnswers.Parts(2, 5_368_709_121L, true, "2"));
    }

    @ParameterizedTest
    @CsvSource({
        "Enabled, <Filter/>, true",
        "Enabled, <Filter><Prefix></Prefix></Filter>, true",
        "Enabled, <Prefix/>, true",
        "Enabled, '', true",
        "Disabled, <Filter/>, false",
        "Enabled, <Filter><Prefix>tmp/</Prefix></Filter>, false",
        "Enabled, <Prefix>tmp/</Prefix>, false",
        "Enabled, <Filter><Tag><Key>a</Key></Tag></Filter>, false",
    })
    void abortRule_mustBeInForceForAllKeys(String status, String filter, boolean all) {
        String rule = "<Rule><ID>x</ID>" + filter + "<Status>" + status + "</Status>"
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload></Rule>";
        String other = "<Rule><Status>Enabled</Status><Filter/><Expiration/></Rule>";

        assertThat(ServerAnswers.abortsAll(bytes("<LifecycleConfiguration" + S3 + ">" + other + rule
                + other + "</LifecycleConfiguration>"))).isEqualTo(all);
    }

    @Test
    void errors_haveTheirCode() {
        assertThat(ServerAnswers.errorCode(
                bytes("<Error><Code>NoSuchBucket</Code><Message>x</Message></Error>")))
                .isEqualTo("NoSuchBucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<html>", "<html></html>", "{}", "<ListPartsResult><Part><Size>x</Size></Part>",
        "<ListPartsResult><Part><Size>many</Size></Part></ListPartsResult>",
    })
    void anythingElse_isMalformed(String document) {
        assertThatThrownBy(() -> ServerAnswers.parts(bytes(document)))
                .isInstanceOf(S3Exception.class);
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
