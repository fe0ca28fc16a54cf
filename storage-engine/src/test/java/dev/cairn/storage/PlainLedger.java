package dev.cairn.storage;

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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A ledger that is a plain list of what happened, and adds it up when it is asked. */
final class PlainLedger {
    private final List<Move> moves = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Bytes came (sign 1) or went (sign -1). */
    record Move(StorageClass in, ByteClass byteClass, long sizeBytes, int sign, Instant at) {
        private long padding(long least) {
            return byteClass == ByteClass.UPLOAD_OPEN ? 0 : Math.max(0, least - sizeBytes);
        }
    }

    /** Something happened to bytes of a cohort. */
    record Mark(
            CohortOrigin origin,
            StorageClass in,
            Instant created,
            CohortEvent event,
            long sizeBytes,
            Instant at) {
        private long padding(long least) {
            return origin == CohortOrigin.UPLOAD ? 0 : Math.max(0, least - sizeBytes);
        }
    }

    private record Unit(Instant start, LedgerUnit unit) {
        static Unit of(Instant at, Instant hoursFrom) {
            LedgerUnit unit = at.isBefore(hoursFrom) ? LedgerUnit.DAY : LedgerUnit.HOUR;
            return new Unit(PlainLedger.start(at, unit), unit);
        }
    }

    private record ClassName(StorageClass storageClass, ByteClass byteClass, Unit in) {}

    private record CellName(
            CohortOrigin origin,
            StorageClass storageClass,
            Instant createdHour,
            CohortEvent event,
            Unit in,
            boolean early) {}

    void move(Move move) {
        moves.add(move);
    }

    void mark(Mark mark) {
        marks.add(mark);
    }

    void landed(StorageClass in, Instant created, long sizeBytes, Instant at) {
        move(new Move(in, ByteClass.UPLOAD_OPEN, sizeBytes, 1, at));
        mark(new Mark(CohortOrigin.UPLOAD, in, created, CohortEvent.LANDED, sizeBytes, at));
    }

    void left(StorageClass in, Instant created, long sizeBytes, CohortEvent event, Instant at) {
        move(new Move(in, ByteClass.UPLOAD_OPEN, sizeBytes, -1, at));
        mark(new Mark(CohortOrigin.UPLOAD, in, created, event, sizeBytes, at));
    }

    void removed(
            StorageClass in, ByteClass byteClass, Instant created, long sizeBytes, Instant at) {
        move(new Move(in, byteClass, sizeBytes, -1, at));
        mark(new Mark(
                CohortOrigin.OBJECT, in, created, CohortEvent.REMOVED, sizeBytes, at));
    }

    /**
     * The rows of class sums, in no order.
     *
     * @param hoursFrom what is before has rows of days
     */
    List<ClassSum> sums(Instant hoursFrom) {
        Map<ClassName, List<Move>> rows =
                moves.stream()
                        .collect(
                                Collectors.groupingBy(
                                        move -> new ClassName(
                                                move.in(),
                                                move.byteClass(),
                                                Unit.of(move.at(), hoursFrom))));
        return rows.entrySet().stream()
                .map(row -> sum(row.getKey(), row.getValue()))
                .toList();
    }

    /** The cells of cohorts, in no order; else as {@link #sums}. */
    List<CohortCell> cohorts(Instant hoursFrom) {
        Map<CellName, List<Mark>> cells =
                marks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        mark -> new CellName(
                                                mark.origin(),
                                                mark.in(),
                                                start(mark.created(), LedgerUnit.HOUR),
                                                mark.event(),
                                                Unit.of(mark.at(), hoursFrom),
                                                timeOfDay(mark.at())
                                                        < timeOfDay(mark.created()))));
        return cells.entrySet().stream()
                .map(cell -> cell(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static ClassSum sum(ClassName name, List<Move> all) {
        long end = name.in().start().toEpochMilli() + name.in().unit().millis();
        return new ClassSum(
                name.storageClass(),
                name.byteClass(),
                name.in().start(),
                name.in().unit(),
                timed(all, end, Move::sizeBytes),
                timed(all, end, move -> 1L),
                timed(all, end, move -> move.padding(4096)),
                timed(all, end, move -> move.padding(131_072)));
    }

    private static TimedSum timed(List<Move> all, long end, Function<Move, Long> quantity) {
        BigInteger delta = BigInteger.ZERO;
        BigInteger moment = BigInteger.ZERO;
        for (Move move : all) {
            BigInteger change = BigInteger.valueOf(quantity.apply(move) * move.sign());
            delta = delta.add(change);
            moment = moment.add(change.multiply(
                    BigInteger.valueOf(end - move.at().toEpochMilli())));
        }
        return new TimedSum(delta, moment);
    }

    private static CohortCell cell(CellName name, List<Mark> all) {
        return new CohortCell(
                name.origin(),
                name.storageClass(),
                name.createdHour(),
                name.event(),
                name.in().start(),
                name.in().unit(),
                name.early(),
                cohort(name, all, Mark::sizeBytes),
                cohort(name, all, mark -> 1L),
                cohort(name, all, mark -> mark.padding(4096)),
                cohort(name, all, mark -> mark.padding(131_072)));
    }

    private static CohortSum cohort(CellName name, List<Mark> all, Function<Mark, Long> of) {
        CohortSum sum = CohortSum.ZERO;
        for (Mark mark : all) {
            BigInteger quantity = BigInteger.valueOf(of.apply(mark));
            sum =
                    new CohortSum(
                            sum.sum().add(quantity),
                            sum.createdOffsets()
                                    .add(quantity.multiply(
                                            millis(name.createdHour(), mark.created()))),
                            sum.eventOffsets()
                                    .add(quantity.multiply(millis(name.in().start(), mark.at()))));
        }
        return sum;
    }

    private static BigInteger millis(Instant from, Instant to) {
        return BigInteger.valueOf(to.toEpochMilli() - from.toEpochMilli());
    }

    private static Instant start(Instant instant, LedgerUnit unit) {
        return Instant.ofEpochMilli(unit.startOf(instant.toEpochMilli()));
    }

    private static long timeOfDay(Instant instant) {
        return Math.floorMod(instant.toEpochMilli(), LedgerUnit.DAY.millis());
    }
}
