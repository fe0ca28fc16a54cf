package dev.cairn.s3.xml;

import dev.cairn.s3.cors.CorsRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CORS rules of a bucket: the body of PutBucketCors and the answer of GetBucketCors. */
public record CORSConfiguration(List<CorsRule> rules) implements XmlDocument {
    public static final int BYTES_MAX = 64 << 10;

    private static final String ROOT = "CORSConfiguration";
    private static final String RULE = "CORSRule";
    private static final String ID = "ID";
    private static final String HEADER = "AllowedHeader";
    private static final String METHOD = "AllowedMethod";
    private static final String ORIGIN = "AllowedOrigin";
    private static final String EXPOSE = "ExposeHeader";
    private static final String MAX_AGE = "MaxAgeSeconds";

    public CORSConfiguration {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, and what a rule finds wrong
     */
    public static CORSConfiguration read(byte[] body) {
        List<CorsRule> rules = new ArrayList<>();
        XmlReader xml = XmlReader.of(body);
        xml.root(ROOT);
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals(RULE)) {
                throw XmlReader.malformedXml();
            }
            rules.add(readRule(xml));
        }
        xml.end();
        return new CORSConfiguration(rules);
    }

    private static CorsRule readRule(XmlReader xml) {
        Map<String, List<String>> lists = new HashMap<>();
        @Nullable String id = null;
        @Nullable Integer maxAge = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case ID -> id = once(id, xml.text());
                case MAX_AGE -> maxAge = once(maxAge, xml.number());
                case HEADER, METHOD, ORIGIN, EXPOSE ->
                        lists.computeIfAbsent(name, key -> new ArrayList<>()).add(xml.text());
                default -> throw XmlReader.malformedXml();
            }
        }
        return new CorsRule(
                id,
                lists.getOrDefault(HEADER, List.of()),
                lists.getOrDefault(METHOD, List.of()),
                lists.getOrDefault(ORIGIN, List.of()),
                lists.getOrDefault(EXPOSE, List.of()),
                maxAge);
    }

    private static <T> T once(@Nullable T before, T value) {
        if (before != null) {
            throw XmlReader.malformedXml();
        }
        return value;
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT);
        for (CorsRule rule : rules) {
            xml.open(RULE).elementIfPresent(ID, rule.id());
            rule.allowedHeaders().forEach(header -> xml.element(HEADER, header));
            rule.allowedMethods().forEach(method -> xml.element(METHOD, method));
            rule.allowedOrigins().forEach(origin -> xml.element(ORIGIN, origin));
            rule.exposeHeaders().forEach(header -> xml.element(EXPOSE, header));
            if (rule.maxAgeSeconds() != null) {
                xml.element(MAX_AGE, rule.maxAgeSeconds());
            }
            xml.close(RULE);
        }
        xml.close(ROOT);
    }
}
