/** The real server as a process of its own, and the JUnit extension that shares one per class. */
@NullMarked
package dev.cairn.it.server;

import org.jspecify.annotations.NullMarked;
