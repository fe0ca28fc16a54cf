package dev.cairn.s3.cors;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of a bucket, of which the first that fits decides. */
public record CorsConfiguration(List<CorsRule> rules) {
    private static final int RULES_MAX = 100;

    /**
     * Checks what S3 checks.
     *
     * @throws S3Exception MalformedXML without rules, InvalidRequest
     */
    public CorsConfiguration {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        if (rules.size() > RULES_MAX) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The number of CORS rules should not exceed allowed limit of %d rules."
                            .formatted(RULES_MAX));
        }
        Set<String> ids = new HashSet<>();
        for (CorsRule rule : rules) {
            if (rule.id() != null && !ids.add(rule.id())) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "Rule ID must be unique. Found same ID for more than one rule");
            }
        }
    }

    Optional<CorsGrant> grant(CorsQuestion question) {
        return rules.stream().flatMap(rule -> rule.grant(question).stream()).findFirst();
    }
}
