package dev.cairn.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.xml.CompleteMultipartUpload.CompletedPart;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.Versioning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests, as clients differ in writing them. */
class RequestDocumentsTest {
    private static final String NAMESPACE = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    @Test
    void completeWithNamespace_isRead() {
        CompleteMultipartUpload list = complete("<CompleteMultipartUpload " + NAMESPACE + ">"
                + "<Part><PartNumber>1</PartNumber><ETag>&quot;aa&quot;</ETag></Part>"
                + "<Part><ETag>bb</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32><PartNumber> 3 "
                + "</PartNumber></Part>"
                + "</CompleteMultipartUpload>");

        assertThat(list.parts()).containsExactly(
                new CompletedPart(1, new ETag("aa"), Map.of()),
                new CompletedPart(3, new ETag("bb"), Map.of(ChecksumAlgorithm.CRC32, "AAAAAA==")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>aa</ETag></Part>"
                + "</CompleteMultipartUpload>",
        "\ufeff<?xml version='1.0' encoding='UTF-8'?>\n<!-- a --><CompleteMultipartUpload> <Part>\t"
                + "<PartNumber>1</PartNumber><!-- b --><ETag><![CDATA[\"aa\"]]></ETag> </Part>"
                + "</CompleteMultipartUpload>\n",
        "<s3:CompleteMultipartUpload xmlns:s3='http://s3.amazonaws.com/doc/2006-03-01/'><s3:Part>"
                + "<s3:PartNumber>1</s3:PartNumber><s3:ETag>\"aa\"</s3:ETag></s3:Part>"
                + "</s3:CompleteMultipartUpload>",
        "<CompleteMultipartUpload xmlns='http://doc.s3.amazonaws.com/2006-03-01'><Part>"
                + "<PartNumber>1</PartNumber><ETag>aa</ETag></Part></CompleteMultipartUpload>",
    })
    void completeInAnyDress_isTheSame(String document) {
        assertThat(complete(document).parts())
                .containsExactly(new CompletedPart(1, new ETag("aa"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "no xml",
        "<CompleteMultipartUpload/>",
        "<CompleteMultipartUpload></CompleteMultipartUpload>",
        "<Delete><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part></Delete>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><ETag>a</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>one</PartNumber><ETag>a</ETag></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag><More/></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload><More/><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload>text<Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag><b/></ETag></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload xmlns='urn:other'><Part><PartNumber>1</PartNumber><ETag>"
                + "a</ETag></Part></CompleteMultipartUpload>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><CompleteMultipartUpload><Part>"
                + "<PartNumber>1</PartNumber><ETag>&e;</ETag></Part></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&e;</ETag></Part>"
                + "</CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>"
                + "</CompleteMultipartUpload>more",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>",
    })
    void completeThatIsNone_isMalformedXml(String document) {
        assertMalformed(() -> complete(document));
    }

    @Test
    void completeWithMoreThanTenThousandParts_isMalformedXml() {
        String part = "<Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>";

        assertThat(complete(completeOf(part.repeat(10_000))).parts()).hasSize(10_000);
        assertMalformed(() -> complete(completeOf(part.repeat(10_001))));
    }

    @Test
    void completeWithUnknownChecksum_isMalformedXml() {
        assertMalformed(() -> complete(completeOf(
                "<Part><PartNumber>1</PartNumber><ETag>a</ETag><ChecksumBLAKE3>"
                        + "AA==</ChecksumBLAKE3></Part>")));
    }

    @Test
    void delete_keepsKeysCharacterForCharacter() {
        Delete delete = Delete.read(utf8("<Delete " + NAMESPACE + "><Quiet>true</Quiet>"
                + "<Object><Key> a&amp;b&#x1;&#xD;\nc </Key></Object>"
                + "<Object><Key></Key><VersionId>null</VersionId><ETag>\"e\"</ETag></Object>"
                + "<Object><Key>k</Key><Size>1</Size></Object></Delete>"));

        assertThat(delete.quiet()).isTrue();
        assertThat(delete.objects()).containsExactly(
                new Delete.ObjectIdentifier(" a&b\u0001\r\nc ", null, null, null),
                new Delete.ObjectIdentifier("", "null", "\"e\"", null),
                new Delete.ObjectIdentifier("k", null, null, "Size"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "<Delete/>",
        "<Delete><Quiet>true</Quiet></Delete>",
        "<Delete><Object/></Delete>",
        "<Delete><Object><VersionId>null</VersionId></Object></Delete>",
        "<Delete><Quiet>perhaps</Quiet><Object><Key>k</Key></Object></Delete>",
        "<Delete><Object><Key>k</Key><Other/></Object></Delete>",
    })
    void deleteThatIsNone_isMalformedXml(String document) {
        assertMalformed(() -> Delete.read(utf8(document)));
    }

    @Test
    void versioningConfiguration_saysTheState() {
        assertThat(versioning("<Status>Enabled</Status>"))
                .isEqualTo(new VersioningConfiguration.Requested(Versioning.ENABLED, false));
        assertThat(
                versioning("<MfaDelete>Disabled</MfaDelete><Status>Suspended</Status>"))
                .isEqualTo(new VersioningConfiguration.Requested(Versioning.SUSPENDED, false));
        assertThat(versioning("<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>"))
                .isEqualTo(new VersioningConfiguration.Requested(Versioning.ENABLED, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Status>enabled</Status>",
        "<Status>Disabled</Status>",
        "<Status/>",
        "<Status>Enabled</Status><MfaDelete>no</MfaDelete>",
        "<Status>Enabled</Status><MFADelete>Disabled</MFADelete>",
        "<State>Enabled</State>",
    })
    void versioningConfigurationThatIsNone_isMalformedXml(String children) {
        assertMalformed(() -> versioning(children));
    }

    private static VersioningConfiguration.Requested versioning(String children) {
        return VersioningConfiguration.read(
                utf8("<VersioningConfiguration " + NAMESPACE + ">" + children
                        + "</VersioningConfiguration>"));
    }

    @Test
    void tagging_keepsTagsInTheirOrder() {
        assertThat(Tagging.read(utf8("<Tagging " + NAMESPACE + "><TagSet>"
                + "<Tag><Key>b</Key><Value>1</Value></Tag><Tag><Value/><Key>a</Key></Tag>"
                + "</TagSet></Tagging>")).tags())
                .containsExactly(new Tagging.Tag("b", "1"), new Tagging.Tag("a", ""));
        assertThat(Tagging.read(utf8("<Tagging><TagSet/></Tagging>")).tags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "<TagSet/>",
        "<Tagging/>",
        "<Tagging><Tag><Key>a</Key><Value>b</Value></Tag></Tagging>",
        "<Tagging><TagSet/><TagSet/></Tagging>",
        "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Value>a</Value></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>a</Key><Key>a</Key><Value/></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Label/></TagSet></Tagging>",
        "<Tagging>&#x;<TagSet/></Tagging>",
        "<Tagging><TagSet>&#1114112;</TagSet></Tagging>",
        "<Tagging><TagSet><Tag>&#text;<Key>a</Key><Value/></Tag></TagSet></Tagging>",
    })
    void taggingThatIsNone_isMalformedXml(String document) {
        assertMalformed(() -> Tagging.read(utf8(document)));
    }

    @Test
    void deleteOfMoreThanThousand_isMalformedXml() {
        String object = "<Object><Key>k</Key></Object>";

        assertThat(Delete.read(utf8("<Delete>" + object.repeat(1000) + "</Delete>")).objects())
                .hasSize(1000);
        assertMalformed(() -> Delete.read(utf8("<Delete>" + object.repeat(1001) + "</Delete>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "<CreateBucketConfiguration/>",
        "<CreateBucketConfiguration><LocationConstraint/></CreateBucketConfiguration>",
        "<CreateBucketConfiguration " + NAMESPACE + "> </CreateBucketConfiguration>",
    })
    void createBucketWithoutConstraint_hasNone(String document) {
        assertThat(CreateBucketConfiguration.read(utf8(document)))
                .isEqualTo(new CreateBucketConfiguration(null, List.of(), null));
    }

    @Test
    void createBucketWithConstraint_hasIt() {
        String document =
                "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
                        + "</CreateBucketConfiguration>";

        assertThat(CreateBucketConfiguration.read(utf8(document)).locationConstraint())
                .isEqualTo("eu-west-1");
    }

    @Test
    void createBucketWithTags_hasThemInTheirOrder() {
        String document =
                "<CreateBucketConfiguration><Tags><Tag><Key>b</Key><Value>1</Value></Tag>"
                        + "<Tag><Key>a</Key><Value/></Tag></Tags><LocationConstraint>eu-west-1</LocationConstraint>"
                        + "</CreateBucketConfiguration>";

        assertThat(CreateBucketConfiguration.read(utf8(document)))
                .isEqualTo(new CreateBucketConfiguration(
                        "eu-west-1",
                        List.of(new Tagging.Tag("b", "1"), new Tagging.Tag("a", "")),
                        null));
    }

    @Test
    void createBucketWithUnknownElement_isMalformedXml() {
        assertMalformed(() -> CreateBucketConfiguration.read(
                utf8("<CreateBucketConfiguration><Region>eu-west-1</Region>"
                        + "</CreateBucketConfiguration>")));
    }

    private static CompleteMultipartUpload complete(String document) {
        return CompleteMultipartUpload.read(utf8(document));
    }

    private static String completeOf(String parts) {
        return "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertMalformed(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(S3Exception.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(S3ErrorCode.MALFORMED_XML));
    }
}
