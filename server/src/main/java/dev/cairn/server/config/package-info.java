/** Configuration: keys, defaults, limits, precedence. */
@NullMarked
package dev.cairn.server.config;

import org.jspecify.annotations.NullMarked;
