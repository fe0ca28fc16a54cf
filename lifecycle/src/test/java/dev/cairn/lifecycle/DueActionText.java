package dev.cairn.lifecycle;

/** An action as tests write it. */
final class DueActionText {
    private DueActionText() {}

    static String of(DueAction action) {
        String text = action.action().element() + " " + action.ruleId() + " " + action.due();
        return action.target() == null ? text : text + " " + action.target();
    }
}
