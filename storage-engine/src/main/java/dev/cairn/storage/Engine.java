package dev.cairn.storage;

import dev.cairn.storage.blob.BlobStore;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What the stores of one engine share.
 *
 * @param random must not be predictable: upload ids come from it
 * @param run number of this run of the store, never 0
 */
record Engine(
        Catalog catalog,
        BlobStore blobs,
        Spaces spaces,
        Rounds rounds,
        Receiver receiver,
        Pins pins,
        Closings closings,
        Sequences sequences,
        Clock clock,
        RandomGenerator random,
        StorageSettings settings,
        StorageMeters meters,
        long run) {}
