package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What a configuration would do if it were the bucket's.
 *
 * @param savedPerMonth what the uploads that would end cost for each month that they stay
 */
record LifecycleTrialDocument(
        @JsonUnwrapped LifecycleRunDocument run, Money savedPerMonth) {}
