package dev.cairn.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or each test of a class, fails if it leaves a multipart upload that it began neither
 * completed nor aborted: S3 would charge for its parts until somebody notices. The message names
 * key, bytes and the user agent that began it. Uploads that were open before the test do not count.
 *
 * <p>Needs a {@link CairnExtension} or {@link CairnTest}, whose servers it looks at. Where tests
 * that run at the same time share a server, nobody can say whose upload it is: on the class, the
 * class fails at its end; on a method, it is refused.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NoOrphanedUploadsGuard.class)
public @interface NoOrphanedUploads {}
