/** A raw HTTP client over sockets with its own signer: exact bytes, half requests, slow senders. */
@NullMarked
package dev.cairn.it.wire;

import org.jspecify.annotations.NullMarked;
