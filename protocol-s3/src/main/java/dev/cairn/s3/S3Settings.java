package dev.cairn.s3;

import dev.cairn.s3.auth.SignatureVersion2;
import java.util.List;

/**
 * What the service needs to know of its configuration.
 *
 * @param region the server's region, also of buckets created without a constraint
 * @param regionStrict whether other regions are refused in signatures and LocationConstraint
 * @param domains base domains of virtual-host style addresses
 * @param defaultAbortDays days after which the rule that new buckets begin with ends unfinished
 *     uploads; 0 for no rule
 * @param version2 where Signature Version 2 is accepted
 */
public record S3Settings(
        String region,
        boolean regionStrict,
        List<String> domains,
        int defaultAbortDays,
        SignatureVersion2 version2) {
    public S3Settings {
        domains = List.copyOf(domains);
    }
}
