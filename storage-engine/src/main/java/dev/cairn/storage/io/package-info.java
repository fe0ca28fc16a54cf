/** The only code that opens files of the data directory. */
@NullMarked
package dev.cairn.storage.io;

import org.jspecify.annotations.NullMarked;
