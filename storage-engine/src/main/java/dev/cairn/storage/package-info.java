/** The engine as callers see it. */
@NullMarked
package dev.cairn.storage;

import org.jspecify.annotations.NullMarked;
