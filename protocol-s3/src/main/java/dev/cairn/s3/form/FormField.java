package dev.cairn.s3.form;

import java.nio.charset.StandardCharsets;

/** Names of the fields of a form, and how their values are spelled. */
public final class FormField {
    public static final String KEY = "key";
    public static final String SUCCESS_STATUS = "success_action_status";
    public static final String SUCCESS_REDIRECT = "success_action_redirect";

    /** An older name of {@link #SUCCESS_REDIRECT}. */
    public static final String REDIRECT = "redirect";

    static final String FILE = "file";
    static final String POLICY = "policy";
    static final String BUCKET = "bucket";

    private FormField() {}

    /** A text with one character for each byte of UTF-8, as the values of fields are kept. */
    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
