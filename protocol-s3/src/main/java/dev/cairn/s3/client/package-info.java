/** The other side: asks an S3 server, whichever it is, and changes nothing there. */
@NullMarked
package dev.cairn.s3.client;

import org.jspecify.annotations.NullMarked;
