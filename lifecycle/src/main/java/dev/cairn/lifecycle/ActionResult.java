package dev.cairn.lifecycle;

/** What became of an action. */
public enum ActionResult {
    DONE("done"),
    /** It was due, and nothing was to happen. */
    DRY_RUN("dry-run"),
    /** What it was about has changed or gone since it was seen. */
    LEFT_ALONE("left-alone"),
    /** The store refused; the next pass tries again. */
    FAILED("failed");

    private final String word;

    ActionResult(String word) {
        this.word = word;
    }

    /** As in documents, logs and metrics. */
    public String word() {
        return word;
    }
}
