/** Wiring: one place where all parts meet. */
@NullMarked
package dev.cairn.server;

import org.jspecify.annotations.NullMarked;
