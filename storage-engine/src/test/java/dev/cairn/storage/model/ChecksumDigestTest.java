package dev.cairn.storage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumDigestTest {
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
                + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
        "MD5, 25f9e794323b453885f5181f1b624d0b",
        "XXHASH64, 8cb841db40e6ae83",
        "XXHASH3, 72dcb18b67a17dff",
        "XXHASH128, 33119477ede5dcd5e9716427681d5860",
    })
    void digitsOneToNine_haveThePublishedCheckValue(ChecksumAlgorithm algorithm, String expected) {
        ChecksumDigest digest = ChecksumDigest.of(algorithm);
        digest.update(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII)));
        assertThat(HexFormat.of().formatHex(digest.value())).isEqualTo(expected);
    }

    /** The NVMe specification publishes these beside the polynomial, over 4,096 bytes. */
    @ParameterizedTest
    @CsvSource({"00, 6482d367eb22b64e", "ff, c0ddba7302eca3ac"})
    void blockOfOneByteValue_hasThePublishedCheckValue(String value, String expected) {
        byte[] block = new byte[4096];
        Arrays.fill(block, HexFormat.of().parseHex(value)[0]);
        ChecksumDigest digest = ChecksumDigest.of(ChecksumAlgorithm.CRC64NVME);
        digest.update(ByteBuffer.wrap(block));
        assertThat(HexFormat.of().formatHex(digest.value())).isEqualTo(expected);
    }

    /** Values of xxHash's own library, over more bytes than a stripe of it has. */
    @ParameterizedTest
    @CsvSource({
        "XXHASH64, 60f128f38216f4c4", "XXHASH3, 5a4387b273feb58b",
        "XXHASH128, 6d1cfdc7da0fcd755a4387b273feb58b"
    })
    void manyBytesInPieces_haveTheValueOfTheReference(
            ChecksumAlgorithm algorithm, String expected) {
        byte[] bytes = new byte[300_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (((long) i * i * 7 + i) >> 3);
        }
        for (int piece : new int[] {1 << 20, 65_536, 1023, 239, 13}) {
            ChecksumDigest digest = ChecksumDigest.of(algorithm);
            for (int at = 0; at < bytes.length; at += piece) {
                digest.update(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            }
            assertThat(HexFormat.of().formatHex(digest.value())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void noByte_hasAValueOfTheDeclaredLength(ChecksumAlgorithm algorithm) {
        assertThat(ChecksumDigest.of(algorithm).value()).hasSize(algorithm.bytes());
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void anySplitAcrossAnyKindOfBuffer_givesTheSameValue(ChecksumAlgorithm algorithm) {
        byte[] bytes = new byte[3 * 16 + 7];
        new Random(1).nextBytes(bytes);
        ChecksumDigest whole = ChecksumDigest.of(algorithm);
        whole.update(ByteBuffer.wrap(bytes));
        byte[] expected = whole.value();
        for (int split = 0; split <= bytes.length; split++) {
            ChecksumDigest digest = ChecksumDigest.of(algorithm);
            ByteBuffer head = ByteBuffer.wrap(bytes, 0, split);
            digest.update(head);
            ByteBuffer tail = ByteBuffer.allocateDirect(bytes.length + 3).position(3);
            tail.put(bytes, split, bytes.length - split).flip().position(3);
            digest.update(tail);
            assertThat(head.hasRemaining() || tail.hasRemaining()).isFalse();
            assertThat(digest.value()).as("split at %d", split).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 200, 3_071, 3_072, 3_073, 12_289, 65_536, 98_304, 300_001})
    void crc64_isThatOfOneBitAtATime(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        ByteBuffer direct = ByteBuffer.allocateDirect(length).put(bytes).flip();
        ByteBuffer within = ByteBuffer.wrap(Arrays.copyOf(bytes, length + 3)).slice(0, length);
        for (ByteBuffer buffer : List.of(direct, within, direct.asReadOnlyBuffer().rewind())) {
            ChecksumDigest digest = ChecksumDigest.of(ChecksumAlgorithm.CRC64NVME);
            digest.update(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(ByteBuffer.wrap(digest.value()).getLong()).isEqualTo(bitwise(bytes));
        }
    }

    /** Division by the polynomial in its normal form, most significant bit first. */
    private static long bitwise(byte[] bytes) {
        long crc = ~0L;
        for (byte value : bytes) {
            crc ^= Long.reverse(value & 0xffL);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0xad93d23594c93659L : crc << 1;
            }
        }
        return Long.reverse(~crc);
    }
}
