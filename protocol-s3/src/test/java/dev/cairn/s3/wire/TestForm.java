package dev.cairn.s3.wire;

import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.TestSigner;
import dev.cairn.s3.auth.Version2Signer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A form that is being filled in, then signed and posted. */
final class TestForm {
    static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final String bucket;
    private final List<String[]> fields = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final AccessKey key = Wire.OWNER.accessKeys().getFirst();
    private String expiration = "2026-05-04T04:00:00Z";
    private String policy = "";
    private String fileName = "file.txt";
    private byte[] file = new byte[0];
    private String behind = "";

    TestForm(String bucket) {
        this.bucket = bucket;
        condition("{\"bucket\": \"" + bucket + "\"}");
    }

    String bucket() {
        return bucket;
    }

    /** A field that no condition speaks of. */
    TestForm bare(String name, String value) {
        fields.add(new String[] {name, value});
        return this;
    }

    /** A field and the condition that it has this value. */
    TestForm field(String name, String value) {
        return bare(name, value).condition("{\"%s\": \"%s\"}".formatted(name, value));
    }

    TestForm condition(String json) {
        conditions.add(json);
        return this;
    }

    TestForm expiring(String text) {
        expiration = text;
        return this;
    }

    /** This document in place of the one that would be made. */
    TestForm policy(String json) {
        policy = json;
        return this;
    }

    TestForm file(String name, byte[] content) {
        fileName = name;
        file = content;
        return this;
    }

    TestForm file(String content) {
        return file(fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Raw bytes behind the file's content, in place of the closing delimiter. */
    TestForm behindFile(String raw) {
        behind = raw;
        return this;
    }

    /** Adds policy and signature of Version 4. */
    TestForm signed() {
        TestSigner signer = new TestSigner(key, Wire.SIGNED_AT, "eu-west-1", "s3");
        field("x-amz-algorithm", "AWS4-HMAC-SHA256");
        field("x-amz-credential", key.id() + "/" + signer.scope());
        field("x-amz-date", signer.timestamp());
        String encoded = encodedPolicy();
        return bare("policy", encoded).bare("x-amz-signature", sign(signer.signingKey(), encoded));
    }

    /** Adds policy and signature of Version 2. */
    TestForm signedByVersion2() {
        String encoded = encodedPolicy();
        return bare("AWSAccessKeyId", key.id())
                .bare("policy", encoded)
                .bare("signature", new Version2Signer(key).signature(encoded));
    }

    String encodedPolicy() {
        String document =
                policy.isEmpty()
                        ? "{\"expiration\": \"%s\", \"conditions\": [%s]}"
                                .formatted(expiration, String.join(", ", conditions))
                        : policy;
        return Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    }

    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String[] field : fields) {
            text(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field[0]
                    + "\"\r\n\r\n" + field[1] + "\r\n");
        }
        text(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\";"
                + " filename=\"" + fileName + "\"\r\nContent-Type: text/x-of-the-part\r\n\r\n");
        body.writeBytes(file);
        text(body, behind.isEmpty() ? "\r\n--" + BOUNDARY + "--\r\n" : behind);
        return body.toByteArray();
    }

    Reply post(Wire wire) {
        return request(wire).send();
    }

    WireRequest request(Wire wire) {
        return wire.post("/" + bucket).with("Content-Type", CONTENT_TYPE).body(body())
                .anonymously();
    }

    private static String sign(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
