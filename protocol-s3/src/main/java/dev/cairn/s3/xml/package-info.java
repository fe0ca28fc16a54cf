/** XML documents of S3: one record per element. */
@NullMarked
package dev.cairn.s3.xml;

import org.jspecify.annotations.NullMarked;
