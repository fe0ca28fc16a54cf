package dev.cairn.server.admin;

import dev.cairn.billing.plan.InvalidPlanException;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.billing.plan.PlanReader;
import dev.cairn.billing.plan.PricePlan;
import java.io.IOException;
import java.util.List;

/** Price plans. */
final class PlansResource {
    private final PlanCatalog catalog;

    PlansResource(ServedStore store) {
        this.catalog = store.billing().plans().catalog();
    }

    /** GET /plans: by name. */
    Answer list(AdminRequest request) {
        String token = request.find("token");
        String after = token == null ? "" : PageToken.parse(token, 1).get(0);
        List<PricePlan> rest =
                catalog.all().stream()
                        .filter(plan -> plan.name().value().compareTo(after) > 0)
                        .toList();
        boolean more = rest.size() > request.limit();
        List<PricePlan> page = more ? rest.subList(0, request.limit()) : rest;
        return new Answer.Document(
                new PageDocument<>(
                        page.stream().map(PlanDocument::of).toList(),
                        more ? PageToken.of(page.getLast().name().value()) : null));
    }

    /** GET /plans/{name}. */
    Answer show(AdminRequest request) {
        return new Answer.Document(PlanDocument.of(find(catalog, request.segment("name"))));
    }

    /** PUT /plans/{name}: a document of YAML or JSON, in place of a plan of this name. */
    Answer put(AdminRequest request) throws IOException {
        String name = request.segment("name");
        if (!PlanName.isValid(name)) {
            throw AdminException.invalidArgument(
                    "the name of a plan is " + PlanName.EXPECTED + ", not " + name);
        }
        byte[] document = request.body().bytes();
        PricePlan plan = read(document);
        if (!plan.name().value().equals(name)) {
            throw AdminException.invalidArgument(
                    "the document is of the plan " + plan.name() + ", the path names " + name);
        }
        if (!catalog.writable()) {
            throw new AdminException(
                    409,
                    "NoPlanDirectory",
                    "plans are kept only where the server was started with --billing-plan-dir");
        }
        catalog.put(plan, document);
        return new Answer.Document(PlanDocument.of(plan));
    }

    /** The plan of this name. */
    static PricePlan find(PlanCatalog catalog, String name) {
        return catalog.find(name)
                .orElseThrow(
                        () -> new AdminException(
                                404,
                                "NoSuchPlan",
                                "there is no plan %s, but %s".formatted(name, names(catalog))));
    }

    private static String names(PlanCatalog catalog) {
        return String.join(
                ", ", catalog.names());
    }

    private static PricePlan read(byte[] document) {
        try {
            return PlanReader.read(document, "body");
        } catch (InvalidPlanException invalid) {
            throw AdminException.invalidArgument(invalid.message());
        }
    }
}
