/** Lifecycle rules and the dates that follow from them. */
@NullMarked
package dev.cairn.lifecycle;

import org.jspecify.annotations.NullMarked;
