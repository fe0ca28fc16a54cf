package dev.cairn.server.config;

import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Versioning;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket as {@code init-file} wants it. What is empty is left as it is.
 *
 * @param owner the id of an account; empty for the root account
 * @param tags in their order
 */
public record DeclaredBucket(
        BucketName name,
        Optional<String> owner,
        Optional<Versioning> versioning,
        Optional<Map<String, String>> tags,
        Optional<BucketSettings> settings,
        Optional<LifecycleConfiguration> lifecycle) {}
