package dev.cairn.s3.auth;

import java.util.List;

/**
 * An account that may own buckets.
 *
 * @param id canonical user id
 * @param admin whether its keys open the admin API
 */
public record Account(
        String id, String displayName, String email, boolean admin, List<AccessKey> accessKeys) {
    public Account {
        accessKeys = List.copyOf(accessKeys);
    }
}
