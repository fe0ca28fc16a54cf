/** A load generator for any S3 endpoint that costs little itself. */
@NullMarked
package dev.cairn.it.load;

import org.jspecify.annotations.NullMarked;
