package dev.cairn.s3.auth;

/**
 * A request whose head is proven.
 *
 * @param proof what the body must be checked against
 */
public record Authenticated(Caller caller, PayloadProof proof) {}
