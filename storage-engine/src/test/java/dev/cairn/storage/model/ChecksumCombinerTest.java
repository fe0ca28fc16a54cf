package dev.cairn.storage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChecksumCombinerTest {
    private static final int[] SIZES = {0, 1, 5, 5, 5, 4096, 0, 70_001, 2, 16, 17};

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void fullObject_isTheChecksumOfAllBytes(ChecksumAlgorithm algorithm) {
        Random random = new Random(3);
        ChecksumCombiner combiner = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size : SIZES) {
            byte[] part = new byte[size];
            random.nextBytes(part);
            all.writeBytes(part);
            combiner.add(checksum(algorithm, part), size);
        }
        assertThat(combiner.result()).isEqualTo(checksum(algorithm, all.toByteArray()));
    }

    /** Ten parts of 5 GiB: more bytes than an int counts, and known by doubling. */
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void fullObjectOfHugeParts_doesNotDependOnWhereTheyAreCut(ChecksumAlgorithm algorithm) {
        byte[] seed = new byte[1024];
        new Random(4).nextBytes(seed);
        Checksum doubled = checksum(algorithm, seed);
        long size = seed.length;
        ChecksumCombiner singly = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
        for (int i = 0; i < 1 << 10; i++) {
            singly.add(doubled, size);
        }
        for (int i = 0; i < 10; i++) {
            ChecksumCombiner pair = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
            pair.add(doubled, size);
            pair.add(doubled, size);
            doubled = pair.result();
            size *= 2;
        }
        assertThat(singly.result()).isEqualTo(doubled);

        Checksum large = doubled;
        long largeSize = size;
        for (int i = 0; i < 13; i++) {
            ChecksumCombiner pair = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
            pair.add(large, largeSize);
            pair.add(large, largeSize);
            large = pair.result();
            largeSize *= 2;
        }
        assertThat(largeSize).isEqualTo(8L << 30);
        ChecksumCombiner left = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
        left.add(large, largeSize);
        left.add(doubled, size);
        left.add(large, largeSize);
        ChecksumCombiner tail = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
        tail.add(doubled, size);
        tail.add(large, largeSize);
        ChecksumCombiner right = ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT);
        right.add(large, largeSize);
        right.add(tail.result(), size + largeSize);
        assertThat(left.result()).isEqualTo(right.result());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CRC64NVME")
    void composite_isTheHashOfTheRawChecksumsWithTheirCount(ChecksumAlgorithm algorithm) {
        ChecksumCombiner combiner = ChecksumCombiner.of(algorithm, ChecksumType.COMPOSITE);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            Checksum part = checksum(algorithm, new byte[] {(byte) i});
            raw.writeBytes(Base64.getDecoder().decode(part.value()));
            combiner.add(part, 1);
        }
        assertThat(combiner.result())
                .isEqualTo(
                        new Checksum(
                                algorithm,
                                ChecksumType.COMPOSITE,
                                checksum(algorithm, raw.toByteArray()).value() + "-3"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"CRC32", "CRC32C", "CRC64NVME"})
    void hashes_areNeverCombinedToThatOfAllBytes(ChecksumAlgorithm algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChecksumCombiner.of(algorithm, ChecksumType.FULL_OBJECT));
    }

    @Test
    void crc64_isNeverComposite() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ChecksumCombiner.of(
                                ChecksumAlgorithm.CRC64NVME, ChecksumType.COMPOSITE));
    }

    @Test
    void partOfAnotherAlgorithm_isRefused() {
        ChecksumCombiner combiner =
                ChecksumCombiner.of(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        Checksum other = checksum(ChecksumAlgorithm.CRC32C, new byte[1]);
        assertThatIllegalArgumentException().isThrownBy(() -> combiner.add(other, 1));
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        ChecksumDigest digest = ChecksumDigest.of(algorithm);
        digest.update(ByteBuffer.wrap(bytes));
        return Checksum.of(algorithm, digest.value());
    }
}
