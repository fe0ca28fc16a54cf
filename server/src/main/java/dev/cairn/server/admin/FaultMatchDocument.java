package dev.cairn.server.admin;

import dev.cairn.s3.fault.FaultMatch;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The requests that a fault is for; what is null matches every request. */
record FaultMatchDocument(
        @Nullable String operation,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable Integer partNumber,
        @Nullable String accessKey,
        @Nullable HeaderDocument header,
        @Nullable CallsDocument calls,
        @Nullable BigDecimal probability,
        @Nullable Long seed) {
    /** A header, and the pattern of its value. */
    record HeaderDocument(String name, @Nullable String value) {
        static HeaderDocument of(FaultMatch.HeaderMatch header) {
            return new HeaderDocument(header.name(), header.value());
        }
    }

    /** Which calls, counted from 1. */
    record CallsDocument(long from, @Nullable Long to, long every) {
        static CallsDocument of(FaultMatch.Calls calls) {
            return new CallsDocument(calls.from(), calls.to(), calls.every());
        }
    }

    static FaultMatchDocument of(FaultMatch match) {
        FaultMatch.HeaderMatch header = match.header();
        FaultMatch.Calls calls = match.calls();
        FaultMatch.Chance chance = match.chance();
        return new FaultMatchDocument(
                match.operation(),
                match.bucket(),
                match.key(),
                match.partNumber(),
                match.accessKey(),
                header == null ? null : HeaderDocument.of(header),
                calls == null ? null : CallsDocument.of(calls),
                chance == null ? null : BigDecimal.valueOf(chance.probability()),
                chance == null ? null : chance.seed());
    }
}
