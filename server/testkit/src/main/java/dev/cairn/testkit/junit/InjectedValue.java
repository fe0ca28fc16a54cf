package dev.cairn.testkit.junit;

import dev.cairn.testkit.Cairn;
import dev.cairn.testkit.CairnServer;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * What a parameter can be given. Types of the SDK go by their names, since asking for the class would
 * need the SDK.
 */
enum InjectedValue {
    SERVER(CairnServer.class.getName(), ServerScope::server),
    CAIRN(Cairn.class.getName(), ServerScope::server),
    S3_ENDPOINT(URI.class.getName(), scope -> scope.server().endpoint()) {
        @Override
        boolean fits(ParameterContext parameter) {
            return super.fits(parameter) && parameter.isAnnotated(S3Endpoint.class);
        }
    },
    ADMIN_ENDPOINT(URI.class.getName(), scope -> scope.server().adminEndpoint()) {
        @Override
        boolean fits(ParameterContext parameter) {
            return super.fits(parameter) && parameter.isAnnotated(AdminEndpoint.class);
        }
    },
    S3_CLIENT("software.amazon.awssdk.services.s3.S3Client", scope -> scope.clients().s3()),
    S3_ASYNC_CLIENT(
            "software.amazon.awssdk.services.s3.S3AsyncClient",
            scope -> scope.clients().s3Async()),
    S3_PRESIGNER(
            "software.amazon.awssdk.services.s3.presigner.S3Presigner",
            scope -> scope.clients().presigner());

    private final String type;
    private final Function<ServerScope, Object> value;

    InjectedValue(String type, Function<ServerScope, Object> value) {
        this.type = type;
        this.value = value;
    }

    /** The value for a parameter; empty where there is none. */
    static Optional<InjectedValue> of(ParameterContext parameter) {
        return Arrays.stream(values()).filter(value -> value.fits(parameter)).findFirst();
    }

    boolean fits(ParameterContext parameter) {
        return parameter.getParameter().getType().getName().equals(type);
    }

    Object from(ServerScope scope) {
        return value.apply(scope);
    }
}
