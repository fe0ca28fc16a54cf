/** Cairn in a container, by Testcontainers, which must be on the class path. */
@NullMarked
package dev.cairn.testkit.containers;

import org.jspecify.annotations.NullMarked;
