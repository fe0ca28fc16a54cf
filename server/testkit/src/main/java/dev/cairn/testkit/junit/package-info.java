/**
 * A server for tests of JUnit 5 and later. Needs junit-jupiter-api, 5.9 or later, on the class
 * path.
 */
@NullMarked
package dev.cairn.testkit.junit;

import org.jspecify.annotations.NullMarked;
