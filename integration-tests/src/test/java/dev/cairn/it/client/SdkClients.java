package dev.cairn.it.client;

import dev.cairn.it.server.ServerOptions;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients of the AWS SDK for Java v2, with its defaults but for path style (no DNS is needed). */
public final class SdkClients {
    private static final long PART_BYTES = 5L << 20;

    private SdkClients() {}

    /** The synchronous client with the tests' key pair. */
    public static S3Client withDefaults(URI endpoint) {
        return withKey(endpoint, ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY);
    }

    /** The synchronous client with another key pair. */
    public static S3Client withKey(URI endpoint, String accessKey, String secretKey) {
        return builder(endpoint, accessKey, secretKey).build();
    }

    /**
     * The synchronous client that sends bodies without asking. (Where it asks, java.net keeps the
     * document of a refusal to itself, and the SDK knows the status only.)
     */
    public static S3Client withoutExpect(URI endpoint) {
        return builder(endpoint, ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY)
                .serviceConfiguration(
                        S3Configuration.builder().expectContinueEnabled(false).build())
                .build();
    }

    /** The synchronous client that trusts the certificates of a PEM file and no others. */
    public static S3Client trusting(URI endpoint, Path certificates) {
        return builder(endpoint, ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .tlsTrustManagersProvider(() -> Trusting.managers(certificates)))
                .build();
    }

    private static S3ClientBuilder builder(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials(accessKey, secretKey))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** Signs URLs with the tests' key pair. */
    public static S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(
                        credentials(ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY))
                .build();
    }

    /** The asynchronous client on Netty, which sends large objects by parts. */
    public static S3AsyncClient onNetty(URI endpoint) {
        return S3AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        credentials(ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .multipartEnabled(true)
                .build();
    }

    /** The asynchronous client on the AWS common runtime, which does its own parts and checksums. */
    public static S3AsyncClient onCommonRuntime(URI endpoint) {
        return S3AsyncClient.crtBuilder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        credentials(ServerOptions.ACCESS_KEY, ServerOptions.SECRET_KEY))
                .minimumPartSizeInBytes(PART_BYTES)
                .build();
    }

    private static StaticCredentialsProvider credentials(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }
}
