package dev.cairn.testkit.junit;

import dev.cairn.testkit.Cairn;
import dev.cairn.testkit.CairnServer;
import dev.cairn.testkit.aws.SdkClients;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * What a parameter can be given. Types of the SDK go by their names, since asking for the class
 * would need the SDK.
 */
enum InjectedValue {
    SERVER(CairnServer.class.getName()),
    CAIRN(Cairn.class.getName()),
    S3_ENDPOINT(URI.class.getName(), S3Endpoint.class),
    ADMIN_ENDPOINT(URI.class.getName(), AdminEndpoint.class),
    ACCESS_KEY(String.class.getName(), AccessKey.class),
    SECRET_KEY(String.class.getName(), SecretKey.class),
    CREDENTIALS("software.amazon.awssdk.auth.credentials.AwsCredentialsProvider"),
    S3_CLIENT("software.amazon.awssdk.services.s3.S3Client"),
    S3_ASYNC_CLIENT("software.amazon.awssdk.services.s3.S3AsyncClient"),
    S3_PRESIGNER("software.amazon.awssdk.services.s3.presigner.S3Presigner");

    private final String type;

    /** What tells values of one type apart; null where the type alone does. */
    private final @Nullable Class<? extends Annotation> mark;

    InjectedValue(String type) {
        this(type, null);
    }

    InjectedValue(String type, @Nullable Class<? extends Annotation> mark) {
        this.type = type;
        this.mark = mark;
    }

    /** The value for a parameter; empty where there is none. */
    static Optional<InjectedValue> of(ParameterContext parameter) {
        return Arrays.stream(values()).filter(value -> value.fits(parameter)).findFirst();
    }

    private boolean fits(ParameterContext parameter) {
        return parameter.getParameter().getType().getName().equals(type)
                && (mark == null || parameter.isAnnotated(mark));
    }

    Object from(ServerScope scope) {
        return switch (this) {
            case SERVER, CAIRN -> scope.server();
            case S3_ENDPOINT -> scope.server().endpoint();
            case ADMIN_ENDPOINT -> scope.server().adminEndpoint();
            case ACCESS_KEY -> scope.server().accessKey();
            case SECRET_KEY -> scope.server().secretKey();
            case CREDENTIALS -> SdkClients.credentials(scope.server());
            case S3_CLIENT -> scope.clients().s3();
            case S3_ASYNC_CLIENT -> scope.clients().s3Async();
            case S3_PRESIGNER -> scope.clients().presigner();
        };
    }
}
