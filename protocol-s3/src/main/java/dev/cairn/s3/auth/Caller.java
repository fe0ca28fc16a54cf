package dev.cairn.s3.auth;

/** Who made a request, as proven by its signature. */
public record Caller(Account account, AccessKey accessKey) {}
