/** Clients as people use them: the AWS SDK, Python, the command line. */
@NullMarked
package dev.cairn.it.client;

import org.jspecify.annotations.NullMarked;
