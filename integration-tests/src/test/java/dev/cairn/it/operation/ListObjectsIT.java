package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;

/**
 * ListObjects (version 1): pages by marker, compared with a model. Some of the keys hold characters
 * that XML cannot: as with AWS, such a listing is read with the URL encoding.
 */
class ListObjectsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static final ListingModel MODEL = ListingModel.of(ListingFixture.keys(60, 11));
    private static String bucket = "";

    @BeforeAll
    static void putObjects() {
        bucket = cairn.bucket();
        for (String key : MODEL.keys()) {
            cairn.s3().putObject(request -> request.bucket(bucket).key(key),
                    RequestBody.fromString(key));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void pagesOfAnySize_areTheListingOfTheModel(int maxKeys) {
        for (List<String> question : ListingFixture.questions()) {
            List<ListingModel.Entry> expected =
                    MODEL.entries(question.get(0), question.get(1), "");
            assertThat(pages(question.get(0), question.get(1), maxKeys))
                    .describedAs("prefix %s, delimiter %s", question.get(0), question.get(1))
                    .isEqualTo(expected);
        }
    }

    @Test
    void anyMarker_isExclusive() {
        for (String marker : MODEL.keys()) {
            ListObjectsResponse page = cairn.s3().listObjects(
                    request -> request.bucket(bucket).encodingType("url").marker(marker)
                            .maxKeys(3));
            assertThat(entries(page)).isEqualTo(
                    MODEL.entries("", "", marker).stream().limit(3).toList());
            assertThat(page.marker()).isEqualTo(marker);
        }
    }

    @Test
    void nextMarker_comesOnlyWithADelimiter() {
        WireResponse plain = send("max-keys=1");
        assertThat(plain.element("IsTruncated")).contains("true");
        assertThat(plain.element("NextMarker")).isEmpty();
        WireResponse delimited = send("max-keys=1&delimiter=%2F");
        assertThat(delimited.element("NextMarker")).isPresent();
    }

    @Test
    void owner_isPresent() {
        WireResponse page = send("max-keys=1");
        assertThat(page.element("Owner")).isPresent();
        assertThat(page.element("ID").orElse("")).isNotEmpty();
    }

    @Test
    void zeroKeys_areNoneAndNotTruncated() {
        WireResponse page = send("max-keys=0");
        assertThat(page.elements("Contents")).isEmpty();
        assertThat(page.element("IsTruncated")).contains("false");
        assertThat(page.element("MaxKeys")).contains("0");
    }

    @Test
    void moreThanThousandKeys_areCutToThousand() {
        assertThat(send("max-keys=5000").element("MaxKeys")).contains("1000");
    }

    @Test
    void emptyDelimiter_isNone() {
        assertThat(send("delimiter=&prefix=a").elements("CommonPrefixes")).isEmpty();
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().listObjects(request -> request.bucket("no-such-bucket")));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), bucket);
    }

    static Stream<WireCase> refusals() {
        return Stream.of("max-keys=-1", "max-keys=many", "encoding-type=base64")
                .map(query -> WireCase.refused(
                        query, WireRequest.get("/BUCKET?" + query), 400, "InvalidArgument"));
    }

    private static List<ListingModel.Entry> pages(String prefix, String delimiter, int maxKeys) {
        List<ListingModel.Entry> all = new ArrayList<>();
        String marker = "";
        while (true) {
            String after = marker;
            ListObjectsResponse page = cairn.s3().listObjects(request -> request.bucket(bucket)
                    .encodingType("url").prefix(prefix).delimiter(delimiter).marker(after)
                    .maxKeys(maxKeys));
            List<ListingModel.Entry> entries = entries(page);
            assertThat(entries).hasSizeLessThanOrEqualTo(maxKeys);
            all.addAll(entries);
            if (!page.isTruncated()) {
                return all;
            }
            marker = delimiter.isEmpty() ? entries.getLast().name() : page.nextMarker();
        }
    }

    private static List<ListingModel.Entry> entries(ListObjectsResponse page) {
        List<ListingModel.Entry> entries = new ArrayList<>();
        page.contents().forEach(
                object -> entries.add(new ListingModel.Entry(object.key(), false)));
        page.commonPrefixes().forEach(
                prefix -> entries.add(new ListingModel.Entry(prefix.prefix(), true)));
        entries.sort(Comparator.comparing(ListingModel.Entry::name, ListingModel.BY_BYTES));
        return entries;
    }

    private static WireResponse send(String query) {
        WireResponse response = cairn.wire().send(WireRequest.get(
                "/" + bucket + "?encoding-type=url&" + query));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        return response;
    }
}
