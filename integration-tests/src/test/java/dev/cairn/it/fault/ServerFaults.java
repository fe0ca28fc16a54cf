package dev.cairn.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.admin.Integrity;
import dev.cairn.it.server.CairnServer;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/** The faults of a server: each test adds its own, and behind it all are taken away. */
final class ServerFaults implements AfterEachCallback {
    private static final String FAULTS = "/api/v1/faults";

    private final CairnServer cairn;

    ServerFaults(CairnServer cairn) {
        this.cairn = cairn;
    }

    /** Behind every test the books balance. */
    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(cairn.admin().send("DELETE", FAULTS).status()).isEqualTo(200);
        Integrity integrity = cairn.admin().integrity();
        assertThat(integrity.unaccountedBytes()).isZero();
    }

    /**
     * Adds a fault; its id.
     *
     * @param document with apostrophes for quotes
     */
    String add(String document) {
        AdminClient.Answer answer =
                cairn.admin().send("POST", FAULTS, document.replace('\'', '"'));
        assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(200);
        return answer.document().get("id").asString();
    }

    /** A fault that happens to every request of an operation and a bucket. */
    String always(String operation, String bucket, String effect) {
        return add("{'match':{'operation':'%s','bucket':'%s'},'effect':{%s}}"
                .formatted(operation, bucket, effect));
    }

    /** A fault that happens to the first such request alone. */
    String once(String operation, String bucket, String effect) {
        return add(
                "{'match':{'operation':'%s','bucket':'%s','calls':{'to':1}},'effect':{%s}}"
                        .formatted(operation, bucket, effect));
    }

    JsonNode report(String id) {
        return cairn.admin().get(FAULTS + "/" + id, Map.of());
    }

    long fired(String id) {
        return report(id).get("fired").asLong();
    }

    long matched(String id) {
        return report(id).get("matched").asLong();
    }
}
