package dev.cairn.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or a class of tests, with a Cairn server of its own: started before it, stopped behind
 * it, and given to parameters of these types:
 *
 * <ul>
 *   <li>{@link dev.cairn.testkit.CairnServer} or {@link dev.cairn.testkit.Cairn}
 *   <li>{@link java.net.URI} with {@link S3Endpoint} or {@link AdminEndpoint}
 *   <li>{@link String} with {@link AccessKey} or {@link SecretKey}
 *   <li>{@code AwsCredentialsProvider} of the AWS SDK 2, with the same key
 *   <li>{@code S3Client}, {@code S3AsyncClient} and {@code S3Presigner} of the AWS SDK 2, ready for
 *       use and closed with the server, where the SDK is on the class path
 * </ul>
 *
 * <p>On a class: one server for the class and those nested in it. On a method: one for the test.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(CairnExtension.class)
public @interface CairnTest {
    /** Buckets that are there from the start. */
    String[] buckets() default {};

    /** Keys of the configuration as {@code key=value}: {@code "lifecycle.day=PT2S"}. */
    String[] config() default {};

    /** Whether each test of the class has a server of its own. */
    boolean perTest() default false;

    /**
     * Whether a server that tests share is emptied after each of them, as {@link
     * dev.cairn.testkit.CairnServer#reset} does. Not for tests that run at the same time.
     */
    boolean reset() default false;
}
