/** The admin API as its callers see it. */
@NullMarked
package dev.cairn.it.admin;

import org.jspecify.annotations.NullMarked;
