package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.ClassSum;
import dev.cairn.storage.model.CohortCell;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.CohortOrigin;
import dev.cairn.storage.model.CohortSum;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.TimedSum;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of a ledger, made by hand: one for each event, which the sums do not mind. */
final class TestLedger {
    private final List<ClassSum> sums = new ArrayList<>();
    private final List<CohortCell> cells = new ArrayList<>();
    private final LedgerUnit unit;

    TestLedger(LedgerUnit unit) {
        this.unit = unit;
    }

    TestLedger part(Instant initiated, long sizeBytes, Instant landed) {
        sum(ByteClass.UPLOAD_OPEN, sizeBytes, 1, landed);
        cell(CohortOrigin.UPLOAD, CohortEvent.LANDED, initiated, sizeBytes, landed);
        return this;
    }

    TestLedger partEnds(Instant initiated, long sizeBytes, CohortEvent how, Instant at) {
        sum(ByteClass.UPLOAD_OPEN, sizeBytes, -1, at);
        cell(CohortOrigin.UPLOAD, how, initiated, sizeBytes, at);
        return this;
    }

    TestLedger object(long sizeBytes, Instant at) {
        sum(ByteClass.CURRENT, sizeBytes, 1, at);
        return this;
    }

    TestLedger objectEnds(Instant created, long sizeBytes, Instant at) {
        sum(ByteClass.CURRENT, sizeBytes, -1, at);
        cell(CohortOrigin.OBJECT, CohortEvent.REMOVED, created, sizeBytes, at);
        return this;
    }

    /** Byte-milliseconds of a class in a period, as a plan takes it. */
    Held within(PricePlan plan, BilledClass billed, Period period) {
        return tally(plan, new TimeWithin(period), billed);
    }

    /** What a class holds before an hour, as a plan takes it. */
    Held before(PricePlan plan, BilledClass billed, Instant hour) {
        return tally(plan, new LevelBefore(hour), billed);
    }

    private Held tally(PricePlan plan, Measure measure, BilledClass billed) {
        Tally tally = new Tally(plan, measure);
        sums.forEach(tally::add);
        cells.forEach(tally::add);
        return Consumption.sum(tally.held(), billed);
    }

    private void sum(ByteClass byteClass, long sizeBytes, int sign, Instant at) {
        long start = unit.startOf(at.toEpochMilli());
        long left = start + unit.millis() - at.toEpochMilli();
        boolean padded = byteClass != ByteClass.UPLOAD_OPEN;
        sums.add(
                new ClassSum(
                        StorageClass.STANDARD,
                        byteClass,
                        Instant.ofEpochMilli(start),
                        unit,
                        timed(sizeBytes * sign, left),
                        timed(sign, left),
                        timed(padded ? sign * Math.max(0, 4096 - sizeBytes) : 0, left),
                        timed(padded ? sign * Math.max(0, 131_072 - sizeBytes) : 0, left)));
    }

    private static TimedSum timed(long delta, long millisLeft) {
        return new TimedSum(
                BigInteger.valueOf(delta),
                BigInteger.valueOf(delta).multiply(BigInteger.valueOf(millisLeft)));
    }

    private void cell(
            CohortOrigin origin, CohortEvent event, Instant created, long sizeBytes, Instant at) {
        long hour = LedgerUnit.HOUR.startOf(created.toEpochMilli());
        long start = unit.startOf(at.toEpochMilli());
        boolean padded = origin == CohortOrigin.OBJECT;
        Offsets offsets =
                new Offsets(created.toEpochMilli() - hour, at.toEpochMilli() - start);
        cells.add(
                new CohortCell(
                        origin,
                        StorageClass.STANDARD,
                        Instant.ofEpochMilli(hour),
                        event,
                        Instant.ofEpochMilli(start),
                        unit,
                        timeOfDay(at) < timeOfDay(created),
                        offsets.of(sizeBytes),
                        offsets.of(1),
                        offsets.of(padded ? Math.max(0, 4096 - sizeBytes) : 0),
                        offsets.of(padded ? Math.max(0, 131_072 - sizeBytes) : 0)));
    }

    private static long timeOfDay(Instant instant) {
        return Math.floorMod(instant.toEpochMilli(), LedgerUnit.DAY.millis());
    }

    private record Offsets(long created, long event) {
        CohortSum of(long quantity) {
            BigInteger sum = BigInteger.valueOf(quantity);
            return new CohortSum(
                    sum,
                    sum.multiply(BigInteger.valueOf(created)),
                    sum.multiply(BigInteger.valueOf(event)));
        }
    }
}
