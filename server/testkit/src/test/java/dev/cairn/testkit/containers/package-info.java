/** The container, as far as that goes without one. */
@NullMarked
package dev.cairn.testkit.containers;

import org.jspecify.annotations.NullMarked;
