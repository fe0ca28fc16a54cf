/** The test kit as users have it: the shaded artefact, beside the SDK and another Netty. */
@NullMarked
package dev.cairn.it.testkit;

import org.jspecify.annotations.NullMarked;
