package dev.cairn.s3.auth;

import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import org.jspecify.annotations.Nullable;

/** The id of the access key that a request names, whether or not it is signed with it. */
public final class ClaimedKey {
    private static final String CREDENTIAL = "Credential=";
    private static final int SCOPE_FIELDS = 4;

    private ClaimedKey() {}

    /** The id; null where none is named. Never refuses. */
    public static @Nullable String of(RequestHead head, RequestTarget target) {
        String authorization = head.headers().first("authorization");
        if (authorization != null) {
            return ofHeader(authorization.strip());
        }
        String credential = target.query().first("X-Amz-Credential");
        return credential == null
                ? target.query().first(Version2Claim.ACCESS_KEY_ID)
                : ofCredential(credential);
    }

    private static @Nullable String ofHeader(String authorization) {
        String version2 = Version2Claim.TYPE + ' ';
        if (authorization.startsWith(version2)) {
            String pair = authorization.substring(version2.length()).strip();
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(0, colon);
        }
        int start = authorization.indexOf(CREDENTIAL);
        if (start < 0) {
            return null;
        }
        int end = authorization.indexOf(',', start);
        return ofCredential(
                authorization
                        .substring(
                                start + CREDENTIAL.length(),
                                end < 0 ? authorization.length() : end)
                        .strip());
    }

    /** What stands before the four fields of the scope; an id may hold slashes itself. */
    private static @Nullable String ofCredential(String credential) {
        int end = credential.length();
        for (int i = 0; i < SCOPE_FIELDS && end >= 0; i++) {
            end = credential.lastIndexOf('/', end - 1);
        }
        return end < 0 ? null : credential.substring(0, end);
    }
}
