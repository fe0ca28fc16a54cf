/** Clients of the AWS SDK for Java 2 for a server under test. Needs the SDK on the class path. */
@NullMarked
package dev.cairn.testkit.aws;

import org.jspecify.annotations.NullMarked;
