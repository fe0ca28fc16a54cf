package dev.cairn.storage;

/**
 * How far a page of a walk for rules reaches.
 *
 * @param prefix of the keys that are looked at
 * @param rowsMax versions and delete markers that a page looks at
 * @param newerMax how many newer noncurrent versions the rules want to know of
 */
public record RuleScope(String prefix, int rowsMax, int newerMax) {
    public RuleScope {
        if (rowsMax < 1 || newerMax < 0) {
            throw new IllegalArgumentException(rowsMax + " rows, " + newerMax + " newer ones");
        }
    }
}
