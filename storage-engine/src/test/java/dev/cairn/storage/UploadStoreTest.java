package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.MIB;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.UploadUsage;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.model.WriteCondition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadStoreTest {
    private static final byte[] FIRST = TestContent.random(1, 5 * MIB);
    private static final byte[] SECOND = TestContent.random(2, 5 * MIB + 17);
    private static final byte[] LAST = TestContent.random(3, 1000);

    @TempDir
    Path directory;

    @Test
    void completedUpload_isTheObjectOfItsPartsInOrder() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part last = store.putPart(upload, 9, LAST);
            Part first = store.putPart(upload, 2, FIRST);
            Part second = store.putPart(upload, 5, SECOND);
            assertThat(store.storage().usage().uploadOpenBytes())
                    .isEqualTo(FIRST.length + SECOND.length + LAST.length);
            store.cutPowerAndReopen();
            store.advance(Duration.ofHours(5));
            ObjectVersion object = store.complete(upload, first, second, last);

            byte[] expected = concat(FIRST, SECOND, LAST);
            assertThat(store.read("a")).isEqualTo(expected);
            assertThat(object.sizeBytes()).isEqualTo(expected.length);
            assertThat(object.etag()).isEqualTo(multipartTag(FIRST, SECOND, LAST));
            assertThat(object.partCount()).isEqualTo(3);
            assertThat(object.lastModified()).isEqualTo(upload.initiated());
            assertThat(object.checksum()).isEqualTo(crc64(expected));
            Usage usage = store.storage().usage();
            assertThat(usage.uploadOpenBytes()).isZero();
            assertThat(usage.uploadCount()).isZero();
            assertThat(usage.partCount()).isZero();
            assertThat(usage.currentBytes()).isEqualTo(expected.length);
            store.assertSound();
        }
    }

    @Test
    void rangesAcrossParts_areReadExactly() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            store.complete(
                    upload,
                    store.putPart(upload, 1, FIRST),
                    store.putPart(upload, 2, SECOND),
                    store.putPart(upload, 3, LAST));
            byte[] all = concat(FIRST, SECOND, LAST);
            try (ObjectReader reader = store.storage().objects().open(BUCKET, upload.key())) {
                int border = FIRST.length;
                int[][] ranges = {
                    {0, 1}, {border - 1, 2}, {border, 1}, {border - 3, SECOND.length + 6},
                    {all.length - 1, 1}, {all.length, 0}, {5, all.length - 5}
                };
                for (int[] range : ranges) {
                    assertThat(StoreFixture.readRange(reader, range[0], range[1]))
                            .isEqualTo(Arrays.copyOfRange(all, range[0], range[0] + range[1]));
                }
                ObjectReader.PartRange part = Objects.requireNonNull(reader.part(2));
                assertThat(part.offset()).isEqualTo(border);
                assertThat(part.part().sizeBytes()).isEqualTo(SECOND.length);
                assertThat(reader.part(4)).isNull();
            }
        }
    }

    @Test
    void partCopiedFromAcrossTwoParts_hasTheirBytes() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload source = store.begin("a");
            store.complete(
                    source, store.putPart(source, 1, FIRST), store.putPart(source, 2, LAST));
            int offset = FIRST.length - 7;
            byte[] expected =
                    Arrays.copyOfRange(concat(FIRST, LAST), offset, offset + 10);
            Upload upload = store.begin("b");
            Part part;
            try (ObjectReader reader = store.storage().objects().open(BUCKET, source.key())) {
                SourceRange range = new SourceRange(reader, offset, 10);
                part = store.storage()
                        .uploads()
                        .copyPart(range, BUCKET, upload.key(), upload.uploadId(), 4);
            }
            assertThat(part.etag()).isEqualTo(ETag.ofMd5(TestContent.md5(expected)));
            assertThat(part.checksum()).isEqualTo(crc64(expected));

            store.storage().objects().delete(BUCKET, source.key(), WriteCondition.NONE);
            store.reclaim();
            store.complete(upload, part);
            assertThat(store.read("b")).isEqualTo(expected);
            store.assertSound();
        }
    }

    @Test
    void partSentAgain_replacesAndReleasesTheFirst() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, FIRST);
            store.putPart(upload, 1, LAST);
            store.reclaim();
            UploadUsage usage =
                    store.storage().uploads().usage(BUCKET, upload.key(), upload.uploadId());
            assertThat(usage.bytes()).isEqualTo(LAST.length);
            assertThat(usage.partCount()).isEqualTo(1);
            assertThat(usage.supersededBytes()).isEqualTo(FIRST.length);
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void partsNotNamed_areDiscardedAndTrimmed() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part first = store.putPart(upload, 1, FIRST);
            store.putPart(upload, 2, SECOND);
            Part last = store.putPart(upload, 3, LAST);
            store.complete(upload, first, last);
            store.cutPowerAndReopen();
            store.reclaim();
            assertThat(store.read("a")).isEqualTo(concat(FIRST, LAST));
            assertThat(store.storage().usage().discardedBytes()).isZero();

            store.storage().objects().delete(BUCKET, upload.key(), WriteCondition.NONE);
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            assertThat(store.storage().integrity().overheadBytes()).isLessThan(1000);
        }
    }

    @Test
    void completeWithUnknownPart_isInvalidPartAndChangesNothing() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part first = store.putPart(upload, 1, FIRST);
            NamedPart unknown = new NamedPart(2, first.etag(), null);
            NamedPart otherTag = new NamedPart(1, new ETag("0".repeat(32)), null);
            for (NamedPart wrong : List.of(unknown, otherTag)) {
                CompleteUpload list = request(List.of(wrong), null, null);
                assertThat(refusalOf(() -> complete(store, upload, list)))
                        .isEqualTo(
                                new Refusal.InvalidPart(
                                        upload.uploadId(), wrong.number(), wrong.etag()));
            }
            assertThat(store.storage().usage().uploadOpenBytes()).isEqualTo(FIRST.length);
            store.complete(upload, first);
        }
    }

    @Test
    void smallPartBeforeTheLast_isEntityTooSmall() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part small = store.putPart(upload, 1, LAST);
            Part next = store.putPart(upload, 2, LAST);
            assertThat(refusalOf(() -> store.complete(upload, small, next)))
                    .isEqualTo(
                            new Refusal.EntityTooSmall(
                                    LAST.length, Part.BYTES_MIN, 1, small.etag()));
        }
    }

    @Test
    void wrongObjectSizeOrChecksum_isRefused() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, LAST);
            List<NamedPart> parts = List.of(new NamedPart(1, part.etag(), null));
            assertThat(refusalOf(() -> complete(store, upload, request(parts, 7L, null))))
                    .isEqualTo(new Refusal.ObjectSizeMismatch(7, LAST.length));
            assertThat(refusalOf(() -> complete(store, upload, request(parts, null, "AAAA"))))
                    .isEqualTo(new Refusal.ChecksumMismatch(ChecksumAlgorithm.CRC64NVME));
            String right = part.checksum().value();
            complete(store, upload, request(parts, (long) LAST.length, right));
        }
    }

    @Test
    void declaredCompositeUpload_needsTheChecksumOfEachPart() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload =
                    store.begin("a", ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE, true);
            Part part = store.putPart(upload, 1, LAST);
            assertThat(refusalOf(() -> store.complete(upload, part)))
                    .isEqualTo(new Refusal.PartChecksumMissing(1, ChecksumAlgorithm.SHA256));
            NamedPart named = new NamedPart(1, part.etag(), part.checksum().value());
            ObjectVersion object =
                    complete(store, upload, request(List.of(named), null, null));
            assertThat(Objects.requireNonNull(object.checksum()).value()).endsWith("-1");
        }
    }

    @Test
    void completeRepeated_givesTheSameAnswerUntilItIsForgotten() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part part = store.putPart(upload, 1, LAST);
            ObjectVersion object = store.complete(upload, part);
            store.put("a", FIRST);
            store.cutPowerAndReopen();
            assertThat(store.complete(upload, part)).isEqualTo(object);
            NamedPart other = new NamedPart(2, part.etag(), null);
            assertThat(
                    refusalOf(
                            () -> complete(
                                    store,
                                    upload,
                                    request(List.of(other), null, null))))
                    .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));

            store.advance(Duration.ofHours(25));
            store.expireReceipts();
            assertThat(refusalOf(() -> store.complete(upload, part)))
                    .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));
        }
    }

    @Test
    void abort_takesRowsAtOnceAndFilesSoon() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            store.putPart(upload, 1, FIRST);
            store.putPart(upload, 3, LAST);
            store.storage().uploads().abort(BUCKET, upload.key(), upload.uploadId());
            assertThat(refusalOf(() -> store.putPart(upload, 2, LAST)))
                    .isEqualTo(new Refusal.NoSuchUpload(upload.uploadId()));
            assertThat(store.storage().usage().uploadOpenBytes()).isZero();
            store.reclaim();
            assertThat(store.storage().usage().discardedBytes()).isZero();
            store.assertSound();
        }
    }

    @Test
    void uploadOfAnotherKey_isNoSuchUpload() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            for (String id : List.of(upload.uploadId(), "nonsense", "", "\u0001")) {
                assertThat(
                        refusalOf(
                                () -> store.storage()
                                        .uploads()
                                        .get(BUCKET, new ObjectKey("b"), id)))
                        .isEqualTo(new Refusal.NoSuchUpload(id));
            }
        }
    }

    @Test
    void listing_goesByKeyThenInitiationAndPagesWithoutLoss() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            List<Upload> begun = new ArrayList<>();
            for (String key : List.of("b", "a", "b", "a/1", "a/2", "b", "c")) {
                store.advance(Duration.ofMillis(10));
                begun.add(store.begin(key));
            }
            List<Upload> sorted = new ArrayList<>();
            for (int i : new int[] {1, 3, 4, 0, 2, 5, 6}) {
                sorted.add(begun.get(i));
            }
            for (int limit = 1; limit <= 8; limit++) {
                assertThat(pages(store, null, limit)).isEqualTo(names(sorted));
                assertThat(pages(store, "/", limit)).hasSize(6).contains("a/");
            }
            UploadPage behindKey =
                    store.storage()
                            .uploads()
                            .list(BUCKET, new UploadQuery("", null, "b", null, 10));
            assertThat(behindKey.uploads()).containsExactly(begun.get(6));
        }
    }

    @Test
    void usage_namesGaps() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            for (int number : new int[] {2, 5, 6, 9}) {
                store.putPart(upload, number, new byte[number]);
            }
            UploadUsage usage =
                    store.storage().uploads().usage(BUCKET, upload.key(), upload.uploadId());
            assertThat(usage.gaps()).containsExactly("1", "3-4", "7-8");
            assertThat(usage.partNumberMax()).isEqualTo(9);
            assertThat(usage.bytes()).isEqualTo(22);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10_000, 32_767, 65_535, Integer.MAX_VALUE})
    void partsBehindTheLast_areNone(int marker) throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            store.putPart(upload, 2, LAST);
            PartPage page =
                    store.storage()
                            .uploads()
                            .parts(BUCKET, upload.key(), upload.uploadId(), marker, 1000);
            assertThat(page.parts()).isEmpty();
            assertThat(page.truncated()).isFalse();
        }
    }

    @Test
    void emptyLastPart_isAPart() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            Upload upload = store.begin("a");
            Part first = store.putPart(upload, 1, FIRST);
            Part empty = store.putPart(upload, 2, new byte[0]);
            store.complete(upload, first, empty);
            assertThat(store.read("a")).isEqualTo(FIRST);
            Upload nothing = store.begin("b");
            store.complete(nothing, store.putPart(nothing, 1, new byte[0]));
            assertThat(store.read("b")).isEmpty();
        }
    }

    private static ObjectVersion complete(
            StoreFixture store, Upload upload, CompleteUpload request) {
        return store.storage()
                .uploads()
                .complete(BUCKET, upload.key(), upload.uploadId(), request);
    }

    private static CompleteUpload request(
            List<NamedPart> parts, @Nullable Long size, @Nullable String checksum) {
        byte[] digest = TestContent.digest(parts + "/" + size + "/" + checksum);
        return new CompleteUpload(parts, WriteCondition.NONE, size, checksum, digest);
    }

    private static List<String> pages(
            StoreFixture store, @Nullable String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String key = null;
        String id = null;
        do {
            UploadPage page =
                    store.storage()
                            .uploads()
                            .list(BUCKET, new UploadQuery("", delimiter, key, id, limit));
            assertThat(page.uploads().size() + page.commonPrefixes().size())
                    .isLessThanOrEqualTo(limit);
            all.addAll(names(page.uploads()));
            all.addAll(page.commonPrefixes());
            key = page.nextKey();
            id = page.nextUploadId();
        } while (key != null);
        return all;
    }

    private static List<String> names(List<Upload> uploads) {
        return uploads.stream().map(upload -> upload.key() + "@" + upload.uploadId()).toList();
    }

    private static ETag multipartTag(byte[]... parts) {
        ETag.Combiner combiner = new ETag.Combiner();
        for (byte[] part : parts) {
            combiner.add(TestContent.md5(part));
        }
        return combiner.result();
    }

    private static Checksum crc64(byte[] bytes) {
        ChecksumDigest digest = ChecksumDigest.of(ChecksumAlgorithm.CRC64NVME);
        digest.update(ByteBuffer.wrap(bytes));
        return Checksum.of(ChecksumAlgorithm.CRC64NVME, digest.value());
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
