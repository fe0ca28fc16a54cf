package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.operation.ReadConditions.Outcome;
import dev.cairn.storage.model.ETag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The object is tagged "tag" and was modified half a second after noon. */
class ReadConditionsTest {
    private static final Instant MODIFIED = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final String BEFORE = "Sun, 01 Mar 2026 11:59:59 GMT";
    private static final String SAME = "Sun, 01 Mar 2026 12:00:00 GMT";
    private static final String AFTER = "Sun, 01 Mar 2026 12:00:01 GMT";

    @ParameterizedTest(name = "match {0}, unmodified since {1}, none match {2}, modified since "
            + "{3}: {4}")
    @CsvSource(quoteCharacter = '\'', value = {
        "     ,        ,        ,        , MET",
        "tag  ,        ,        ,        , MET",
        "'\"tag\"',    ,        ,        , MET",
        "'\"a\", \"tag\"',,     ,        , MET",
        "*    ,        ,        ,        , MET",
        "other,        ,        ,        , CHANGED",
        "''   ,        ,        ,        , CHANGED",
        "     , before ,        ,        , CHANGED",
        "     , same   ,        ,        , MET",
        "     , after  ,        ,        , MET",
        "     , no date,        ,        , MET",
        "tag  , before ,        ,        , MET",
        "other, after  ,        ,        , CHANGED",
        "     ,        , tag    ,        , NOT_MODIFIED",
        "     ,        , 'W/\"tag\"',    , NOT_MODIFIED",
        "     ,        , *      ,        , NOT_MODIFIED",
        "     ,        , other  ,        , MET",
        "     ,        , '\"a\",\"b\"',  , MET",
        "     ,        ,        , before , MET",
        "     ,        ,        , same   , NOT_MODIFIED",
        "     ,        ,        , after  , NOT_MODIFIED",
        "     ,        ,        , no date, MET",
        "     ,        , tag    , before , NOT_MODIFIED",
        "     ,        , other  , after  , MET",
        "tag  ,        , tag    ,        , NOT_MODIFIED",
        "other,        , tag    ,        , CHANGED",
    })
    void conditions_areDecidedByTagFirst(
            String match, String unmodifiedSince, String noneMatch, String modifiedSince,
            Outcome outcome) {
        Headers headers = Headers.builder()
                .addIfPresent("If-Match", match)
                .addIfPresent("If-Unmodified-Since", date(unmodifiedSince))
                .addIfPresent("If-None-Match", noneMatch)
                .addIfPresent("If-Modified-Since", date(modifiedSince))
                .build();

        assertThat(ReadConditions.of(headers).check(new ETag("tag"), MODIFIED)).isEqualTo(outcome);
    }

    private static @Nullable String date(
            @Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "before" -> BEFORE;
            case "same" -> SAME;
            case "after" -> AFTER;
            default -> word;
        };
    }
}
