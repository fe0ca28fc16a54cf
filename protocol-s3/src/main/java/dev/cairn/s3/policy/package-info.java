/** Bucket policies: read strictly, then asked; nothing in here knows a store or a request. */
@NullMarked
package dev.cairn.s3.policy;

import org.jspecify.annotations.NullMarked;
