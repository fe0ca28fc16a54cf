/** Keys and certificates: what the ports show, and what clients trust. */
@NullMarked
package dev.cairn.server.tls;

import org.jspecify.annotations.NullMarked;
