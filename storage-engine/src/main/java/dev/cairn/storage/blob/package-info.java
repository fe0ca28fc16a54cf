/** Immutable bytes on disk, found by number. */
@NullMarked
package dev.cairn.storage.blob;

import org.jspecify.annotations.NullMarked;
