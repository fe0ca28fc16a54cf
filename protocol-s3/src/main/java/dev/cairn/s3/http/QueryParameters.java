package dev.cairn.s3.http;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded as UTF-8 with {@code +} kept as it is, in their order. */
public final class QueryParameters {
    /**
     * Parses a raw query, without question mark.
     *
     * @throws dev.cairn.s3.error.S3Exception InvalidURI for broken percent-encoding
     */
    public static QueryParameters parse(String rawQuery) {
        throw new UnsupportedOperationException();
    }

    /** The first value; empty for a key without {@code =}; null where the key is absent. */
    public @Nullable String first(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean contains(String key) {
        return first(key) != null;
    }

    /** The distinct keys, in their order. */
    public List<String> keys() {
        throw new UnsupportedOperationException();
    }

    /** Every parameter. */
    public void forEach(BiConsumer<String, String> action) {
        throw new UnsupportedOperationException();
    }
}
