/** Every operation as a client sees it, over a real store. */
@NullMarked
package dev.cairn.s3.wire;

import org.jspecify.annotations.NullMarked;
