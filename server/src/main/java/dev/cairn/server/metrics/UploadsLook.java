package dev.cairn.server.metrics;

import java.util.Map;

/**
 * What a walk over all open uploads found.
 *
 * @param found by bucket
 * @param beganNanos when the walk began, by {@code System.nanoTime}
 */
record UploadsLook(Map<String, OpenUploads> found, long beganNanos) {}
