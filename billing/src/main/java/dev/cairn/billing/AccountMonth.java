package dev.cairn.billing;

import dev.cairn.billing.plan.PricePlan;

/**
 * What an account used in one month under one plan, or in the part of it that is asked for. Tiers and
 * what is free go by the account's month.
 *
 * @param part of the month
 * @param before what the account used in the month until the part began
 * @param all what the account used in the part
 * @param asked what of that is asked for: of one bucket, or all
 */
record AccountMonth(
        PricePlan plan, Period part, Consumption before, Consumption all, Consumption asked) {}
