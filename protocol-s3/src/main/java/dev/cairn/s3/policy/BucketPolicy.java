package dev.cairn.s3.policy;

import java.util.List;

/**
 * The policy of a bucket, ready to be asked. Immutable.
 *
 * <p>Rules: IAM User Guide, "Policy evaluation logic"; Amazon S3 User Guide, "The meaning of
 * 'public'".
 */
public final class BucketPolicy {
    private final List<Statement> statements;
    private final boolean isPublic;

    BucketPolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
        this.isPublic = statements.stream().anyMatch(Statement::isPublic);
    }

    /** What the statements say together: a Deny wins over every Allow. */
    public Decision decide(AccessQuestion question) {
        boolean allowed = false;
        for (Statement statement : statements) {
            boolean matters = !statement.allows() || !allowed;
            if (matters && statement.covers(question)) {
                if (!statement.allows()) {
                    return Decision.DENY;
                }
                allowed = true;
            }
        }
        return allowed ? Decision.ALLOW : Decision.SILENT;
    }

    /** Whether it lets in people whom it does not name. */
    public boolean isPublic() {
        return isPublic;
    }
}
