package dev.cairn.s3.auth;

import java.util.List;

/**
 * What signatures are accepted.
 *
 * @param region the server's region
 * @param regionStrict whether a credential scope of another region is refused
 * @param service the service name in the credential scope: {@code s3}, or {@code cairn} for the
 *     admin API
 * @param version2 where Signature Version 2 is accepted
 * @param domains base domains of virtual-host style addresses, whose bucket Version 2 signs
 */
public record AuthSettings(
        String region,
        boolean regionStrict,
        String service,
        SignatureVersion2 version2,
        List<String> domains) {
    public AuthSettings {
        domains = List.copyOf(domains);
    }

    /** Version 4 alone. */
    public AuthSettings(String region, boolean regionStrict, String service) {
        this(region, regionStrict, service, SignatureVersion2.OFF, List.of());
    }
}
