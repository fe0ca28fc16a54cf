package dev.cairn.server;

import dev.cairn.billing.plan.InvalidPlanException;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.server.config.CairnConfig.BillingConfig;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.NearestName;
import java.io.IOException;
import java.nio.file.Path;

/** The price plans that a server starts with, as the configuration names them. */
record Plans(PlanCatalog catalog, PlanName fallback) {
    static Plans load(BillingConfig config) throws ConfigException {
        PlanCatalog catalog = catalog(config);
        String name = config.plan().value();
        if (!catalog.names().contains(name)) {
            throw unknown(catalog, name);
        }
        return new Plans(catalog, config.plan());
    }

    private static PlanCatalog catalog(BillingConfig config) throws ConfigException {
        if (config.planDirectory().isEmpty()) {
            return PlanCatalog.shipped();
        }
        Path directory = config.planDirectory().get();
        try {
            return PlanCatalog.with(directory);
        } catch (InvalidPlanException invalid) {
            throw new ConfigException("billing.plan-dir: " + invalid.message());
        } catch (IOException unreadable) {
            throw new ConfigException(
                    "billing.plan-dir: cannot read " + directory + ": " + unreadable.getMessage());
        }
    }

    private static ConfigException unknown(PlanCatalog catalog, String name) {
        return new ConfigException(
                "billing.plan: there is no plan '%s'; the nearest is '%s'"
                        .formatted(name, NearestName.of(name, catalog.names())));
    }
}
