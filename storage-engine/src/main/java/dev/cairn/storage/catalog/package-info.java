/** Rows, batches and the committer: the only user of RocksDB. */
@NullMarked
package dev.cairn.storage.catalog;

import org.jspecify.annotations.NullMarked;
