package dev.cairn.storage.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client said about an object and gets back with it.
 *
 * @param headers standard headers that are kept, by lower-case name: content-type, cache-control,
 *     content-disposition, content-encoding, content-language, expires,
 *     x-amz-website-redirect-location
 * @param user user-defined metadata by lower-case name, without {@code x-amz-meta-}
 */
public record ObjectMetadata(Map<String, String> headers, Map<String, String> user) {
    public static final ObjectMetadata NONE = new ObjectMetadata(Map.of(), Map.of());

    public ObjectMetadata {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        user = Collections.unmodifiableMap(new LinkedHashMap<>(user));
    }
}
