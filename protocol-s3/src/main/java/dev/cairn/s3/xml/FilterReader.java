package dev.cairn.s3.xml;

import dev.cairn.lifecycle.RuleFilter;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the Filter of a lifecycle rule. Elements come in any order, and once each. */
final class FilterReader {
    private static final String AND = "And";
    private static final String TAG = "Tag";

    private final XmlReader xml;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private @Nullable String prefix;
    private @Nullable Long sizeGreaterThan;
    private @Nullable Long sizeLessThan;

    FilterReader(XmlReader xml) {
        this.xml = xml;
    }

    RuleFilter read() {
        RuleFilter.Form form = RuleFilter.Form.FILTER;
        Set<String> seen = new HashSet<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!seen.add(name) || (form == RuleFilter.Form.AND)) {
                throw XmlReader.malformedXml();
            }
            if (name.equals(AND)) {
                form = RuleFilter.Form.AND;
                readAnd();
            } else {
                readCondition(name);
            }
        }
        if (form == RuleFilter.Form.AND && seen.size() > 1) {
            throw XmlReader.malformedXml();
        }
        return new RuleFilter(form, prefix, tags, sizeGreaterThan, sizeLessThan);
    }

    private void readAnd() {
        Set<String> seen = new HashSet<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!seen.add(name) && !name.equals(TAG)) {
                throw XmlReader.malformedXml();
            }
            readCondition(name);
        }
    }

    private void readCondition(String name) {
        switch (name) {
            case "Prefix" -> prefix = xml.text();
            case TAG -> {
                Tag tag = Tag.read(xml);
                if (tags.put(tag.key(), tag.value()) != null) {
                    throw new S3Exception(
                            S3ErrorCode.INVALID_REQUEST, "Duplicate Tag Keys are not allowed.");
                }
            }
            case "ObjectSizeGreaterThan" -> sizeGreaterThan = xml.longNumber();
            case "ObjectSizeLessThan" -> sizeLessThan = xml.longNumber();
            default -> throw XmlReader.malformedXml();
        }
    }
}
