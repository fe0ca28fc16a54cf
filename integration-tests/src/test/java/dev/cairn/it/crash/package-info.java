/** The server is killed under load; what it acknowledged must hold. */
@NullMarked
package dev.cairn.it.crash;

import org.jspecify.annotations.NullMarked;
