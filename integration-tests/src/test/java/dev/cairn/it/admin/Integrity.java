package dev.cairn.it.admin;

import tools.jackson.databind.JsonNode;

/** One answer of {@code GET /api/v1/integrity}. */
public record Integrity(JsonNode document) {
    public long unaccountedBytes() {
        return bytes("unaccountedBytes");
    }

    public long inFlightBytes() {
        return bytes("inFlightBytes");
    }

    public long discardedBytes() {
        return bytes("discardedBytes");
    }

    /** Logical bytes of a class: {@code current}, {@code noncurrent} or {@code uploadOpen}. */
    public long logical(String byteClass) {
        return document.get("logical").get(byteClass).asLong();
    }

    /** What the equation of the contract leaves over when it is computed from the other terms. */
    public long remainder() {
        long logical = logical("current") + logical("noncurrent") + logical("uploadOpen");
        return bytes("fileBytes")
                - bytes("catalogBytes")
                - logical
                + bytes("sharedBytes")
                + bytes("inlineBytes")
                - bytes("heldBytes")
                - bytes("inFlightBytes")
                - bytes("discardedBytes")
                - bytes("garbageBytes")
                - bytes("overheadBytes");
    }

    private long bytes(String field) {
        return document.get(field).asLong();
    }
}
