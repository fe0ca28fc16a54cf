/** Accounts, keys and signatures. */
@NullMarked
package dev.cairn.s3.auth;

import org.jspecify.annotations.NullMarked;
