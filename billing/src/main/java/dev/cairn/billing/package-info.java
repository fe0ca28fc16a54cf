/** The ledger of byte-time, price plans and statements. */
@NullMarked
package dev.cairn.billing;

import org.jspecify.annotations.NullMarked;
