/** The service: the one way of every request. */
@NullMarked
package dev.cairn.s3;

import org.jspecify.annotations.NullMarked;
