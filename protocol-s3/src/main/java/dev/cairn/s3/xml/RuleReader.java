package dev.cairn.s3.xml;

import dev.cairn.lifecycle.Expiration;
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
import dev.cairn.storage.model.StorageClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one Rule of a lifecycle configuration. Elements come in any order, and once each. */
final class RuleReader {
    private final XmlReader xml;
    private final Set<String> seen = new HashSet<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<NoncurrentVersionTransition> noncurrentTransitions = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String prefix;
    private @Nullable RuleFilter filter;
    private @Nullable Boolean enabled;
    private @Nullable Expiration expiration;
    private @Nullable NoncurrentVersionExpiration noncurrentExpiration;
    private @Nullable Integer abortDays;

    RuleReader(XmlReader xml) {
        this.xml = xml;
    }

    LifecycleRule read(Supplier<String> ids) {
        for (String name = xml.child(); name != null; name = xml.child()) {
            boolean several =
                    name.equals("Transition") || name.equals("NoncurrentVersionTransition");
            if (!seen.add(name) && !several) {
                throw XmlReader.malformedXml();
            }
            readElement(name);
        }
        return new LifecycleRule(
                id == null || id.isEmpty() ? ids.get() : id,
                required(enabled),
                subject(),
                new RuleActions(
                        expiration,
                        transitions,
                        noncurrentExpiration,
                        noncurrentTransitions,
                        abortDays));
    }

    private RuleFilter subject() {
        if (prefix == null) {
            return required(filter);
        }
        if (filter != null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported"
                            + " in the Filter.");
        }
        return RuleFilter.ofRulePrefix(prefix);
    }

    private void readElement(String name) {
        switch (name) {
            case "ID" -> id = xml.text();
            case "Prefix" -> prefix = xml.text();
            case "Filter" -> filter = new FilterReader(xml).read();
            case "Status" -> enabled = readStatus();
            case "Expiration" -> expiration = readExpiration();
            case "Transition" -> transitions.add(readTransition());
            case "NoncurrentVersionExpiration" -> {
                Age age = readAge();
                noncurrentExpiration = new NoncurrentVersionExpiration(age.withoutClass());
            }
            case "NoncurrentVersionTransition" -> {
                Age age = readAge();
                noncurrentTransitions.add(
                        new NoncurrentVersionTransition(age.age(), required(age.target())));
            }
            case "AbortIncompleteMultipartUpload" -> abortDays = readAbort();
            default -> throw XmlReader.malformedXml();
        }
    }

    private boolean readStatus() {
        return switch (xml.text()) {
            case "Enabled" -> true;
            case "Disabled" -> false;
            default -> throw XmlReader.malformedXml();
        };
    }

    private Expiration readExpiration() {
        Expiration found = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (found != null) {
                throw XmlReader.malformedXml();
            }
            found =
                    name.equals("ExpiredObjectDeleteMarker")
                            ? new Expiration.ExpiredObjectDeleteMarker(xml.flag())
                            : new Expiration.Timed(readTime(name));
        }
        return required(found);
    }

    private Transition readTransition() {
        RuleTime time = null;
        StorageClass target = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("StorageClass") && target == null) {
                target = readClass();
            } else if (time == null) {
                time = readTime(name);
            } else {
                throw XmlReader.malformedXml();
            }
        }
        return new Transition(required(time), required(target));
    }

    private RuleTime readTime(String name) {
        return switch (name) {
            case "Days" -> new RuleTime.Days(xml.number());
            case "Date" -> new RuleTime.Date(xml.instant());
            default -> throw XmlReader.malformedXml();
        };
    }

    /** What both actions on noncurrent versions consist of. */
    private record Age(NoncurrentAge age, @Nullable StorageClass target) {
        NoncurrentAge withoutClass() {
            if (target != null) {
                throw XmlReader.malformedXml();
            }
            return age;
        }
    }

    private Age readAge() {
        Integer days = null;
        Integer newer = null;
        StorageClass target = null;
        Set<String> elements = new HashSet<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!elements.add(name)) {
                throw XmlReader.malformedXml();
            }
            switch (name) {
                case "NoncurrentDays" -> days = xml.number();
                case "NewerNoncurrentVersions" -> newer = xml.number();
                case "StorageClass" -> target = readClass();
                default -> throw XmlReader.malformedXml();
            }
        }
        return new Age(new NoncurrentAge(required(days), newer), target);
    }

    private Integer readAbort() {
        Integer days = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals("DaysAfterInitiation") || days != null) {
                throw XmlReader.malformedXml();
            }
            days = xml.number();
        }
        return required(days);
    }

    private StorageClass readClass() {
        return StorageClass.of(xml.text()).orElseThrow(XmlReader::malformedXml);
    }

    private static <T> T required(@Nullable T element) {
        if (element == null) {
            throw XmlReader.malformedXml();
        }
        return element;
    }
}
