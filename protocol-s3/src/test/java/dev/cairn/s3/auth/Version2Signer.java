package dev.cairn.s3.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs texts by Signature Version 2 as a client does, apart from what it tests. */
public record Version2Signer(AccessKey key) {
    /** A text to sign with its date line, which is {@code %s} in it. */
    public static String dated(String signed, long expires) {
        return signed.replace("%s", Long.toString(expires));
    }

    /** The signature of a text, base64. */
    public String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(
                    new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * A target whose query proves it.
     *
     * @param signed what of the request is signed, the date line being {@code %s}
     */
    public String presign(String target, String signed, long expires) {
        return target
                + (target.contains("?") ? '&' : '?')
                + "AWSAccessKeyId="
                + key.id()
                + "&Signature="
                + URLEncoder.encode(signature(dated(signed, expires)), StandardCharsets.UTF_8)
                + "&Expires="
                + expires;
    }
}
