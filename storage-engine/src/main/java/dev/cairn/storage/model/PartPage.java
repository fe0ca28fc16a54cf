package dev.cairn.storage.model;

import java.util.List;

/** A page of ListParts, with the upload it belongs to, both read as they stood together. */
public record PartPage(Upload upload, List<Part> parts, boolean truncated) {
    public PartPage {
        parts = List.copyOf(parts);
    }
}
