package dev.cairn.server.http;

/** How the front end words a refusal of its own, which no {@link RequestService} sees. */
public enum ErrorFormat {
    /** An XML document as S3 sends it. */
    S3_XML,
    /** {@code application/problem+json} of the admin API. */
    PROBLEM_JSON
}
