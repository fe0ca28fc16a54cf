/** The decoded and verified body of a request. */
@NullMarked
package dev.cairn.s3.payload;

import org.jspecify.annotations.NullMarked;
