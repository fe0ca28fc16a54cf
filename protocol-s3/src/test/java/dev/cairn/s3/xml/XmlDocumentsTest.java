package dev.cairn.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lifecycle.Expiration;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.NoncurrentAge;
import dev.cairn.lifecycle.NoncurrentVersionExpiration;
import dev.cairn.lifecycle.NoncurrentVersionTransition;
import dev.cairn.lifecycle.RuleActions;
import dev.cairn.lifecycle.RuleFilter;
import dev.cairn.lifecycle.RuleTime;
import dev.cairn.lifecycle.Transition;
import dev.cairn.s3.cors.CorsRule;
import dev.cairn.s3.xml.GetObjectAttributesResponse.Attribute;
import dev.cairn.s3.xml.GetObjectAttributesResponse.ObjectParts;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.ObjectPage;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.VersionPage;
import dev.cairn.storage.model.Versioning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body that the server writes, against a file that shows it (there with line breaks). */
class XmlDocumentsTest {
    private static final Instant WHEN = Instant.parse("2026-01-31T23:05:09.007Z");
    private static final ETag ETAG = new ETag("9b2cf535f27731c974343645a3985328");
    private static final String OWNER =
            "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("ListAllMyBucketsResult", buckets(null, null)),
                Arguments.of("ListAllMyBucketsResult-page", buckets("va", "token+/=")),
                Arguments.of("LocationConstraint", new LocationConstraint("eu-central-1")),
                Arguments.of("LocationConstraint-us-east-1", new LocationConstraint("us-east-1")),
                Arguments.of(
                        "VersioningConfiguration-never",
                        new VersioningConfiguration(Versioning.NEVER)),
                Arguments.of(
                        "VersioningConfiguration",
                        new VersioningConfiguration(Versioning.ENABLED)),
                Arguments.of(
                        "VersioningConfiguration-suspended",
                        new VersioningConfiguration(Versioning.SUSPENDED)),
                Arguments.of("ListVersionsResult", versions(KeyEncoding.URL)),
                Arguments.of("Tagging", new Tagging(List.of(
                        new Tagging.Tag("team", "a&b"), new Tagging.Tag("empty", "")))),
                Arguments.of("ListBucketResult-v1",
                        listing(new ListBucketResult.Markers("", "photos/"))),
                Arguments.of(
                        "ListBucketResult-v2",
                        listing(new ListBucketResult.Tokens("this", "next", "start & end"))),
                Arguments.of("ListBucketResult-url", encodedListing()),
                Arguments.of("ListBucketResult-empty", emptyListing()),
                Arguments.of(
                        "InitiateMultipartUploadResult",
                        new InitiateMultipartUploadResult("vault", "a<b>&\"c\"", "0id")),
                Arguments.of("ListPartsResult", parts()),
                Arguments.of("ListMultipartUploadsResult", uploads()),
                Arguments.of(
                        "CompleteMultipartUploadResult",
                        new CompleteMultipartUploadResult(
                                "http://localhost:9000/vault/a%2Fb", "vault", "a/b", ETAG,
                                composite())),
                Arguments.of(
                        "CORSConfiguration",
                        new CORSConfiguration(List.of(
                                new CorsRule(
                                        "one", List.of("*"), List.of("GET", "PUT"),
                                        List.of("http://*.example.org", "http://b&c"),
                                        List.of("ETag"), 3000),
                                new CorsRule(
                                        null, List.of(), List.of("HEAD"), List.of("*"),
                                        List.of(), null)))),
                Arguments.of(
                        "PostResponse",
                        new PostResponse(
                                "http://localhost:9000/vault/a%2Fb", "vault", "a/b", ETAG)),
                Arguments.of("CopyPartResult", new CopyPartResult(part())),
                Arguments.of("CopyObjectResult", new CopyObjectResult(ETAG, WHEN, crc())),
                Arguments.of("DeleteResult", deletions()),
                Arguments.of("GetObjectAttributesResponse", attributes(partsPage())),
                Arguments.of("GetObjectAttributesResponse-counted", attributes(null)),
                Arguments.of("LifecycleConfiguration", rules()),
                Arguments.of("LifecycleConfiguration-prefix", oldRules()),
                Arguments.of(
                        "PublicAccessBlockConfiguration",
                        new PublicAccessBlockConfiguration(true, false, true, false)),
                Arguments.of("PolicyStatus", new PolicyStatus(true)),
                Arguments.of(
                        "OwnershipControls", new OwnershipControls(OwnershipControls.ENFORCED)),
                Arguments.of(
                        "RequestPaymentConfiguration",
                        new RequestPaymentConfiguration(RequestPaymentConfiguration.BUCKET_OWNER)),
                Arguments.of("AccelerateConfiguration-never", new AccelerateConfiguration(null)),
                Arguments.of(
                        "AccelerateConfiguration",
                        new AccelerateConfiguration(AccelerateConfiguration.SUSPENDED)),
                Arguments.of(
                        "AccessControlPolicy",
                        AccessControlPolicy.ofOwner(new Owner(OWNER, "root"))),
                Arguments.of("BucketLoggingStatus", new BucketLoggingStatus()),
                Arguments.of("NotificationConfiguration", new NotificationConfiguration()),
                Arguments.of(
                        "ListBucketAnalyticsConfigurationResult",
                        new ListBucketAnalyticsConfigurationResult()),
                Arguments.of(
                        "ListBucketIntelligentTieringConfigurationsOutput",
                        new ListBucketIntelligentTieringConfigurationsOutput()),
                Arguments.of(
                        "ListInventoryConfigurationsResult",
                        new ListInventoryConfigurationsResult()),
                Arguments.of(
                        "ListMetricsConfigurationsResult",
                        new ListMetricsConfigurationsResult()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void document_isAsItsFileShows(String file, XmlDocument document) throws IOException {
        String written = new String(document.toBytes(), StandardCharsets.UTF_8);

        assertThat(oneLine(written)).isEqualTo(golden(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void document_isCalledAsItsRecordAndParses(String file, XmlDocument document) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);

        var root = parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.toBytes()))
                .getDocumentElement();

        assertThat(root.getLocalName()).isEqualTo(document.getClass().getSimpleName());
        // The answer to a form has none, alone of all.
        assertThat(root.getNamespaceURI())
                .isEqualTo(document instanceof PostResponse ? null : XmlWriter.NAMESPACE);
    }

    @Test
    void everyRecordThatIsWritten_hasAFile() throws Exception {
        Set<String> shown = documents().map(row -> row.get()[1].getClass().getSimpleName())
                .collect(Collectors.toSet());

        assertThat(XmlRecords.where(XmlRecords::isWritten))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    static LifecycleConfiguration rules() {
        RuleFilter filter =
                new RuleFilter(RuleFilter.Form.AND, "logs/", Map.of("team", "a & b"), 500L, 64000L);
        RuleActions actions =
                new RuleActions(
                        new Expiration.Timed(new RuleTime.Days(365)),
                        List.of(
                                new Transition(new RuleTime.Days(30), StorageClass.STANDARD_IA),
                                new Transition(new RuleTime.Days(90), StorageClass.GLACIER)),
                        new NoncurrentVersionExpiration(new NoncurrentAge(60, 5)),
                        List.of(
                                new NoncurrentVersionTransition(
                                        new NoncurrentAge(30, null), StorageClass.ONEZONE_IA)),
                        null);
        Instant date = Instant.parse("2030-02-28T00:00:00Z");
        RuleActions onDate =
                new RuleActions(
                        new Expiration.Timed(new RuleTime.Date(date)), List.of(), null, List.of(),
                        7);
        return new LifecycleConfiguration(
                List.of(
                        new LifecycleRule("all of it", true, filter, actions),
                        new LifecycleRule("<b>", false, RuleFilter.all(), onDate)));
    }

    static LifecycleConfiguration oldRules() {
        RuleActions markers =
                new RuleActions(
                        new Expiration.ExpiredObjectDeleteMarker(true), List.of(), null, List.of(),
                        null);
        return new LifecycleConfiguration(
                List.of(new LifecycleRule("old", true, RuleFilter.ofRulePrefix("a/"), markers)));
    }

    @Test
    void charactersThatXmlForbids_areWrittenAsReferences() {
        String key = "a\u0000b\u001fc\rd\ue000\ufffe\uffffe\u0085f\u007fg\tg\n\ud83d\ude00ä";
        String written = new String(
                new InitiateMultipartUploadResult("vault", key, "0id").toBytes(),
                StandardCharsets.UTF_8);

        assertThat(written)
                .contains("<Key>a&#x0;b&#x1f;c&#xd;d\ue000&#xfffe;&#xffff;e&#x85;f&#x7f;g\tg\n"
                        + "\ud83d\ude00ä</Key>");
    }

    @Test
    void instants_haveThreeDecimalsAlways() {
        XmlWriter xml = new XmlWriter(16);
        xml.element("T", Instant.parse("2024-02-29T00:00:00Z"))
                .element("T", Instant.parse("1970-01-01T00:00:00.999999999Z"))
                .element("T", Instant.parse("1969-12-31T23:59:59.5Z"));

        assertThat(new String(xml.toBytes(), StandardCharsets.UTF_8))
                .endsWith("<T>2024-02-29T00:00:00.000Z</T>"
                        + "<T>1970-01-01T00:00:00.999Z</T><T>1969-12-31T23:59:59.500Z</T>");
    }

    private static ListAllMyBucketsResult buckets(@Nullable String prefix,
            @Nullable String token) {
        return new ListAllMyBucketsResult(
                new Owner(OWNER, "root"),
                List.of(
                        new Bucket(new BucketName("vault"), 1, OWNER, WHEN, "us-east-1"),
                        new Bucket(new BucketName("vault-2"), 2, OWNER, WHEN, "EU")),
                prefix,
                token);
    }

    private static ListBucketResult listing(ListBucketResult.Paging paging) {
        ObjectPage page = new ObjectPage(
                List.of(object("a & b.txt", null), object("ü/\"q\"", crc())), List.of("photos/"),
                "photos/");
        return new ListBucketResult(
                "vault", "", "/", 3, KeyEncoding.NONE, paging, page,
                paging instanceof ListBucketResult.Markers ? id -> new Owner(id, "root") : null);
    }

    private static ListBucketResult encodedListing() {
        ObjectPage page = new ObjectPage(
                List.of(object("p q/a+b\u0001ü", null)), List.of("p q/c d/"), "p q/c d/");
        return new ListBucketResult(
                "vault", "p q/", " ", 1000, KeyEncoding.URL,
                new ListBucketResult.Markers("p q/+", "p q/c d/"), page, id -> new Owner(id, ""));
    }

    private static ListBucketResult emptyListing() {
        return new ListBucketResult(
                "vault", "nothing", null, 1000, KeyEncoding.NONE,
                new ListBucketResult.Tokens(null, null, null),
                new ObjectPage(List.of(), List.of(), null), null);
    }

    private static ListedObject object(
            String key, @Nullable Checksum checksum) {
        return new ListedObject(
                new ObjectKey(key), 5L << 30, ETAG, WHEN, StorageClass.STANDARD, OWNER,
                checksum == null ? null : checksum.algorithm(),
                checksum == null ? null : checksum.type());
    }

    private static ListVersionsResult versions(KeyEncoding encoding) {
        ObjectKey key = new ObjectKey("a b");
        List<ListedVersion> versions = List.of(
                new ListedVersion(key, "0m", true, WHEN, OWNER, null, null),
                new ListedVersion(key, "null", false, WHEN, OWNER, WHEN, object("a b", crc())));
        return new ListVersionsResult(
                "vault", "", "/", "a a", "0before", 3, encoding,
                new VersionPage(versions, List.of("c d/"), "a b", "0null"),
                id -> new Owner(id, "root"));
    }

    private static Part part() {
        byte[] md5 = HexFormat.of().parseHex(ETAG.value());
        return new Part(
                7, 5242880, md5,
                new Checksum(ChecksumAlgorithm.SHA256, ChecksumType.FULL_OBJECT, "c2hhMjU2"), WHEN,
                0);
    }

    private static ListPartsResult parts() {
        return new ListPartsResult(
                "vault", new PartPage(upload("backup.tar"), List.of(part()), true), 6, 1,
                id -> new Owner(id, "root"));
    }

    private static ListMultipartUploadsResult uploads() {
        UploadPage page = new UploadPage(List.of(upload("a b")), List.of("c d/"), "c d/", null);
        return new ListMultipartUploadsResult(
                "vault", "", "/", "a a", "0before", 2, KeyEncoding.URL, page,
                id -> new Owner(id, "root"));
    }

    private static Upload upload(String key) {
        NewObject object =
                new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD_IA, OWNER);
        return new Upload(
                new ObjectKey(key), "0id", WHEN,
                new NewUpload(
                        object, new Initiator(OWNER, "AKID", "127.0.0.1", "boto3"),
                        ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE, true));
    }

    private static DeleteResult deletions() {
        return new DeleteResult(List.of(
                new DeleteResult.Deleted("a&b\nc", null, null),
                new DeleteResult.Deleted("d", "null", null),
                new DeleteResult.Deleted("f", null, "made"),
                new DeleteResult.Deleted("g", "taken", "taken"),
                new DeleteResult.Failed("e", null, "PreconditionFailed",
                        "At least one did not hold")));
    }

    private static GetObjectAttributesResponse attributes(ObjectParts.@Nullable Page page) {
        NewObject object =
                new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD_IA, OWNER);
        ObjectVersion version = new ObjectVersion(
                new ObjectKey("backup.tar"), "null", 5242881, ETAG, composite(), object, WHEN, 2);
        return new GetObjectAttributesResponse(
                version, EnumSet.allOf(Attribute.class), new ObjectParts(2, page));
    }

    private static ObjectParts.Page partsPage() {
        return new ObjectParts.Page(6, 1, true, List.of(part()));
    }

    private static Checksum crc() {
        return new Checksum(ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT, "AAAAAAAAAAA=");
    }

    private static Checksum composite() {
        return new Checksum(ChecksumAlgorithm.CRC32, ChecksumType.COMPOSITE, "AAAAAA==-2");
    }

    private static String golden(String file) throws IOException {
        String name = file + ".xml";
        try (InputStream stream = XmlDocumentsTest.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
            return oneLine(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Without the line breaks that the files have between elements. */
    private static String oneLine(String xml) {
        return xml.replaceAll(">\\n *<", "><").strip();
    }
}
