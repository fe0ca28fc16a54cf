/** Faults on request: what they match, what they do, and which of them fired. */
@NullMarked
package dev.cairn.s3.fault;

import org.jspecify.annotations.NullMarked;
