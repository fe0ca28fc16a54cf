/** The admin API. */
@NullMarked
package dev.cairn.server.admin;

import org.jspecify.annotations.NullMarked;
