package dev.cairn.storage;

/** Where the numbers of versions and buckets come from: growing, never reused. */
@FunctionalInterface
interface Sequences {
    long next();
}
