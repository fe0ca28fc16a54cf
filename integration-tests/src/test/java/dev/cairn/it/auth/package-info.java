/** Who may do what, and how they prove it. */
@NullMarked
package dev.cairn.it.auth;

import org.jspecify.annotations.NullMarked;
