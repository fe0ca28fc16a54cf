package dev.cairn.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of 128 bits, compared with those of no limit. */
final class WideSumsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomSums_areExactAndReadBack(long seed) {
        Random random = new Random(seed);
        WideSums sums = new WideSums(2);
        BigInteger[] expected = {BigInteger.ZERO, BigInteger.ZERO};
        for (int i = 0; i < 2000; i++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextLong() >> random.nextInt(64);
            switch (random.nextInt(4)) {
                case 0 -> {
                    sums.add(0, a);
                    expected[0] = expected[0].add(BigInteger.valueOf(a));
                }
                case 1 -> {
                    sums.addProduct(0, a, b >> 20);
                    BigInteger product =
                            BigInteger.valueOf(a).multiply(BigInteger.valueOf(b >> 20));
                    expected[0] = expected[0].add(product);
                }
                case 2 -> {
                    sums.addAll(new WideSums(2).add(0, a).add(1, -a));
                    expected[0] = expected[0].add(BigInteger.valueOf(a));
                    expected[1] = expected[1].subtract(BigInteger.valueOf(a));
                }
                default -> {
                    long times = random.nextInt(86_400_000);
                    WideSums one = new WideSums(2).addProduct(0, a, b >> 32);
                    one.addTimes(1, 0, times);
                    BigInteger product =
                            BigInteger.valueOf(a).multiply(BigInteger.valueOf(b >> 32));
                    assertThat(one.sum(1))
                            .isEqualTo(product.multiply(BigInteger.valueOf(times)));
                }
            }
            assertThat(sums.sum(0)).isEqualTo(expected[0]);
            WideSums again = WideSums.decode(sums.encode(), 3);
            assertThat(again.sum(0)).isEqualTo(expected[0]);
            assertThat(again.sum(1)).isEqualTo(expected[1]);
            assertThat(again.sum(2)).isZero();
        }
    }

    @Test
    void edgesOfEachLength_readBack() {
        for (int bits = 0; bits < 126; bits++) {
            for (int more = -1; more <= 1; more++) {
                BigInteger value = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(more));
                assertReadBack(value);
                assertReadBack(value.negate());
            }
        }
    }

    @Test
    void rowWithMoreSumsThanAreKnown_isDamaged() {
        byte[] value = new WideSums(3).encode();
        assertThatExceptionOfType(DamagedRowException.class)
                .isThrownBy(() -> WideSums.decode(value, 2));
    }

    private static void assertReadBack(BigInteger value) {
        WideSums sums = new WideSums(1);
        BigInteger[] parts = value.divideAndRemainder(BigInteger.valueOf(1L << 62));
        BigInteger[] higher = parts[0].divideAndRemainder(BigInteger.valueOf(1L << 62));
        sums.addProduct(0, higher[1].longValueExact(), 1L << 62).add(0, parts[1].longValueExact());
        for (int i = 0; i < 4; i++) {
            // 2^124 is four times 2^61 times 2^61.
            sums.addProduct(0, higher[0].longValueExact() << 61, 1L << 61);
        }
        assertThat(sums.sum(0)).isEqualTo(value);
        assertThat(WideSums.decode(sums.encode(), 1).sum(0)).isEqualTo(value);
        assertThat(sums.encode().length).isEqualTo(
                3 + (value.signum() == 0 ? 0 : value.toByteArray().length));
    }
}
