/** Forms that browsers post: multipart/form-data, and the policy that allows what is in them. */
@NullMarked
package dev.cairn.s3.form;

import org.jspecify.annotations.NullMarked;
