package dev.cairn.s3.auth;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.storage.model.Hashes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests without a body, for whoever asks an S3 server: Signature Version 4 in the
 * Authorization header. Safe for several threads.
 *
 * <p>Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
 * Transferring Payload in a Single Chunk".
 */
public final class RequestSigner {
    private static final String SERVICE = "s3";
    private static final String NO_BODY =
            HexFormat.of().formatHex(Hashes.sha256().digest(new byte[0]));

    private final AccessKey key;
    private final @Nullable String sessionToken;
    private final InstantSource realTime;
    private final SigningKeys signingKeys = new SigningKeys();

    /**
     * Signs with a key.
     *
     * @param sessionToken of temporary credentials; null for others
     */
    public RequestSigner(
            AccessKey key, @Nullable String sessionToken, InstantSource realTime) {
        this.key = key;
        this.sessionToken = sessionToken;
        this.realTime = realTime;
    }

    /**
     * The headers that make a request a signed one.
     *
     * @param target path and query as they are sent
     * @param host the Host header, which the sender adds itself
     */
    public Headers sign(String method, String target, String host, String region) {
        SignedAt now = SignedAt.of(realTime.instant());
        Headers.Builder added =
                Headers.builder()
                        .add("x-amz-content-sha256", NO_BODY)
                        .add("x-amz-date", now.text())
                        .addIfPresent("x-amz-security-token", sessionToken);
        Headers all = Headers.builder().add("host", host).addAll(added.build()).build();
        List<String> names = new ArrayList<>();
        all.forEach((name, value) -> names.add(name));
        RequestHead head = new RequestHead("", method, target, all, "", null);
        CanonicalRequest canonical =
                CanonicalRequest.of(head, RequestTarget.parse(target), names, NO_BODY);
        Credential credential = new Credential(key.id(), now.date(), region, SERVICE);
        String signature =
                HexFormat.of()
                        .formatHex(
                                Hmac.sha256(
                                        signingKeys.derive(key, credential),
                                        stringToSign(now, credential, canonical)));
        return added.add(
                "authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                Claim.ALGORITHM,
                                key.id(),
                                credential.scope(),
                                String.join(";", names),
                                signature))
                .build();
    }

    private static String stringToSign(
            SignedAt now, Credential credential, CanonicalRequest canonical) {
        return String.join(
                "\n",
                Claim.ALGORITHM,
                now.text(),
                credential.scope(),
                HexFormat.of().formatHex(Hashes.sha256().digest(canonical.bytes())));
    }
}
