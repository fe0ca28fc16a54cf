package dev.cairn.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The rule that is offered to whose unfinished uploads nothing ends, as aws-cli takes it. */
final class AbortRuleText {
    static final String ID = "abort-unfinished-uploads";
    private static final int DAYS = 7;

    private AbortRuleText() {}

    /** All of a configuration, as put-bucket-lifecycle-configuration takes it. */
    static Map<String, Object> configuration() {
        return Map.of("Rules", List.of(rule()));
    }

    static Map<String, Object> rule() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("ID", ID);
        rule.put("Status", "Enabled");
        rule.put("Filter", Map.of("Prefix", ""));
        rule.put("AbortIncompleteMultipartUpload", Map.of("DaysAfterInitiation", DAYS));
        return rule;
    }

    static String written(Map<String, Object> document) {
        return JsonMapper.shared().writeValueAsString(document);
    }
}
