/** The extension, run by JUnit itself. */
@NullMarked
package dev.cairn.testkit.junit;

import org.jspecify.annotations.NullMarked;
