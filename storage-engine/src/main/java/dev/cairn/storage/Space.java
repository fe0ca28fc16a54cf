package dev.cairn.storage;

import dev.cairn.storage.catalog.SpaceRow;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.Versioning;

/** A live bucket as a request found it. */
record Space(Bucket bucket, SpaceRow row) {
    long id() {
        return bucket.id();
    }

    Versioning versioning() {
        return row.versioning();
    }

    long epoch() {
        return row.epoch();
    }
}
