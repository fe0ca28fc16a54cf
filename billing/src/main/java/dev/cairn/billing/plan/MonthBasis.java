package dev.cairn.billing.plan;

import java.time.Duration;
import java.time.YearMonth;

/** How long the month is that a price of storage is for. */
public enum MonthBasis {
    /** As long as the calendar month in which the bytes were kept. */
    CALENDAR("calendar"),
    /** 30 days, whatever the calendar says. */
    THIRTY_DAYS("30-days");

    private static final int DAYS = 30;

    private final String code;

    MonthBasis(String code) {
        this.code = code;
    }

    /** As it stands in plans. */
    public String code() {
        return code;
    }

    public Duration length(YearMonth month) {
        return Duration.ofDays(this == CALENDAR ? month.lengthOfMonth() : DAYS);
    }
}
