package dev.cairn.s3.auth;

/** An access key and its secret; the secret never appears in {@link #toString}. */
public record AccessKey(String id, String secret) {
    @Override
    public String toString() {
        return id;
    }
}
