package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.Together;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * ListObjectsV2: pages by token, compared with a model. Some of the keys hold characters that XML
 * cannot: as with AWS, such a listing is read with the URL encoding.
 */
class ListObjectsV2IT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static final ListingModel MODEL = ListingModel.of(ListingFixture.keys(60, 12));
    private static String bucket = "";

    @BeforeAll
    static void putObjects() {
        bucket = cairn.bucket();
        MODEL.keys().forEach(key -> put(bucket, key));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void pagesOfAnySize_areTheListingOfTheModel(int maxKeys) {
        for (List<String> question : ListingFixture.questions()) {
            ListObjectsV2Request request = ListObjectsV2Request.builder().bucket(bucket)
                    .encodingType("url").prefix(question.get(0)).delimiter(question.get(1))
                    .maxKeys(maxKeys).build();
            assertThat(pages(request))
                    .describedAs("prefix %s, delimiter %s", question.get(0), question.get(1))
                    .isEqualTo(MODEL.entries(question.get(0), question.get(1), ""));
        }
    }

    @Test
    void startAfter_isExclusive() {
        for (String key : MODEL.keys()) {
            ListObjectsV2Response page = cairn.s3().listObjectsV2(
                    request -> request.bucket(bucket).encodingType("url").startAfter(key)
                            .maxKeys(3));
            assertThat(entries(page)).isEqualTo(
                    MODEL.entries("", "", key).stream().limit(3).toList());
            assertThat(page.startAfter()).isEqualTo(key);
        }
    }

    @Test
    void startAfter_isIgnoredWithAToken() {
        ListObjectsV2Response first = cairn.s3().listObjectsV2(
                request -> request.bucket(bucket).encodingType("url").maxKeys(2));
        ListObjectsV2Response second = cairn.s3().listObjectsV2(request -> request.bucket(bucket)
                .encodingType("url").maxKeys(2).startAfter("zzz")
                .continuationToken(first.nextContinuationToken()));
        assertThat(entries(second)).isEqualTo(
                MODEL.entries("", "", "").stream().skip(2).limit(2).toList());
        assertThat(second.continuationToken()).isEqualTo(first.nextContinuationToken());
    }

    @Test
    void token_survivesTheDeletionOfItsKey() {
        String own = cairn.bucket();
        List.of("a", "b", "c").forEach(key -> put(own, key));
        ListObjectsV2Response first =
                cairn.s3().listObjectsV2(request -> request.bucket(own).maxKeys(2));
        cairn.s3().deleteObject(request -> request.bucket(own).key("b"));
        ListObjectsV2Response second = cairn.s3().listObjectsV2(
                request -> request.bucket(own).continuationToken(first.nextContinuationToken()));
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("c");
    }

    @Test
    void objects_haveSizeTagAndTime() {
        String own = cairn.bucket();
        put(own, "k");
        S3Object object = cairn.s3().listObjectsV2(request -> request.bucket(own)).contents()
                .getFirst();
        assertThat(object.size()).isEqualTo(1);
        assertThat(object.eTag())
                .isEqualTo(TestBytes.etag("k".getBytes(StandardCharsets.UTF_8)));
        assertThat(object.storageClassAsString()).isEqualTo("STANDARD");
        assertThat(object.lastModified()).isEqualTo(
                cairn.s3().listObjectsV2(request -> request.bucket(own)).contents().getFirst()
                        .lastModified());
        assertThat(object.owner()).isNull();
    }

    @Test
    void fetchOwner_showsTheOwner() {
        assertThat(cairn.s3().listObjectsV2(request -> request.bucket(bucket)
                .encodingType("url").fetchOwner(true)).contents())
                .allSatisfy(object -> assertThat(object.owner().id()).isNotEmpty());
    }

    @Test
    void keyCount_countsPrefixes() {
        WireResponse page = send("list-type=2&encoding-type=url&delimiter=%2F");
        int entries = page.elements("Contents").size() + page.elements("CommonPrefixes").size();
        assertThat(page.element("KeyCount")).contains(String.valueOf(entries));
        assertThat(page.elements("CommonPrefixes")).isNotEmpty();
    }

    @Test
    void urlEncoding_writesSpaceAndPlusAsPercent() {
        String own = cairn.bucket();
        put(own, "a b+c/d%é");
        WireResponse page = cairn.wire().send(
                WireRequest.get("/" + own + "?list-type=2&encoding-type=url"));
        assertThat(page.element("Key")).contains("a%20b%2Bc/d%25%C3%A9");
        assertThat(page.element("EncodingType")).contains("url");
    }

    @Test
    void manyKeys_comeInPagesOfThousand() throws Exception {
        String own = cairn.bucket();
        List<String> keys =
                IntStream.range(0, 1203).mapToObj(number -> "key-" + (10_000 + number)).toList();
        keys.parallelStream().forEach(key -> put(own, key));
        ListObjectsV2Response first = cairn.s3().listObjectsV2(request -> request.bucket(own));
        assertThat(first.keyCount()).isEqualTo(1000);
        assertThat(first.isTruncated()).isTrue();
        assertThat(pages(ListObjectsV2Request.builder().bucket(own).build()))
                .extracting(ListingModel.Entry::name).isEqualTo(keys);
    }

    /** Keys that stay are in every listing once, whatever is written and deleted around them. */
    @Test
    void concurrentWrites_neitherHideNorDoubleOtherKeys() throws Exception {
        String own = cairn.bucket();
        List<String> stable = IntStream.range(0, 50).mapToObj(n -> "stable-%02d".formatted(n))
                .toList();
        stable.forEach(key -> put(own, key));
        AtomicBoolean done = new AtomicBoolean();
        Callable<Integer> writer = () -> {
            int rounds = 0;
            while (!done.get()) {
                String key = "stable-%02d-passing".formatted(rounds++ % 50);
                put(own, key);
                cairn.s3().deleteObject(request -> request.bucket(own).key(key));
            }
            return rounds;
        };
        Callable<Integer> reader = () -> {
            try {
                for (int round = 0; round < 20; round++) {
                    List<String> seen = pages(ListObjectsV2Request.builder().bucket(own)
                            .maxKeys(7).build()).stream()
                            .map(ListingModel.Entry::name)
                            .filter(name -> !name.endsWith("-passing"))
                            .toList();
                    assertThat(seen).isEqualTo(stable);
                }
                return 20;
            } finally {
                done.set(true);
            }
        };
        assertThat(Together.run(List.of(writer, reader)))
                .allSatisfy(rounds -> assertThat(rounds).isPositive());
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), bucket);
    }

    static Stream<WireCase> refusals() {
        return Stream.of("max-keys=-1", "max-keys=many", "encoding-type=base64",
                "continuation-token=", "continuation-token=no%20token")
                .map(query -> WireCase.refused(query,
                        WireRequest.get("/BUCKET?list-type=2&" + query), 400, "InvalidArgument"));
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().listObjectsV2(request -> request.bucket("no-such-bucket")));
    }

    private static List<ListingModel.Entry> pages(ListObjectsV2Request request) {
        List<ListingModel.Entry> all = new ArrayList<>();
        ListObjectsV2Response page = cairn.s3().listObjectsV2(request);
        while (true) {
            all.addAll(entries(page));
            if (!page.isTruncated()) {
                assertThat(page.nextContinuationToken()).isNull();
                return all;
            }
            String token = page.nextContinuationToken();
            page = cairn.s3().listObjectsV2(request.copy(next -> next.continuationToken(token)));
        }
    }

    private static List<ListingModel.Entry> entries(ListObjectsV2Response page) {
        List<ListingModel.Entry> entries = new ArrayList<>();
        page.contents().forEach(
                object -> entries.add(new ListingModel.Entry(object.key(), false)));
        page.commonPrefixes().forEach(
                prefix -> entries.add(new ListingModel.Entry(prefix.prefix(), true)));
        entries.sort(Comparator.comparing(ListingModel.Entry::name, ListingModel.BY_BYTES));
        return entries;
    }

    private static void put(String toBucket, String key) {
        cairn.s3().putObject(request -> request.bucket(toBucket).key(key),
                RequestBody.fromString(key.substring(0, 1)));
    }

    private static WireResponse send(String query) {
        WireResponse response = cairn.wire().send(WireRequest.get("/" + bucket + "?" + query));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        return response;
    }
}
