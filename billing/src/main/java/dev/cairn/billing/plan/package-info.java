/** Price plans: what byte-time, requests and transfer cost. */
@NullMarked
package dev.cairn.billing.plan;

import org.jspecify.annotations.NullMarked;
