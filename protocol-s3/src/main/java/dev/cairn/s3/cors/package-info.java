/** Which pages of other origins may use a bucket: its CORS configuration, and what browsers ask. */
@NullMarked
package dev.cairn.s3.cors;

import org.jspecify.annotations.NullMarked;
