package dev.cairn.s3.auth;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The credential of a signature: who signs, and the scope that the signing key is derived for.
 *
 * @param date {@code yyyyMMdd}
 */
record Credential(String accessKeyId, String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    private static final Pattern DATE = Pattern.compile("[0-9]{8}");

    /** Parses {@code AKID/yyyyMMdd/region/service/aws4_request}; the id may hold slashes. */
    static Credential parse(String text, Mechanism mechanism) {
        String[] fields = text.split("/", -1);
        if (fields.length < 5) {
            throw mechanism.malformed(
                    "the Credential is mal-formed; expecting"
                            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        int scope = fields.length - 4;
        String accessKeyId = String.join("/", Arrays.copyOf(fields, scope));
        String date = fields[scope];
        if (!DATE.matcher(date).matches()) {
            throw mechanism.malformed(
                    ("incorrect date format \"%s\". This date in the credential must be in the"
                            + " format \"yyyyMMdd\".")
                            .formatted(date));
        }
        if (!fields[scope + 3].equals(TERMINATOR)) {
            throw mechanism.malformed(
                    "incorrect terminal \"%s\". This endpoint uses \"%s\"."
                            .formatted(fields[scope + 3], TERMINATOR));
        }
        return new Credential(accessKeyId, date, fields[scope + 1], fields[scope + 2]);
    }

    /** Refuses credentials for another service, or, where that matters, another region. */
    void check(AuthSettings settings, Mechanism mechanism) {
        if (!service.equals(settings.service())) {
            throw mechanism.malformed(
                    "incorrect service \"%s\". This endpoint belongs to \"%s\"."
                            .formatted(service, settings.service()));
        }
        if (settings.regionStrict() && !region.equals(settings.region())) {
            throw mechanism.malformed(
                    "the region '%s' is wrong; expecting '%s'".formatted(region, settings.region()),
                    "Region",
                    settings.region());
        }
    }

    String scope() {
        return date + '/' + region + '/' + service + '/' + TERMINATOR;
    }
}
