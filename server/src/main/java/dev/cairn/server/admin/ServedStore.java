package dev.cairn.server.admin;

import dev.cairn.billing.Billing;
import dev.cairn.lifecycle.DayScale;
import dev.cairn.lifecycle.LifecycleRunner;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.storage.Storage;

/**
 * The open store that the API is about, with its rules, what runs them, and what it all costs.
 *
 * @param rules of all buckets
 */
public record ServedStore(
        Storage storage, LifecycleStore rules, LifecycleRunner runner, Billing billing) {
    /** How long the day of a rule is. */
    DayScale scale() {
        return runner.settings().scale();
    }
}
