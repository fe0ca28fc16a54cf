/** Cairn in the tests of others: a server in the same JVM, its clock, its rules, its uploads. */
@NullMarked
package dev.cairn.testkit;

import org.jspecify.annotations.NullMarked;
