/** The command line, one class a command. */
@NullMarked
package dev.cairn.server.cli;

import org.jspecify.annotations.NullMarked;
