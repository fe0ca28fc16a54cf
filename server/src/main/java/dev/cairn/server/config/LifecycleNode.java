package dev.cairn.server.config;

import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.TransitionMinimum;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lifecycle rules in a file, written as the aws-cli and the SDKs write them in JSON: {@code Rules}
 * with {@code ID}, {@code Status}, {@code Filter} and actions. They become the XML that
 * PutBucketLifecycleConfiguration takes and are read as such, so that a file can say what a client
 * can, and is refused what a client is.
 */
final class LifecycleNode {
    private static final String RULES = "Rules";

    /** Sequences in JSON; in XML their elements stand one after the other. */
    private static final Map<String, String> SEQUENCES =
            Map.of(
                    "Transitions", "Transition",
                    "NoncurrentVersionTransitions", "NoncurrentVersionTransition",
                    "Tags", "Tag");

    private static final Set<String> NAMES =
            Set.of(
                    "ID",
                    "Status",
                    "Prefix",
                    "Filter",
                    "And",
                    "Tag",
                    "Tags",
                    "Key",
                    "Value",
                    "ObjectSizeGreaterThan",
                    "ObjectSizeLessThan",
                    "Expiration",
                    "ExpiredObjectDeleteMarker",
                    "Days",
                    "Date",
                    "Transitions",
                    "StorageClass",
                    "NoncurrentVersionExpiration",
                    "NoncurrentVersionTransitions",
                    "NoncurrentDays",
                    "NewerNoncurrentVersions",
                    "AbortIncompleteMultipartUpload",
                    "DaysAfterInitiation");

    private LifecycleNode() {}

    static LifecycleConfiguration read(ConfigNode node) {
        NodeFields fields = NodeFields.of(node, "lifecycle", Set.of(RULES));
        List<LifecycleRule> rules = new ArrayList<>();
        List<ConfigNode> items =
                NodeFields.items(fields.required(RULES), RULES, LifecycleConfiguration.RULES_MAX);
        for (ConfigNode item : items) {
            // The same at each start, so that a rule without a name keeps the one that it got.
            rules.add(rule(item, "rule-" + (rules.size() + 1)));
        }
        return refusing(
                node,
                () -> new LifecycleConfiguration(
                        TransitionMinimum.ALL_STORAGE_CLASSES_128K, rules));
    }

    private static LifecycleRule rule(ConfigNode node, String nameDefault) {
        StringBuilder xml = new StringBuilder("<LifecycleConfiguration><Rule>");
        write(node, "a rule", xml);
        xml.append("</Rule></LifecycleConfiguration>");
        byte[] document = xml.toString().getBytes(StandardCharsets.UTF_8);
        return refusing(
                node,
                () -> dev.cairn.s3.xml.LifecycleConfiguration.read(document, () -> nameDefault)
                        .rules()
                        .getFirst());
    }

    private static <T> T refusing(ConfigNode node, Supplier<T> reading) {
        try {
            return dev.cairn.s3.xml.LifecycleConfiguration.refusing(reading);
        } catch (S3Exception refused) {
            String reason =
                    refused.code() == S3ErrorCode.MALFORMED_XML
                            ? "a field is missing, does not belong there or has a value of another"
                                    + " kind"
                            : refused.message();
            throw NodeFields.at(node, "not a lifecycle rule as S3 knows it: " + reason);
        }
    }

    private static void write(ConfigNode node, String what, StringBuilder xml) {
        NodeFields.of(node, what, NAMES);
        NodeFields.mapping(node, what).forEach((name, value) -> writeField(name, value, xml));
    }

    private static void writeField(String name, ConfigNode value, StringBuilder xml) {
        String item = SEQUENCES.get(name);
        if (item != null) {
            NodeFields.items(value, name, LifecycleConfiguration.RULES_MAX)
                    .forEach(element -> writeElement(item, element, xml));
        } else {
            writeElement(name, value, xml);
        }
    }

    private static void writeElement(String name, ConfigNode value, StringBuilder xml) {
        xml.append('<').append(name).append('>');
        switch (value) {
            case ConfigNode.Scalar scalar -> xml.append(escaped(scalar.text()));
            case ConfigNode.Mapping mapping -> write(mapping, name, xml);
            case ConfigNode.Sequence sequence ->
                    throw NodeFields.at(sequence, name + " is not one value");
        }
        xml.append("</").append(name).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
