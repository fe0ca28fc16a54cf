package dev.cairn.it.operation;

import dev.cairn.it.server.OtherAccount;

/** Bucket policies that several tests put. */
final class Policies {
    private Policies() {}

    /** Anybody may read the objects of the bucket. */
    static String publicRead(String bucket) {
        return allow("\"*\"", "s3:GetObject", bucket + "/*");
    }

    /** The other account may do this. */
    static String forOther(String action, String resource) {
        return allow("{\"AWS\": \"arn:aws:iam::" + OtherAccount.ID + ":root\"}", action, resource);
    }

    private static String allow(String principal, String action, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": %s,
                 "Action": "%s", "Resource": "arn:aws:s3:::%s"}]}
                """.formatted(principal, action, resource);
    }
}
