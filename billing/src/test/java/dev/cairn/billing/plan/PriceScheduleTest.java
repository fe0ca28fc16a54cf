package dev.cairn.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceScheduleTest {
    private static final PriceSchedule TIERS =
            new PriceSchedule(
                    List.of(
                            new PriceTier(new BigDecimal("10"), BigDecimal.ZERO),
                            new PriceTier(new BigDecimal("20.5"), new BigDecimal("2")),
                            new PriceTier(null, new BigDecimal("0.5"))));

    @Test
    void cost_takesEachTierForItsOwnUnits() {
        assertThat(TIERS.cost(Fraction.of(10))).isEqualTo(Fraction.ZERO);
        assertThat(TIERS.cost(Fraction.of(11))).isEqualTo(Fraction.of(2));
        assertThat(TIERS.cost(Fraction.of(new BigDecimal("22.5"))))
                .isEqualTo(Fraction.of(22));
        assertThat(TIERS.cost(Fraction.ZERO)).isEqualTo(Fraction.ZERO);
    }

    @Test
    void priceBetween_isOnePriceOrNone() {
        assertThat(TIERS.priceBetween(Fraction.ZERO, Fraction.of(10))).contains(BigDecimal.ZERO);
        assertThat(TIERS.priceBetween(Fraction.of(10), Fraction.of(20)))
                .contains(new BigDecimal("2"));
        assertThat(TIERS.priceBetween(Fraction.of(9), Fraction.of(11))).isEmpty();
        assertThat(TIERS.priceBetween(Fraction.of(21), Fraction.of(9000)))
                .contains(new BigDecimal("0.5"));
        assertThat(TIERS.listPrice()).isEqualByComparingTo("2");
    }

    @Test
    void fraction_isRoundedToTheEvenDigit() {
        Fraction half = new Fraction(BigInteger.ONE, BigInteger.valueOf(2_000_000));
        assertThat(half.rounded(6)).isEqualByComparingTo("0.000000");
        assertThat(half.times(Fraction.of(3)).rounded(6)).isEqualByComparingTo("0.000002");
    }
}
