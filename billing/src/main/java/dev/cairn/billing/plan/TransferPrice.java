package dev.cairn.billing.plan;

/**
 * What a unit of bytes sent costs.
 *
 * @param freeTimesStored so many times the average that a month stores is sent for nothing
 */
public record TransferPrice(PriceSchedule schedule, int freeTimesStored) {
    public static final TransferPrice FREE = new TransferPrice(PriceSchedule.FREE, 0);

    public TransferPrice {
        if (freeTimesStored < 0) {
            throw new IllegalArgumentException("free " + freeTimesStored + " times");
        }
    }

    /** What so many units cost beside so many unit-months of storage. */
    public Fraction cost(Fraction sentUnits, Fraction storedUnitMonths) {
        Fraction free = storedUnitMonths.times(Fraction.of(freeTimesStored));
        return schedule.cost(sentUnits.minus(free).max(Fraction.ZERO));
    }

    /** Whether a unit costs the same however many there are. */
    public boolean isFlat() {
        return schedule.isFlat() && freeTimesStored == 0;
    }
}
