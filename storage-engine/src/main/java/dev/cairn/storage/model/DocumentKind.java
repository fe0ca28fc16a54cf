package dev.cairn.storage.model;

/** The documents of which a bucket has at most one of each kind. The ordinal is never stored. */
public enum DocumentKind {
    ACCELERATE("accelerate"),
    CORS("cors"),
    LIFECYCLE("lifecycle"),
    OWNERSHIP("ownership"),
    POLICY("policy"),
    PUBLIC_ACCESS("publicaccess"),
    SETTINGS("settings"),
    TAGGING("tagging");

    private final String code;

    DocumentKind(String code) {
        this.code = code;
    }

    /** The word that stands for this kind on disk: lower-case ASCII letters. */
    public String code() {
        return code;
    }
}
