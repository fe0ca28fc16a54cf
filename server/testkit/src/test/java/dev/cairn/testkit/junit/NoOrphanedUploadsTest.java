package dev.cairn.testkit.junit;

import dev.cairn.testkit.CairnServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Who is made to answer for an upload that is left open. */
class NoOrphanedUploadsTest {
    private static final String LEFT =
            "1 multipart upload was left open:\n  s3://vault/left.tar: 4 bytes in 1 part, begun ";
    private static final int PART_BYTES = 4;

    @Test
    void testThatLeavesAnUpload_fails_andNoOther() {
        Runs.of(OneOfThree.class).failedOnceWith(LEFT, 2);
    }

    @Test
    void failure_namesTheUserAgent() {
        Runs.of(OneOfThree.class).failedOnceWith("by \"aws-sdk-java/2", 2);
    }

    @Test
    void annotatedMethod_answersForItself() {
        Runs.of(OneMethod.class).failedOnceWith(LEFT, 1);
    }

    @Test
    void serverOfOneTest_isLookedAtBeforeItStops() {
        Runs.of(OwnServer.class).failedWith(LEFT);
    }

    @Test
    void nestedClass_isMeantToo() {
        Runs.of(Outer.class).failedWith(LEFT);
    }

    @Test
    void testsAtTheSameTime_failTheirClassAtItsEnd() {
        Runs.atTheSameTime(AtTheSameTime.class).failedOnceWith(LEFT, 2);
    }

    @Test
    void methodAmongTestsAtTheSameTime_isRefused() {
        Runs.atTheSameTime(MethodAtTheSameTime.class).failedWith("annotate the class");
    }

    @Test
    void methodsAtTheSameTime_failAClassThatIsItselfNot() {
        Runs.atTheSameTime(MethodsAtTheSameTime.class).failedOnceWith(LEFT, 1);
    }

    @Test
    void classAtTheSameTime_isNotBlamedForItsTestsOneByOne() {
        Runs.atTheSameTime(OneByOne.class).failedOnceWith(LEFT, 0);
    }

    @Test
    void nestedClassAtTheSameTime_isRefusedWhereAnotherHasTheServer() {
        Runs.atTheSameTime(NestedAtTheSameTime.class).failedWith("annotate the class that has it");
    }

    @Test
    void atTheSameTimeInWordsAlone_isOneByOne() {
        Runs.of(MethodsAtTheSameTime.class).failedOnceWith(LEFT, 0);
    }

    @Test
    void serverThatDoesNotStart_isTheOnlyFailure() {
        Runs.of(NotStarted.class).failedWith("the nearest is 'lifecycle.day'");
    }

    @Test
    void annotationWithoutServer_isRefused() {
        Runs.of(WithoutServer.class).failedWith("needs @CairnTest or a CairnExtension");
    }

    private static void leave(S3Client s3) {
        upload(s3, "left.tar");
    }

    private static String upload(S3Client s3, String key) {
        String id = s3.createMultipartUpload(create -> create.bucket("vault").key(key)).uploadId();
        s3.uploadPart(
                part -> part.bucket("vault").key(key).uploadId(id).partNumber(1),
                RequestBody.fromBytes(new byte[PART_BYTES]));
        return id;
    }

    @CairnTest(buckets = "vault")
    @NoOrphanedUploads
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneOfThree {
        @BeforeAll
        static void isOpenBefore(S3Client s3) {
            upload(s3, "before");
        }

        @Test
        @Order(1)
        void leaves(S3Client s3) {
            leave(s3);
        }

        @Test
        @Order(2)
        void aborts(S3Client s3) {
            String id = upload(s3, "aborted");
            s3.abortMultipartUpload(
                    abort -> abort.bucket("vault").key("aborted").uploadId(id));
        }

        @Test
        @Order(3)
        void doesNothing() {}
    }

    static class OneMethod {
        @RegisterExtension
        static final CairnExtension cairn = CairnExtension.create().buckets("vault");

        @Test
        @NoOrphanedUploads
        void meant(S3Client s3) {
            leave(s3);
        }

        @Test
        void notMeant(S3Client s3) {
            leave(s3);
        }
    }

    @NoOrphanedUploads
    static class OwnServer {
        @RegisterExtension
        final CairnExtension cairn = CairnExtension.create().buckets("vault");

        @Test
        void leaves(S3Client s3) {
            leave(s3);
        }
    }

    @CairnTest(buckets = "vault")
    @NoOrphanedUploads
    static class Outer {
        @Nested
        class Inner {
            @Test
            void leaves(S3Client s3) {
                leave(s3);
            }
        }
    }

    @CairnTest(buckets = "vault")
    @NoOrphanedUploads
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        static final CountDownLatch both = new CountDownLatch(2);

        @Test
        void leaves(S3Client s3) throws Exception {
            leave(s3);
            meet();
        }

        @Test
        void doesNothing(CairnServer server) throws Exception {
            meet();
            if (server.uploads().open().isEmpty()) {
                throw new AssertionError("the other test has left one by now");
            }
        }

        private static void meet() throws Exception {
            both.countDown();
            if (!both.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the other test does not run");
            }
        }
    }

    @CairnTest(buckets = "vault")
    @Execution(ExecutionMode.CONCURRENT)
    static class MethodAtTheSameTime {
        @Test
        @NoOrphanedUploads
        void refused() {
            throw new AssertionError("is not run");
        }
    }

    @CairnTest(buckets = "vault")
    @NoOrphanedUploads
    @Execution(ExecutionMode.SAME_THREAD)
    static class MethodsAtTheSameTime {
        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void leaves(S3Client s3) {
            leave(s3);
        }
    }

    @CairnTest(buckets = "vault")
    @NoOrphanedUploads
    @Execution(ExecutionMode.CONCURRENT)
    static class OneByOne {
        @Test
        @Execution(ExecutionMode.SAME_THREAD)
        void leaves(S3Client s3) {
            leave(s3);
        }
    }

    @CairnTest(buckets = "vault")
    static class NestedAtTheSameTime {
        @Nested
        @NoOrphanedUploads
        @Execution(ExecutionMode.CONCURRENT)
        class Inner {
            @Test
            void refused() {
                throw new AssertionError("is not run");
            }
        }
    }

    @CairnTest(config = "lifecycle.dya=PT2S", perTest = true)
    @NoOrphanedUploads
    static class NotStarted {
        @Test
        void refused() {
            throw new AssertionError("is not run");
        }
    }

    @NoOrphanedUploads
    static class WithoutServer {
        @Test
        void runs() {}
    }
}
