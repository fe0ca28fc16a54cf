package dev.cairn.billing.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Prices by quantity: each tier holds for the units above the tier before it, within a calendar
 * month. What is free is a first tier at 0.
 */
public record PriceSchedule(List<PriceTier> tiers) {
    /** Nothing costs anything. */
    public static final PriceSchedule FREE = flat(BigDecimal.ZERO);

    public PriceSchedule {
        tiers = List.copyOf(tiers);
        BigDecimal below = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            BigDecimal upTo = tiers.get(i).upToUnits();
            boolean last = i == tiers.size() - 1;
            if (last != (upTo == null) || (upTo != null && upTo.compareTo(below) <= 0)) {
                throw new IllegalArgumentException("tiers that do not ascend: " + tiers);
            }
            below = upTo == null ? below : upTo;
        }
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("no tier");
        }
    }

    /** One price for every unit. */
    public static PriceSchedule flat(BigDecimal price) {
        return new PriceSchedule(List.of(new PriceTier(null, price)));
    }

    /** Whether a unit costs the same however many there are. */
    public boolean isFlat() {
        return tiers.size() == 1;
    }

    /** What so many units of a month cost. */
    public Fraction cost(Fraction units) {
        Fraction cost = Fraction.ZERO;
        Fraction below = Fraction.ZERO;
        for (PriceTier tier : tiers) {
            Fraction upTo =
                    tier.upToUnits() == null ? units : units.min(Fraction.of(tier.upToUnits()));
            if (upTo.compareTo(below) <= 0) {
                break;
            }
            cost = cost.plus(upTo.minus(below).times(Fraction.of(tier.price())));
            below = upTo;
        }
        return cost;
    }

    /** The price of all units between two quantities; empty where it is not the same for all. */
    public Optional<BigDecimal> priceBetween(Fraction from, Fraction to) {
        for (PriceTier tier : tiers) {
            if (tier.upToUnits() == null
                    || from.compareTo(Fraction.of(tier.upToUnits())) < 0) {
                boolean within =
                        tier.upToUnits() == null
                                || to.compareTo(Fraction.of(tier.upToUnits())) <= 0;
                return within ? Optional.of(tier.price()) : Optional.empty();
            }
        }
        throw new AssertionError("the last tier has no end");
    }

    /** The price of the first unit that costs something; 0 where none does. */
    public BigDecimal listPrice() {
        return tiers.stream()
                .map(PriceTier::price)
                .filter(price -> price.signum() > 0)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }
}
