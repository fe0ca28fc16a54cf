package dev.cairn.s3.operation;

import dev.cairn.s3.policy.AccessQuestion;
import dev.cairn.s3.policy.BucketPolicy;
import dev.cairn.s3.policy.Decision;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in a bucket as it is for one request: its owner everything that the policy does
 * not deny, others what the policy allows.
 *
 * <p>Rules: Amazon S3 User Guide, "How Amazon S3 authorizes a request", "Blocking public access to
 * your Amazon S3 storage".
 *
 * @param policy null where the bucket has none
 * @param restricted whether a public policy lets in nobody but the owner
 */
record BucketRights(String owner, @Nullable BucketPolicy policy, BooleanSupplier restricted) {
    /** An owner can always get out of a policy that shuts him out. */
    private static final Set<String> ALWAYS_THE_OWNERS =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

    /** Whether there can be anything that this account may do. */
    boolean mayAllow(@Nullable String account) {
        return policy != null || owner.equals(account);
    }

    boolean allow(AccessQuestion question) {
        boolean isOwner = owner.equals(question.account());
        if (policy == null || (isOwner && ALWAYS_THE_OWNERS.contains(question.action()))) {
            return isOwner;
        }
        Decision decision = policy.decide(question);
        return isOwner
                ? decision != Decision.DENY
                : decision == Decision.ALLOW
                        && !(policy.isPublic() && restricted.getAsBoolean());
    }
}
