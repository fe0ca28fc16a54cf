package dev.cairn.server.config;

import dev.cairn.s3.auth.Account;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.operation.TagRules;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Versioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file that {@code init-file} names: buckets, and of each whatever is to be so. All of it is
 * checked before anything is done.
 */
final class InitFile {
    static final int BUCKETS_MAX = 1000;

    private static final String NAME = "name";
    private static final String OWNER = "owner";
    private static final String VERSIONING = "versioning";
    private static final String TAGS = "tags";
    private static final String SETTINGS = "settings";
    private static final String LIFECYCLE = "lifecycle";
    private static final Set<String> FIELDS =
            Set.of(NAME, OWNER, VERSIONING, TAGS, SETTINGS, LIFECYCLE);

    private static final String OPEN_UPLOADS_MAX = "open-uploads-max";
    private static final String INCOMPLETE_BYTES_MAX = "incomplete-bytes-max";
    private static final String ABORT_AFTER_IDLE = "abort-after-idle";
    private static final String PLAN = "plan";
    private static final Set<String> SETTINGS_FIELDS =
            Set.of(OPEN_UPLOADS_MAX, INCOMPLETE_BYTES_MAX, ABORT_AFTER_IDLE, PLAN);

    private static final ValueType<Duration> IDLE =
            ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(36_500));

    private final Set<String> owners;

    private InitFile(List<Account> accounts) {
        this.owners = accounts.stream().map(Account::id).collect(Collectors.toSet());
    }

    /**
     * What the file declares.
     *
     * @param accounts who may own a bucket, beside root
     * @throws ConfigException naming the first thing that is wrong, with its line
     */
    static List<DeclaredBucket> read(Path file, List<Account> accounts) throws ConfigException {
        ConfigNode.Mapping top = ConfigFile.read("init-file", file);
        try {
            return new InitFile(accounts).buckets(top);
        } catch (InvalidValueException e) {
            throw new ConfigException("init-file " + file + ": " + e.found());
        }
    }

    private List<DeclaredBucket> buckets(ConfigNode.Mapping top) {
        Optional<ConfigNode> sequence =
                NodeFields.of(top, "the file", Set.of("buckets")).find("buckets");
        if (sequence.isEmpty()) {
            return List.of();
        }
        List<DeclaredBucket> buckets = new ArrayList<>();
        Set<BucketName> names = new HashSet<>();
        for (ConfigNode item : NodeFields.items(sequence.get(), "buckets", BUCKETS_MAX)) {
            DeclaredBucket bucket = bucket(item);
            if (!names.add(bucket.name())) {
                throw NodeFields.at(item, "bucket " + bucket.name() + " stands there twice");
            }
            buckets.add(bucket);
        }
        return List.copyOf(buckets);
    }

    private DeclaredBucket bucket(ConfigNode node) {
        NodeFields fields = NodeFields.of(node, "a bucket", FIELDS);
        String name = fields.requiredWord(NAME);
        if (!BucketName.isValid(name)) {
            throw NodeFields.at(node, "'" + name + "' is not the name of a bucket");
        }
        Optional<String> owner = fields.findWord(OWNER);
        if (owner.isPresent() && !owners.contains(owner.get())) {
            throw NodeFields.at(node, "owner '" + owner.get() + "' is not the id of an account");
        }
        return new DeclaredBucket(
                new BucketName(name),
                owner,
                fields.findWord(VERSIONING).map(word -> versioning(node, word)),
                fields.find(TAGS).map(InitFile::tags),
                fields.find(SETTINGS).map(InitFile::settings),
                fields.find(LIFECYCLE).map(LifecycleNode::read));
    }

    private static Versioning versioning(ConfigNode node, String word) {
        return switch (word) {
            case "enabled" -> Versioning.ENABLED;
            case "suspended" -> Versioning.SUSPENDED;
            default ->
                    throw NodeFields.at(
                            node, "versioning '" + word + "' is neither enabled nor suspended");
        };
    }

    private static Map<String, String> tags(ConfigNode node) {
        Map<String, String> tags = new LinkedHashMap<>();
        NodeFields.mapping(node, TAGS)
                .forEach((key, value) -> tags.put(key, NodeFields.word(value, "tag " + key)));
        try {
            TagRules.BUCKET.checkCount(tags.size());
            tags.forEach(TagRules.BUCKET::check);
        } catch (S3Exception refused) {
            throw NodeFields.at(node, refused.message());
        }
        return tags;
    }

    private static BucketSettings settings(ConfigNode node) {
        NodeFields fields = NodeFields.of(node, SETTINGS, SETTINGS_FIELDS);
        return new BucketSettings(
                number(fields, OPEN_UPLOADS_MAX),
                number(fields, INCOMPLETE_BYTES_MAX),
                fields.find(ABORT_AFTER_IDLE).map(InitFile::idle).orElse(null),
                fields.findWord(PLAN).orElse(null));
    }

    private static @Nullable Long number(NodeFields fields, String name) {
        Optional<ConfigNode> node = fields.find(name);
        if (node.isEmpty()) {
            return null;
        }
        String text = NodeFields.word(node.get(), name);
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as negative ones are.
        }
        throw NodeFields.at(node.get(), name + " '" + text + "' is not a whole number from 0 on");
    }

    private static Duration idle(ConfigNode node) {
        try {
            return Duration.ofSeconds(IDLE.read(node).toSeconds());
        } catch (InvalidValueException invalid) {
            throw NodeFields.at(
                    node,
                    "%s '%s' is not %s"
                            .formatted(ABORT_AFTER_IDLE, invalid.found(), IDLE.expected()));
        }
    }
}
