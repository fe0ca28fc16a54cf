/** One class per S3 operation, and the table of all. */
@NullMarked
package dev.cairn.s3.operation;

import org.jspecify.annotations.NullMarked;
