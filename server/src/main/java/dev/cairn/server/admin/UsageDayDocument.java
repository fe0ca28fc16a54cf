package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cairn.billing.Held;
import dev.cairn.billing.Period;
import dev.cairn.billing.StatementText;
import dev.cairn.billing.UsageDay;
import dev.cairn.billing.plan.BilledClass;
import dev.cairn.storage.model.RequestGroup;
import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One class of bytes on one day.
 *
 * @param byteSeconds exact, as a text
 * @param bytesAtEnd in the last moment of the day, or of the part of it that is asked for
 * @param objectCount likewise: versions, or parts of open uploads
 * @param requests of the day, which belong to no class: they stand with {@code current}, as the bytes
 *     of bodies do; null elsewhere
 */
record UsageDayDocument(
        LocalDate date,
        @JsonProperty("class") String byteClass,
        String byteSeconds,
        BigInteger bytesAtEnd,
        BigInteger objectCount,
        @Nullable Requests requests,
        @Nullable Long receivedBytes,
        @Nullable Long sentBytes) {
    /** Counts by the tiers of AWS's prices. */
    record Requests(long tier1, long tier2, long free) {}

    static UsageDayDocument of(UsageDay day, BilledClass billed) {
        Held held = day.held(billed);
        boolean first = billed == BilledClass.CURRENT;
        return new UsageDayDocument(
                Period.dayOf(day.day().from()),
                billed.code(),
                StatementText.byteSeconds(day.used().storage(billed).bytes()),
                held.bytes(),
                held.count(),
                first ? requests(day) : null,
                first ? day.used().receivedBytes() : null,
                first ? day.used().sentBytes() : null);
    }

    private static Requests requests(UsageDay day) {
        return new Requests(
                day.used().requests(RequestGroup.TIER1),
                day.used().requests(RequestGroup.TIER2),
                day.used().requests(RequestGroup.FREE));
    }
}
