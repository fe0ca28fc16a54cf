/** The Netty front end. */
@NullMarked
package dev.cairn.server.http;

import org.jspecify.annotations.NullMarked;
