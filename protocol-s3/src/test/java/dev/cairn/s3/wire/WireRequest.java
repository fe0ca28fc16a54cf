package dev.cairn.s3.wire;

import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.TestSigner;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.payload.TestBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A request that is being put together, then signed and sent. */
final class WireRequest {
    private final Wire wire;
    private final String method;
    private final String target;
    private final Headers.Builder headers = Headers.builder();
    private String host = "localhost:9000";
    private byte[] body = new byte[0];
    private Account account = Wire.OWNER;
    private boolean signed = true;
    private boolean bodySigned = true;

    WireRequest(Wire wire, String method, String target) {
        this.wire = wire;
        this.method = method;
        this.target = target;
    }

    /** The value is text as on the wire: one character for each byte. */
    WireRequest with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    WireRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    WireRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** The Content-MD5 of the body set so far. */
    WireRequest withMd5() {
        return with("Content-MD5", digest("MD5"));
    }

    /** The SHA-256 of the body set so far, as a checksum of S3. */
    WireRequest withSha256() {
        return with("x-amz-checksum-sha256", digest("SHA-256"));
    }

    private String digest(String algorithm) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    WireRequest to(String hostHeader) {
        host = hostHeader;
        return this;
    }

    WireRequest as(Account someone) {
        account = someone;
        return this;
    }

    /** The signature leaves the body out: cheaper for large ones. */
    WireRequest unsignedBody() {
        bodySigned = false;
        return this;
    }

    WireRequest anonymously() {
        signed = false;
        return this;
    }

    Reply send() {
        return send(body.length == 0 && method.matches("GET|HEAD|DELETE")
                ? TestBody.absent()
                : TestBody.of(body));
    }

    /** Without a signature where the target cannot be signed, since it cannot be decoded. */
    Reply sendEvenUnsigned() {
        try {
            return send();
        } catch (IllegalArgumentException undecodable) {
            return anonymously().send();
        }
    }

    /** The status alone, for several threads at once: what was logged last is nobody's. */
    int sendUnlogged() {
        return wire.service().serve(head(), TestBody.of(body)).status();
    }

    /** With a body that is not the one that the signature says, or that never comes. */
    Reply send(RequestBody raw) {
        return sendHead(head(), raw);
    }

    Reply sendHead(RequestHead head, RequestBody raw) {
        FaultPlan plan = wire.faults().plan(head);
        S3Response response =
                plan == null
                        ? wire.service().serve(head, raw)
                        : wire.service().serve(head, raw, plan);
        return Reply.of(head, response, wire.lastLog());
    }

    RequestHead head() {
        Headers all = Headers.builder().add("host", host).addAll(headers.build()).build();
        if (!signed) {
            return TestSigner.head(method, target, all);
        }
        String payload = bodySigned ? TestSigner.sha256(body) : TestSigner.UNSIGNED;
        return signer().sign(method, target, payload, all);
    }

    TestSigner signer() {
        return new TestSigner(account.accessKeys().getFirst(), Wire.SIGNED_AT, "us-east-1", "s3");
    }
}
