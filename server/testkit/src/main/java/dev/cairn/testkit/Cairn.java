package dev.cairn.testkit;

import java.net.URI;

/**
 * A running server under test, wherever it runs: {@link CairnServer} in this JVM, {@link
 * dev.cairn.testkit.containers.CairnContainer} in a container. Safe for all threads.
 */
public interface Cairn {
    /** Where S3 clients go, in path style: {@code http://127.0.0.1:40123}. */
    URI endpoint();

    /**
     * The address of the admin port, whose API is described in {@code docs/ADMIN-API.md}.
     *
     * @throws IllegalStateException when the server runs without one ({@code admin.listen=off})
     */
    URI adminEndpoint();

    /** The region of the server; {@code us-east-1} unless it is configured otherwise. */
    String region();

    /** The access key of the root account, which owns all buckets and may use the admin API. */
    String accessKey();

    /** The secret of {@link #accessKey}. */
    String secretKey();

    /** The clock that dates, ages and rules go by; the tests may move it. */
    TestClock clock();

    /** The lifecycle rules, run when the test says so. */
    Lifecycle lifecycle();

    /** Requests that fail because the test says so. */
    Faults faults();

    /** The multipart uploads that nobody has completed or aborted. */
    Uploads uploads();
}
