/** HTTP itself: connections, expectations, limits. */
@NullMarked
package dev.cairn.it.http;

import org.jspecify.annotations.NullMarked;
