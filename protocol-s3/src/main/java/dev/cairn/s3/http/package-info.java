/** Requests and responses of S3 as plain values. */
@NullMarked
package dev.cairn.s3.http;

import org.jspecify.annotations.NullMarked;
