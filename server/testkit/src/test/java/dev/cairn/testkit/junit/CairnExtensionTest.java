package dev.cairn.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.testkit.Cairn;
import dev.cairn.testkit.CairnServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Which server a test gets, and for how long: the classes in here are run by JUnit's own engine.
 */
class CairnExtensionTest {
    @Test
    void staticField_isOneServerForTheClass() {
        Runs.of(StaticField.class).passed(3);
        assertThat(StaticField.seen.ports()).hasSize(1);
        StaticField.seen.assertAllClosed();
    }

    @Test
    void instanceField_isOneServerForEachTest() {
        Runs.of(InstanceField.class).passed(2);
        assertThat(InstanceField.seen.ports()).hasSize(2);
        InstanceField.seen.assertAllClosed();
    }

    @Test
    void annotatedClass_sharesItsServerWithNestedOnes() {
        Runs.of(Annotated.class).passed(3);
        assertThat(Annotated.seen.ports()).hasSize(2);
        Annotated.seen.assertAllClosed();
    }

    @Test
    void annotatedMethod_hasItsOwn() {
        Runs.of(AnnotatedMethods.class).passed(2);
        assertThat(AnnotatedMethods.seen.ports()).hasSize(2);
        AnnotatedMethods.seen.assertAllClosed();
    }

    @Test
    void perTest_isOneServerForEachTest_alsoAtTheSameTime() {
        Runs.atTheSameTime(PerTest.class).passed(2);
        assertThat(PerTest.seen.ports()).hasSize(2);
        PerTest.seen.assertAllClosed();
    }

    @Test
    void sharedServer_servesTestsAtTheSameTime() {
        Runs.atTheSameTime(Shared.class).passed(2);
        assertThat(Shared.seen.ports()).hasSize(1);
        Shared.seen.assertAllClosed();
    }

    @Test
    void severalServers_areToldApartByName() {
        Runs.of(TwoServers.class).passed(1);
    }

    @Test
    void reset_emptiesTheServerBehindEachTest() {
        Runs.of(Reset.class).passed(2);
    }

    @Test
    void resetOfWhatRunsAtTheSameTime_isRefused() {
        Runs.atTheSameTime(ResetAtTheSameTime.class)
                .failedWith("cannot be reset behind each of several tests");
    }

    @Test
    void constructorOfATestWithItsOwnServer_isRefused() {
        Runs.of(ConstructorOfPerTest.class).failedWith("take the parameter in a method");
    }

    @Test
    void constructorOfOneInstanceForTheClass_isGivenItsServer() {
        Runs.of(OneInstance.class).passed(3);
        assertThat(OneInstance.seen.ports()).hasSize(2);
        OneInstance.seen.assertAllClosed();
        Runs.of(OneInstanceWithField.class).passed(1);
    }

    @Test
    void constructorThatFails_leavesNoServer() {
        Runs.of(FailingConstructor.class).failedWith("on purpose");
        assertThat(FailingConstructor.seen.ports()).hasSize(1);
        FailingConstructor.seen.assertAllClosed();
    }

    @Test
    void credentials_areInjected() {
        Runs.of(Credentials.class).passed(1);
    }

    @Test
    void configurationThatIsNone_isRefused() {
        Runs.of(BadPair.class).failedWith("'lifecycle.day' is not key=value");
        Runs.of(BadKey.class).failedWith("the nearest is 'lifecycle.day'");
    }

    @Test
    void extensionOfNoTest_hasNoServer() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CairnExtension.create().server())
                .withMessageContaining("no server runs");
        assertThatIllegalStateException().isThrownBy(() -> new CairnExtension().perTest());
    }

    /** The ports that tests have seen. */
    static final class Seen {
        private final Set<Integer> ports = new HashSet<>();

        synchronized void add(Cairn cairn) {
            ports.add(cairn.endpoint().getPort());
        }

        synchronized Set<Integer> ports() {
            return Set.copyOf(ports);
        }

        void assertAllClosed() {
            for (int port : ports()) {
                try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    throw new AssertionError("port " + open.getPort() + " is still open");
                } catch (IOException refused) {
                    assertThat(refused).isInstanceOf(java.net.ConnectException.class);
                }
            }
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class StaticField {
        static final Seen seen = new Seen();

        @RegisterExtension
        static final CairnExtension cairn = CairnExtension.create().buckets("vault");

        @BeforeAll
        static void serverRuns(S3Client s3) {
            assertThat(s3.listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactly("vault");
            assertThat(cairn.endpoint()).isEqualTo(cairn.server().endpoint());
        }

        @AfterAll
        static void serverStillRuns() {
            assertThat(cairn.uploads().open()).isEmpty();
        }

        @Test
        @Order(1)
        void first(S3Client s3, CairnServer server, @S3Endpoint URI s3Endpoint) {
            seen.add(server);
            assertThat(s3Endpoint).isEqualTo(cairn.endpoint());
            s3.putObject(put -> put.bucket("vault").key("k"), RequestBody.fromString("v"));
        }

        @Test
        @Order(2)
        void second(S3Client s3, Cairn server, @AdminEndpoint URI admin, S3Presigner presigner)
                throws Exception {
            seen.add(server);
            assertThat(admin).isEqualTo(cairn.adminEndpoint());
            assertThat(s3.listObjectsV2(list -> list.bucket("vault")).contents()).hasSize(1);
            URI signed =
                    presigner.presignGetObject(
                            presign -> presign.signatureDuration(java.time.Duration.ofMinutes(1))
                                    .getObjectRequest(get -> get.bucket("vault").key("k")))
                            .url()
                            .toURI();
            try (var content = signed.toURL().openStream()) {
                assertThat(content.readAllBytes()).asString().isEqualTo("v");
            }
        }

        @Test
        @Order(3)
        void fromAnotherThread() throws Exception {
            Thread other = Thread.ofPlatform().start(() -> seen.add(cairn.server()));
            other.join();
        }
    }

    static class InstanceField {
        static final Seen seen = new Seen();

        @RegisterExtension
        final CairnExtension cairn = CairnExtension.create().config("region", "eu-west-1");

        @Test
        void first() {
            seen.add(cairn.server());
            assertThat(cairn.region()).isEqualTo("eu-west-1");
        }

        @Test
        void second(CairnServer server) {
            seen.add(server);
        }
    }

    @CairnTest(buckets = {"vault", "attic"}, config = "lifecycle.day = PT2S")
    static class Annotated {
        static final Seen seen = new Seen();

        @Test
        void outer(CairnServer server, S3Client s3) {
            seen.add(server);
            assertThat(s3.listBuckets().buckets()).hasSize(2);
        }

        @Nested
        class Within {
            @Test
            void shares(CairnServer server) {
                seen.add(server);
            }
        }

        @Nested
        @CairnTest
        class OfItsOwn {
            @Test
            void hasItsOwn(CairnServer server, S3Client s3) {
                seen.add(server);
                assertThat(s3.listBuckets().buckets()).isEmpty();
            }
        }
    }

    static class AnnotatedMethods {
        static final Seen seen = new Seen();

        @CairnTest(buckets = "one")
        @Test
        void first(CairnServer server, S3Client s3) {
            seen.add(server);
            assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly("one");
        }

        @CairnTest(buckets = "other")
        @Test
        void second(CairnServer server, S3Client s3) {
            seen.add(server);
            assertThat(s3.listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactly("other");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class PerTest {
        static final Seen seen = new Seen();
        static final CountDownLatch both = new CountDownLatch(2);

        @RegisterExtension
        static final CairnExtension cairn = CairnExtension.create().perTest();

        @BeforeEach
        void seesItsOwn(CairnServer server) {
            assertThat(cairn.server()).isSameAs(server);
        }

        @Test
        void first(CairnServer server) throws Exception {
            meet(server);
        }

        @Test
        void second(CairnServer server) throws Exception {
            meet(server);
        }

        private static void meet(CairnServer server) throws Exception {
            seen.add(server);
            both.countDown();
            assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(cairn.server()).isSameAs(server);
            assertThat(cairn.uploads().open()).isEmpty();
        }
    }

    @CairnTest
    @Execution(ExecutionMode.CONCURRENT)
    static class Shared {
        static final Seen seen = new Seen();
        static final CountDownLatch both = new CountDownLatch(2);

        @Test
        void first(CairnServer server) throws Exception {
            meet(server);
        }

        @Test
        void second(CairnServer server) throws Exception {
            meet(server);
        }

        private static void meet(CairnServer server) throws Exception {
            seen.add(server);
            both.countDown();
            assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(server.uploads().open()).isEmpty();
        }
    }

    static class TwoServers {
        @RegisterExtension
        static final CairnExtension source = CairnExtension.create().named("source");

        @RegisterExtension
        static final CairnExtension target =
                CairnExtension.create().named("target").buckets("copies");

        @Test
        void eachHasItsOwn(
                @OnCairn("source") S3Client from,
                @OnCairn("target") S3Client to,
                @OnCairn("target") @S3Endpoint URI endpoint) {
            assertThat(from.listBuckets().buckets()).isEmpty();
            assertThat(to.listBuckets().buckets()).hasSize(1);
            assertThat(endpoint).isEqualTo(target.endpoint()).isNotEqualTo(source.endpoint());
        }
    }

    @CairnTest(buckets = "vault", reset = true)
    static class Reset {
        @Test
        void first(S3Client s3) {
            dirty(s3);
        }

        @Test
        void second(S3Client s3) {
            dirty(s3);
        }

        private static void dirty(S3Client s3) {
            assertThat(s3.listObjectsV2(list -> list.bucket("vault")).contents()).isEmpty();
            s3.putObject(put -> put.bucket("vault").key("k"), RequestBody.fromString("v"));
        }
    }

    @CairnTest(reset = true)
    @Execution(ExecutionMode.CONCURRENT)
    static class ResetAtTheSameTime {
        @Test
        void first() {
            throw new AssertionError("is not run");
        }
    }

    @CairnTest(perTest = true)
    static class ConstructorOfPerTest {
        ConstructorOfPerTest(CairnServer server) {
            throw new AssertionError("there is none yet: " + server);
        }

        @Test
        void first() {
            throw new AssertionError("is not run");
        }
    }

    @CairnTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        static final Seen seen = new Seen();

        private final CairnServer server;

        OneInstance(CairnServer server) {
            this.server = server;
        }

        @Test
        void first(CairnServer same) {
            seen.add(server);
            assertThat(same).isSameAs(server);
        }

        @Test
        void second(CairnServer same) {
            assertThat(same).isSameAs(server);
        }

        @Nested
        @CairnTest
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class OfItsOwn {
            private final CairnServer own;

            OfItsOwn(CairnServer own) {
                this.own = own;
            }

            @Test
            void first(CairnServer same) {
                seen.add(own);
                assertThat(same).isSameAs(own).isNotSameAs(server);
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstanceWithField {
        @RegisterExtension
        static final CairnExtension cairn = CairnExtension.create().buckets("vault");

        private final S3Client s3;

        OneInstanceWithField(S3Client s3) {
            this.s3 = s3;
        }

        @Test
        void first(CairnServer server) {
            assertThat(cairn.server()).isSameAs(server);
            assertThat(s3.listBuckets().buckets()).hasSize(1);
        }
    }

    @CairnTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FailingConstructor {
        static final Seen seen = new Seen();

        FailingConstructor(CairnServer server) {
            seen.add(server);
            throw new IllegalStateException("on purpose");
        }

        @Test
        void first() {
            throw new AssertionError("is not run");
        }
    }

    @CairnTest
    static class Credentials {
        @Test
        void areThoseOfTheServer(
                Cairn cairn,
                @AccessKey String id,
                @SecretKey String secret,
                AwsCredentialsProvider provider) {
            assertThat(id).isEqualTo(cairn.accessKey());
            assertThat(secret).isEqualTo(cairn.secretKey());
            assertThat(provider.resolveCredentials())
                    .isEqualTo(AwsBasicCredentials.create(id, secret));
        }
    }

    @CairnTest(config = "lifecycle.day")
    static class BadPair {
        @Test
        void first() {
            throw new AssertionError("is not run");
        }
    }

    @CairnTest(config = "lifecycle.dya=PT2S")
    static class BadKey {
        @Test
        void first() {
            throw new AssertionError("is not run");
        }
    }
}
