package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cairn.it.Readme;
import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the service model is itself or 501, and never another one. */
class OperationTableIT {
    private static final String BUCKET = "table";
    private static final String KEY = "key";

    /** Operations that share their requests with another: who answers them. */
    private static final Map<String, String> ALIASES = Map.of(
            "GetBucketLifecycle", "GetBucketLifecycleConfiguration",
            "PutBucketLifecycle", "PutBucketLifecycleConfiguration",
            "GetBucketNotification", "GetBucketNotificationConfiguration",
            "PutBucketNotification", "PutBucketNotificationConfiguration",
            "ListDirectoryBuckets", "ListBuckets");

    private static final Set<String> IMPLEMENTED = Readme.implementedOperations();

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @BeforeAll
    static void putObject() {
        assertThat(cairn.wire().send(WireRequest.put("/" + BUCKET, "")).status()).isEqualTo(200);
        assertThat(cairn.wire().send(WireRequest.put("/" + BUCKET + "/" + KEY, "kept")).status())
                .isEqualTo(200);
    }

    @Test
    void model_has111Operations() {
        assertThat(ModelOperation.all()).hasSize(111);
        assertThat(ModelOperation.all()).extracting(ModelOperation::name)
                .containsAll(IMPLEMENTED);
    }

    @ParameterizedTest
    @MethodSource
    void missingOperation_isNotImplementedAndTouchesNothing(ModelOperation operation) {
        String state = state();
        WireResponse response = cairn.wire().send(operation.request(BUCKET, KEY));
        Refused.with(501, "NotImplemented", response);
        assertThat(response.element("Message").orElse(""))
                .contains(ALIASES.getOrDefault(operation.name(), operation.name()));
        assertThat(state()).isEqualTo(state);
    }

    static List<ModelOperation> missingOperation_isNotImplementedAndTouchesNothing() {
        return ModelOperation.all().stream()
                .filter(operation -> !IMPLEMENTED.contains(operation.name())).toList();
    }

    @ParameterizedTest
    @MethodSource
    void implementedOperation_isTheOneThatRuns(ModelOperation operation) {
        String answers = ALIASES.getOrDefault(operation.name(), operation.name());
        long before = requestsOf(answers);
        WireResponse response = cairn.wire().send(operation.request("own-of-table", "any"));
        assertThat(response.status()).isNotEqualTo(501);
        assertThat(requestsOf(answers)).isEqualTo(before + 1);
    }

    static List<ModelOperation> implementedOperation_isTheOneThatRuns() {
        return ModelOperation.all().stream()
                .filter(operation -> IMPLEMENTED.contains(operation.name())).toList();
    }

    @Test
    void implementedOperation_hasItsOwnTest() {
        for (String name : IMPLEMENTED) {
            String tested = ALIASES.getOrDefault(name, name);
            if (UnsetDocumentsIT.operations().contains(tested)) {
                continue;
            }
            assertThatCode(() -> Class.forName(
                    OperationTableIT.class.getPackageName() + "." + tested + "IT"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void signatureComesFirst_thenTheBucket_then501() {
        WireRequest abac = WireRequest.get("/" + BUCKET + "?abac");
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(abac));
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(abac));
        Refused.with(404, "NoSuchBucket", cairn.wire().send(abac.target("/no-such-bucket?abac")));
        Refused.with(501, "NotImplemented", cairn.wire().send(abac));
    }

    /** What some servers run as the operation without the key. */
    @ParameterizedTest
    @ValueSource(strings = {
        "DELETE /table?analytics",
        "DELETE /table/key?acl",
        "DELETE /table?uploads",
        "PUT /table/key?retention",
        "PUT /table/key?encryption",
        "PUT /table/key?uploads",
        "PUT /table/key?versioning",
        "PUT /table?location",
        "GET /table/key?restore",
        "GET /table/key?uploads",
    })
    void decidingKeyOfAnotherRoute_runsNothing(String line) {
        String state = state();
        String[] words = line.split(" ", 2);
        WireRequest request = WireRequest.of(words[0], words[1]);
        WireResponse response = cairn.wire().send(
                words[0].startsWith("P") ? request.body(new byte[0]) : request);
        Refused.with(501, "NotImplemented", response);
        assertThat(state()).isEqualTo(state);
    }

    private static long requestsOf(String operation) {
        return cairn.admin().text("/metrics").lines()
                .filter(line -> line.startsWith("cairn_requests_total{"))
                .filter(line -> line.contains("operation=\"" + operation + "\""))
                .mapToLong(line -> (long) Double.parseDouble(
                        line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All that could be touched: buckets, objects, content, open uploads. */
    private static String state() {
        return cairn.wire().send(WireRequest.get("/?prefix=" + BUCKET)).elements("Name")
                + cairn.wire().send(WireRequest.get("/" + BUCKET)).elements("Contents").toString()
                + cairn.wire().send(WireRequest.get("/" + BUCKET + "/" + KEY)).text()
                + cairn.wire().send(WireRequest.get("/" + BUCKET + "?uploads")).elements("Upload");
    }
}
