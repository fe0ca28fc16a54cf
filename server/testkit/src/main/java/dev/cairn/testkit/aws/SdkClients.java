package dev.cairn.testkit.aws;

import dev.cairn.testkit.Cairn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of the AWS SDK for one server, made when they are first asked for and closed together.
 * The SDK chooses its HTTP client as always, among those on the class path. Safe for all threads.
 */
public final class SdkClients implements AutoCloseable {
    private final Cairn cairn;
    private final List<SdkAutoCloseable> open = new ArrayList<>();
    private @Nullable S3Client sync;
    private @Nullable S3AsyncClient async;
    private @Nullable S3Presigner presigner;

    /** Clients for a server, which must run as long as they are used. */
    public SdkClients(Cairn cairn) {
        this.cairn = cairn;
    }

    /**
     * Gives the builder of a client all that it needs to know of a server: endpoint, region,
     * credentials, path style. For a test that wants more of its client:
     *
     * <pre>{@code
     * S3Client s3 = SdkClients.configured(S3Client.builder(), cairn).httpClient(mine).build();
     * }</pre>
     *
     * @return the same builder
     */
    public static <B extends S3BaseClientBuilder<B, ?>> B configured(B builder, Cairn cairn) {
        return builder.endpointOverride(cairn.endpoint())
                .region(Region.of(cairn.region()))
                .credentialsProvider(credentials(cairn))
                .forcePathStyle(true);
    }

    /** The key of the root account, for other clients of the SDK. */
    public static AwsCredentialsProvider credentials(Cairn cairn) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(cairn.accessKey(), cairn.secretKey()));
    }

    /** Closed by {@link #close}; to be closed by nobody else. */
    public synchronized S3Client s3() {
        if (sync == null) {
            sync = opened(configured(S3Client.builder(), cairn).build());
        }
        return sync;
    }

    /** The same as {@link #s3}, asynchronous. */
    public synchronized S3AsyncClient s3Async() {
        if (async == null) {
            async = opened(configured(S3AsyncClient.builder(), cairn).build());
        }
        return async;
    }

    /** Signs URLs that anybody may use; closed with the others. */
    public synchronized S3Presigner presigner() {
        if (presigner == null) {
            presigner =
                    opened(
                            S3Presigner.builder()
                                    .endpointOverride(cairn.endpoint())
                                    .region(Region.of(cairn.region()))
                                    .credentialsProvider(credentials(cairn))
                                    .serviceConfiguration(
                                            S3Configuration.builder()
                                                    .pathStyleAccessEnabled(true)
                                                    .build())
                                    .build());
        }
        return presigner;
    }

    @Override
    public synchronized void close() {
        open.forEach(SdkAutoCloseable::close);
        open.clear();
    }

    private <T extends SdkAutoCloseable> T opened(T client) {
        open.add(client);
        return client;
    }
}
