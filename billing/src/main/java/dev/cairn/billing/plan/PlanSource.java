package dev.cairn.billing.plan;

/**
 * Where something in a plan was read.
 *
 * @param of what was read there
 * @param title of the page
 * @param date of the page, or when it was read
 */
public record PlanSource(String of, String title, String date) {}
