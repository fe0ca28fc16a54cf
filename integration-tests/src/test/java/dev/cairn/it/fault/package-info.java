/** Faults on request, as clients of S3 see them, and what is stored behind them. */
@NullMarked
package dev.cairn.it.fault;

import org.jspecify.annotations.NullMarked;
