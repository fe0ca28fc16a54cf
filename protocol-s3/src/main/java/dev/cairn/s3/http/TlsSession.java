package dev.cairn.s3.http;

/**
 * How a connection is encrypted, in the names that the JDK has for it.
 *
 * @param version as {@code TLSv1.3}
 */
public record TlsSession(String version, String cipherSuite) {}
