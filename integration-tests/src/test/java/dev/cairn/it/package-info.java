/** Tests of the whole: real clients against the real server. */
@NullMarked
package dev.cairn.it;

import org.jspecify.annotations.NullMarked;
