/** One class for each operation of S3, called as S3 calls it. */
@NullMarked
package dev.cairn.it.operation;

import org.jspecify.annotations.NullMarked;
