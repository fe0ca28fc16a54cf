/** S3's error codes and the documents that carry them. */
@NullMarked
package dev.cairn.s3.error;

import org.jspecify.annotations.NullMarked;
