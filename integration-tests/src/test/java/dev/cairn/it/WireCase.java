package dev.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.wire.WireClient;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;

/**
 * One row of a table of raw requests: {@code BUCKET} in its target stands for the test's bucket.
 *
 * @param code the S3 error code; empty where the request is done
 */
public record WireCase(String name, WireRequest request, int status, String code) {

    /** A request that is refused. */
    public static WireCase refused(String name, WireRequest request, int status, String code) {
        return new WireCase(name, request, status, code);
    }

    /** A request that is done. */
    public static WireCase done(String name, WireRequest request, int status) {
        return new WireCase(name, request, status, "");
    }

    /** Signs and sends the request, and checks status, code and the shape of an error. */
    public WireResponse check(WireClient wire, String bucket) {
        WireRequest addressed = request.target(request.target().replace("BUCKET", bucket));
        WireResponse response = wire.send(addressed);
        if (code.isEmpty() || request.method().equals("HEAD")) {
            assertThat(response.status()).describedAs(response.toString()).isEqualTo(status);
        } else {
            Refused.with(status, code, response);
        }
        return response;
    }

    @Override
    public String toString() {
        return name;
    }
}
