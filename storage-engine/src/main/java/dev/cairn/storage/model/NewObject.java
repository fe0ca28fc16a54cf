package dev.cairn.storage.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of an object before its bytes are.
 *
 * @param tags at most 10
 * @param owner canonical id of the account that owns the bucket
 */
public record NewObject(
        ObjectMetadata metadata,
        Map<String, String> tags,
        StorageClass storageClass,
        String owner) {
    public NewObject {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
