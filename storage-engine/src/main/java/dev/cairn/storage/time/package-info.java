/** The one clock of the store. */
@NullMarked
package dev.cairn.storage.time;

import org.jspecify.annotations.NullMarked;
