package dev.cairn.s3.xml;

import dev.cairn.lifecycle.Expiration;
import dev.cairn.lifecycle.InvalidLifecycleException;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.NoncurrentAge;
import dev.cairn.lifecycle.NoncurrentVersionExpiration;
import dev.cairn.lifecycle.NoncurrentVersionTransition;
import dev.cairn.lifecycle.RuleActions;
import dev.cairn.lifecycle.RuleFilter;
import dev.cairn.lifecycle.RuleTime;
import dev.cairn.lifecycle.Transition;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The body of PutBucketLifecycleConfiguration and the answer of its Get: rules in their order. */
public record LifecycleConfiguration(List<LifecycleRule> rules) implements XmlDocument {
    /** Room for 1,000 rules with an id, a long prefix and several actions each. */
    public static final int BYTES_MAX = 4 << 20;

    private static final int RULE_BYTES = 400;

    public LifecycleConfiguration {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the body, and whatever of it can be refused, is.
     *
     * @param ids names for rules that have none
     * @throws S3Exception MalformedXML, InvalidArgument, InvalidRequest
     */
    public static LifecycleConfiguration read(byte[] body, Supplier<String> ids) {
        List<LifecycleRule> rules = new ArrayList<>();
        XmlReader xml = XmlReader.of(body);
        xml.root("LifecycleConfiguration");
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals("Rule")) {
                throw XmlReader.malformedXml();
            }
            rules.add(refusing(() -> new RuleReader(xml).read(ids)));
        }
        xml.end();
        return new LifecycleConfiguration(rules);
    }

    /** What a rule or a configuration refuses, in S3's words. */
    public static <T> T refusing(Supplier<T> configuration) {
        try {
            return configuration.get();
        } catch (InvalidLifecycleException invalid) {
            throw refusal(invalid);
        }
    }

    private static S3Exception refusal(InvalidLifecycleException invalid) {
        return switch (invalid.code()) {
            case MALFORMED_XML -> XmlReader.malformedXml();
            case INVALID_REQUEST ->
                    new S3Exception(S3ErrorCode.INVALID_REQUEST, invalid.message());
            case INVALID_ARGUMENT ->
                    S3Exception.invalidArgument(
                            invalid.message(),
                            String.valueOf(invalid.argumentName()),
                            String.valueOf(invalid.argumentValue()));
        };
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root("LifecycleConfiguration");
        for (LifecycleRule rule : rules) {
            xml.open("Rule").element("ID", rule.id());
            write(rule.filter(), xml);
            xml.element("Status", rule.enabled() ? "Enabled" : "Disabled");
            write(rule.actions(), xml);
            xml.close("Rule");
        }
        xml.close("LifecycleConfiguration");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES + RULE_BYTES * rules.size();
    }

    private static void write(RuleFilter filter, XmlWriter xml) {
        switch (filter.form()) {
            case RULE_PREFIX -> xml.elementIfPresent("Prefix", filter.prefix());
            case FILTER -> {
                xml.open("Filter");
                writeConditions(filter, xml);
                xml.close("Filter");
            }
            case AND -> {
                xml.open("Filter").open("And");
                writeConditions(filter, xml);
                xml.close("And").close("Filter");
            }
        }
    }

    private static void writeConditions(RuleFilter filter, XmlWriter xml) {
        xml.elementIfPresent("Prefix", filter.prefix());
        filter.tags()
                .forEach(
                        (key, value) -> xml.open("Tag")
                                .element("Key", key)
                                .element("Value", value)
                                .close("Tag"));
        if (filter.sizeGreaterThan() != null) {
            xml.element("ObjectSizeGreaterThan", filter.sizeGreaterThan());
        }
        if (filter.sizeLessThan() != null) {
            xml.element("ObjectSizeLessThan", filter.sizeLessThan());
        }
    }

    private static void write(RuleActions actions, XmlWriter xml) {
        for (Transition transition : actions.transitions()) {
            xml.open("Transition");
            write(transition.time(), xml);
            xml.element("StorageClass", transition.storageClass()).close("Transition");
        }
        if (actions.expiration() != null) {
            xml.open("Expiration");
            switch (actions.expiration()) {
                case Expiration.Timed(RuleTime time) -> write(time, xml);
                case Expiration.ExpiredObjectDeleteMarker(boolean value) ->
                        xml.element("ExpiredObjectDeleteMarker", value);
            }
            xml.close("Expiration");
        }
        for (NoncurrentVersionTransition transition : actions.noncurrentTransitions()) {
            xml.open("NoncurrentVersionTransition");
            write(transition.age(), xml);
            xml.element("StorageClass", transition.storageClass())
                    .close("NoncurrentVersionTransition");
        }
        NoncurrentVersionExpiration expiration = actions.noncurrentExpiration();
        if (expiration != null) {
            xml.open("NoncurrentVersionExpiration");
            write(expiration.age(), xml);
            xml.close("NoncurrentVersionExpiration");
        }
        if (actions.abortDays() != null) {
            xml.open("AbortIncompleteMultipartUpload")
                    .element("DaysAfterInitiation", actions.abortDays())
                    .close("AbortIncompleteMultipartUpload");
        }
    }

    private static void write(RuleTime time, XmlWriter xml) {
        switch (time) {
            case RuleTime.Days(int days) -> xml.element("Days", days);
            case RuleTime.Date(var date) -> xml.element("Date", date);
        }
    }

    private static void write(NoncurrentAge age, XmlWriter xml) {
        xml.element("NoncurrentDays", age.days());
        if (age.newerVersions() != null) {
            xml.element("NewerNoncurrentVersions", age.newerVersions());
        }
    }
}
