/** The main job, told end to end. */
@NullMarked
package dev.cairn.it.story;

import org.jspecify.annotations.NullMarked;
