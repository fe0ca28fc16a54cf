package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the signer of a form allows to be in it, and until when.
 *
 * <p>Source: Amazon S3 API Reference, "POST Policy".
 *
 * @param range how long the file may be
 */
record PostPolicy(Instant expiration, List<FieldCondition> conditions, LengthRange range) {
    private static final String IGNORED_PREFIX = "x-ignore-";

    /** These vouch for the form, or are what the others speak of. */
    private static final Set<String> FREE =
            Set.of("awsaccesskeyid", "signature", "x-amz-signature", FormField.FILE,
                    FormField.POLICY);

    PostPolicy {
        conditions = List.copyOf(conditions);
    }

    /**
     * Compares a form with the policy.
     *
     * @param fields those of the form and, since it need not name it, the bucket
     * @throws S3Exception AccessDenied
     */
    void check(Headers fields, Instant now) {
        if (!now.isBefore(expiration)) {
            throw denied("Policy expired.");
        }
        Set<String> extra = new TreeSet<>();
        fields.forEach((name, value) -> extra.add(name));
        for (FieldCondition condition : conditions) {
            if (!condition.holds(fields)) {
                throw denied("Policy Condition failed: " + readable(condition.toString()));
            }
            extra.remove(condition.field());
        }
        extra.removeIf(name -> FREE.contains(name) || name.startsWith(IGNORED_PREFIX));
        if (!extra.isEmpty()) {
            throw denied("Extra input fields: " + readable(String.join(", ", extra)));
        }
    }

    private static String readable(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static S3Exception denied(String why) {
        return S3Exception.saying(
                S3ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + why);
    }
}
