/** Meters and their export. */
@NullMarked
package dev.cairn.server.metrics;

import org.jspecify.annotations.NullMarked;
