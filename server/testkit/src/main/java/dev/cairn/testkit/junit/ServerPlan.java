package dev.cairn.testkit.junit;

import dev.cairn.testkit.CairnServer;
import dev.cairn.testkit.CairnServerBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Which server a test or class is to have.
 *
 * @param configuration what is to be set in the builder
 * @param perTest whether each test has its own
 * @param reset whether a shared one is emptied behind each test
 */
record ServerPlan(Consumer<CairnServerBuilder> configuration, boolean perTest, boolean reset) {
    static final ServerPlan DEFAULT = new ServerPlan(builder -> {}, false, false);

    static ServerPlan of(CairnTest annotation) {
        return new ServerPlan(
                builder -> {
                    builder.buckets(annotation.buckets());
                    for (String pair : annotation.config()) {
                        set(builder, pair);
                    }
                },
                annotation.perTest(),
                annotation.reset());
    }

    /** The same for one test alone. */
    ServerPlan ofOneTest() {
        return new ServerPlan(configuration, true, reset);
    }

    ServerScope start() {
        CairnServerBuilder builder = CairnServer.builder();
        configuration.accept(builder);
        return new ServerScope(builder.start());
    }

    private static void set(CairnServerBuilder builder, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw new ExtensionConfigurationException(
                    "@CairnTest(config): '" + pair + "' is not key=value");
        }
        CairnServerBuilder unused =
                builder.config(pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
    }
}
