package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.Together;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;

/** CreateBucket: names, owners, regions, repeats. */
class CreateBucketIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void newName_isCreated() {
        assertThat(cairn.s3().createBucket(request -> request.bucket("brand-new")).location())
                .isEqualTo("/brand-new");
        cairn.s3().headBucket(request -> request.bucket("brand-new"));
    }

    @Test
    void repeatByTheOwner_isDoneAndChangesNothing() {
        String bucket = cairn.bucket();
        cairn.s3().putObject(
                request -> request.bucket(bucket).key("kept"), RequestBody.fromString("kept"));
        var created = creationDate(bucket);
        cairn.s3().createBucket(request -> request.bucket(bucket));
        assertThat(creationDate(bucket)).isEqualTo(created);
        cairn.s3().headObject(request -> request.bucket(bucket).key("kept"));
    }

    @Test
    void repeatOutsideOfUsEast1_isAlreadyOwnedByYou() {
        createIn("eu-west-3", "paris");
        Refused.with(409, "BucketAlreadyOwnedByYou", () -> createIn("eu-west-3", "paris"));
    }

    @Test
    void anothersName_isTaken() {
        assertThat(cairn.wireOfOther().send(WireRequest.put("/taken", "")).status())
                .isEqualTo(200);
        Refused.with(409, "BucketAlreadyExists",
                () -> cairn.s3().createBucket(request -> request.bucket("taken")));
    }

    @Test
    void manyAtOnce_makeOneBucket() throws Exception {
        Together.run(Collections.nCopies(16,
                () -> cairn.s3().createBucket(request -> request.bucket("contended"))));
        assertThat(cairn.s3().listBuckets().buckets()).extracting(Bucket::name)
                .containsOnlyOnce("contended");
    }

    @Test
    void bodyWithNamespaceOrWithout_isRead() {
        String namespace = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
        int number = 0;
        for (String attribute : new String[] {"", namespace}) {
            String bucket = "described-" + number++;
            WireResponse response = cairn.wire().send(WireRequest.put("/" + bucket,
                    "<CreateBucketConfiguration" + attribute + "><LocationConstraint>eu-west-3"
                            + "</LocationConstraint></CreateBucketConfiguration>"));
            assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
            assertThat(cairn.s3().getBucketLocation(request -> request.bucket(bucket))
                    .locationConstraintAsString()).isEqualTo("eu-west-3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ab",
        "Upper",
        "under_score",
        "-begins-with-dash",
        "ends-with-dash-",
        ".begins-with-dot",
        "two..dots",
        "192.168.5.4",
        "xn--bucket",
        "sthree-bucket",
        "amzn-s3-demo-bucket",
        "bucket-s3alias",
        "bucket--ol-s3",
        "bucket.mrap",
        "bucket--x-s3",
        "bucket--table-s3",
        "a234567890123456789012345678901234567890123456789012345678901234",
    })
    void badName_isInvalidBucketName(String name) {
        Refused.with(400, "InvalidBucketName",
                cairn.wire().send(WireRequest.put("/" + name, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "abc",
        "123",
        "dots.and-dashes",
        "a23456789012345678901234567890123456789012345678901234567890123",
    })
    void goodName_isCreated(String name) {
        assertThat(cairn.wire().send(WireRequest.put("/" + name, "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), "refused");
        Refused.withStatus(404,
                () -> cairn.s3().headBucket(request -> request.bucket("refused")));
    }

    static Stream<WireCase> refusals() {
        WireRequest put = WireRequest.put("/BUCKET", "");
        return Stream.of(
                WireCase.refused("body that is no XML", WireRequest.put("/BUCKET", "no XML"),
                        400, "MalformedXML"),
                WireCase.refused("unknown element", WireRequest.put("/BUCKET",
                        "<CreateBucketConfiguration><Colour/></CreateBucketConfiguration>"),
                        400, "MalformedXML"),
                WireCase.refused("object lock", put
                        .header("x-amz-bucket-object-lock-enabled", "true"),
                        501, "NotImplemented"),
                WireCase.refused("public ACL", put.header("x-amz-acl", "public-read"),
                        400, "AccessControlListNotSupported"),
                WireCase.refused("grant", put.header("x-amz-grant-read", "id=\"x\""),
                        501, "NotImplemented"));
    }

    private static void createIn(String region, String bucket) {
        cairn.s3().createBucket(request -> request.bucket(bucket)
                .createBucketConfiguration(
                        configuration -> configuration.locationConstraint(region)));
    }

    private static Instant creationDate(String bucket) {
        return cairn.s3().listBuckets(request -> request.prefix(bucket)).buckets()
                .getFirst().creationDate();
    }
}
