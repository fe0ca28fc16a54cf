package dev.cairn.billing;

import dev.cairn.billing.plan.InvalidPlanException;
import dev.cairn.billing.plan.PlanReader;
import dev.cairn.billing.plan.PricePlan;
import java.nio.charset.StandardCharsets;

/** Plans of few words. */
final class TestPlans {
    /** Days of activity for an upload that is active as long as it is open. */
    static final int FOR_EVER = -1;

    private TestPlans() {}

    /** A plan that costs 1 for a GiB and month of 30 days. */
    static PricePlan of(int activeDays, int retentionDays, int objectBytes) {
        return read(
                """
                name: test
                currency: USD
                unitBytes: 1073741824
                monthBasis: 30-days
                minimumRetentionDays: %d
                unfinishedActiveDays: %s
                minimumObjectBytes: %d
                storage:
                  STANDARD: {price: 1}
                """
                        .formatted(
                                retentionDays,
                                activeDays == FOR_EVER ? "none" : activeDays,
                                objectBytes));
    }

    static PricePlan read(String text) {
        try {
            return PlanReader.read(text.getBytes(StandardCharsets.UTF_8), "test");
        } catch (InvalidPlanException invalid) {
            throw new AssertionError(invalid);
        }
    }
}
