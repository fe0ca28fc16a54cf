package dev.cairn.storage.model;

/**
 * Who began a multipart upload.
 *
 * @param account canonical id of the account
 * @param address the client's network address, without port
 * @param userAgent the User-Agent header, empty where none was sent, at most 256 characters
 */
public record Initiator(String account, String accessKey, String address, String userAgent) {
    public static final int USER_AGENT_LENGTH_MAX = 256;

    public Initiator {
        if (userAgent.length() > USER_AGENT_LENGTH_MAX) {
            userAgent = userAgent.substring(0, USER_AGENT_LENGTH_MAX);
        }
    }
}
