package dev.cairn.s3.auth;

/**
 * What signatures are accepted.
 *
 * @param region the server's region
 * @param regionStrict whether a credential scope of another region is refused
 * @param service the service name in the credential scope: {@code s3}, or {@code cairn} for the
 *     admin API
 */
public record AuthSettings(String region, boolean regionStrict, String service) {}
