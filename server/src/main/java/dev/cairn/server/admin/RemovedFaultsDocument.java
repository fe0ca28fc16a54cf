package dev.cairn.server.admin;

/**
 * What is left to say of faults that were taken away.
 *
 * @param removed how many
 * @param fired how many times one of them happened
 */
record RemovedFaultsDocument(int removed, long fired) {}
