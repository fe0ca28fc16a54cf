package dev.cairn.server;

import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.lifecycle.LifecycleDocument;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.s3.operation.TagDocument;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.DeclaredBucket;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Versioning;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the buckets that the configuration asks for. What is as it should be is not written again, so
 * a start that finds everything in place changes nothing.
 */
final class BucketsAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(BucketsAtStart.class);

    private final Storage storage;
    private final LifecycleStore rules;
    private final String root;
    private final String region;

    /**
     * Buckets in a store.
     *
     * @param root the id of the account that owns what names no owner
     */
    BucketsAtStart(Storage storage, LifecycleStore rules, String root, String region) {
        this.storage = storage;
        this.rules = rules;
        this.root = root;
        this.region = region;
    }

    /**
     * Makes all that a configuration asks for.
     *
     * @throws ConfigException when one belongs to somebody else
     */
    void makeAll(CairnConfig config) throws ConfigException {
        config.buckets().forEach(this::make);
        for (DeclaredBucket declared : config.init().buckets()) {
            make(declared);
        }
    }

    /** Makes a bucket of the root account; whoever has it already keeps it. */
    void make(BucketName name) {
        make(name, root);
    }

    /**
     * Makes a bucket as it is declared.
     *
     * @throws ConfigException when it belongs to somebody else
     */
    void make(DeclaredBucket declared) throws ConfigException {
        String owner = declared.owner().orElse(root);
        make(declared.name(), owner);
        Bucket bucket = storage.buckets().get(declared.name());
        if (!bucket.owner().equals(owner)) {
            throw new ConfigException(
                    "init-file: bucket %s belongs to the account %s, not to %s"
                            .formatted(
                                    bucket.name(),
                                    bucket.owner(),
                                    declared.owner().orElse("root")));
        }
        declared.versioning().ifPresent(versioning -> setVersioning(bucket, versioning));
        declared.tags().ifPresent(tags -> setTags(bucket, tags));
        declared.settings().ifPresent(settings -> setSettings(bucket, settings));
        declared.lifecycle().ifPresent(lifecycle -> setLifecycle(bucket, lifecycle));
    }

    private void make(BucketName name, String owner) {
        try {
            storage.buckets().create(name, owner, region, rules.documentsOfNewBucket());
        } catch (StorageException refused) {
            boolean there =
                    refused.refusal() instanceof Refusal.BucketAlreadyOwnedByYou
                            || refused.refusal() instanceof Refusal.BucketAlreadyExists;
            if (!there) {
                throw refused;
            }
        }
    }

    private void setVersioning(Bucket bucket, Versioning versioning) {
        if (storage.buckets().versioning(bucket.name()) != versioning) {
            storage.buckets().setVersioning(bucket.name(), versioning);
            LOG.info("bucket {}: versioning is {}", bucket.name(), versioning);
        }
    }

    private void setTags(Bucket bucket, Map<String, String> tags) {
        Map<String, String> there =
                storage.documents()
                        .get(bucket, DocumentKind.TAGGING)
                        .map(BucketDocument::bytes)
                        .map(TagDocument::decode)
                        .orElse(Map.of());
        if (there.equals(tags)) {
            return;
        }
        if (tags.isEmpty()) {
            storage.documents().delete(bucket.name(), DocumentKind.TAGGING);
        } else {
            storage.documents()
                    .put(bucket.name(), DocumentKind.TAGGING, TagDocument.encode(tags));
        }
        LOG.info("bucket {}: tags are set: {}", bucket.name(), tags.size());
    }

    private void setSettings(Bucket bucket, BucketSettings settings) {
        if (!storage.buckets().settings(bucket.name()).equals(settings)) {
            storage.buckets().putSettings(bucket.name(), settings);
            LOG.info("bucket {}: settings are as declared", bucket.name());
        }
    }

    private void setLifecycle(Bucket bucket, LifecycleConfiguration lifecycle) {
        Optional<LifecycleConfiguration> there =
                Optional.ofNullable(rules.rules(bucket).document())
                        .map(LifecycleDocument::configuration);
        if (!there.equals(Optional.of(lifecycle))) {
            rules.put(bucket, lifecycle);
            LOG.info("bucket {}: lifecycle rules are set: {}", bucket.name(),
                    lifecycle.rules().size());
        }
    }
}
