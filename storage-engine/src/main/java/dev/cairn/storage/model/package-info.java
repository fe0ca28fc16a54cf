/** The words of the store: immutable values that depend on nothing. */
@NullMarked
package dev.cairn.storage.model;

import org.jspecify.annotations.NullMarked;
