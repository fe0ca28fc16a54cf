package dev.cairn.billing.plan;

/**
 * What requests of one tier cost.
 *
 * @param per how many requests are a unit of the schedule
 */
public record RequestPrice(PriceSchedule schedule, int per) {
    public static final RequestPrice FREE = new RequestPrice(PriceSchedule.FREE, 1);

    public RequestPrice {
        if (per < 1) {
            throw new IllegalArgumentException("a price per " + per);
        }
    }
}
