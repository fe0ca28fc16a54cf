package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.RulePage;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.RuleSubject;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A walk over all versions of a bucket for rules: keys in their order, of each the current version
 * and then the others, newest first; rows {@code o} and {@code v} side by side, as they stand
 * together.
 */
final class RuleWalk {
    /** Newer versions that the subjects of a page may name, all together. */
    private static final int NEWER_MAX = 100_000;

    private final Space space;
    private final RuleScope scope;
    private final Predicate<RuleSubject> wanted;
    private final List<RuleSubject> subjects = new ArrayList<>();
    private final NewerVersions newer;

    /** The walk stands behind this version; null before the first key. */
    private @Nullable RulePlace place;
    private int scanned;
    private int named;

    private RuleWalk(
            Space space,
            RuleScope scope,
            @Nullable RulePlace from,
            Predicate<RuleSubject> wanted) {
        this.space = space;
        this.scope = scope;
        this.wanted = wanted;
        this.place = from;
        this.newer = new NewerVersions(scope.newerMax());
        if (from != null) {
            newer.resume(from);
        }
    }

    static RulePage page(
            Catalog catalog,
            Space space,
            RuleScope scope,
            @Nullable RulePlace from,
            Predicate<RuleSubject> wanted) {
        return new RuleWalk(space, scope, from, wanted).fill(catalog);
    }

    private RulePage fill(Catalog catalog) {
        List<RowScan> scans = catalog.scan(List.of(currentRange(), otherRange()));
        try (Cursor current = new Cursor(scans.get(0), false);
                Cursor others = new Cursor(scans.get(1), true)) {
            current.advance();
            others.advance();
            while (current.key != null || others.key != null) {
                if (scanned == scope.rowsMax() || named >= NEWER_MAX) {
                    return new RulePage(subjects, scanned, place);
                }
                scanned++;
                if (current.isAtOrBefore(others)) {
                    addCurrent(Objects.requireNonNull(current.key), current.rows.value());
                    current.advance();
                } else {
                    ObjectKey key = Objects.requireNonNull(others.key);
                    VersionRow row = VersionRow.decode(others.rows.value());
                    others.advance();
                    addOther(key, row, key.equals(others.key));
                }
            }
        }
        return new RulePage(subjects, scanned, null);
    }

    private RowRange currentRange() {
        RulePlace from = place;
        if (from == null) {
            return KeyRows.objects(space.id(), scope.prefix(), null);
        }
        return from.below() == Long.MAX_VALUE
                ? KeyRows.objectsFrom(space.id(), scope.prefix(), from.key())
                : KeyRows.objects(space.id(), scope.prefix(), from.key());
    }

    private RowRange otherRange() {
        RulePlace from = place;
        return from == null
                ? KeyRows.versions(space.id(), scope.prefix())
                : KeyRows.versions(space.id(), scope.prefix(), from.key(), from.below());
    }

    private void addCurrent(ObjectKey key, byte[] value) {
        ObjectRow row = ObjectRow.decode(value);
        addIfWanted(RuleSubjects.current(space, key, row));
        // Behind the current version, in front of all others of the key.
        place = new RulePlace(key.value(), row.sequence(), List.of());
    }

    private void addOther(ObjectKey key, VersionRow row, boolean moreOfKey) {
        newer.enter(key.value());
        addIfWanted(RuleSubjects.other(key, row, moreOfKey, newer.toList()));
        newer.pass(row);
        place = new RulePlace(key.value(), row.sequence(), newer.toList());
    }

    private void addIfWanted(RuleSubject subject) {
        if (wanted.test(subject)) {
            subjects.add(subject);
            named += subject.newer().size();
        }
    }

    /** A walk with the key that it stands at; null at its end. */
    private static final class Cursor implements Closeable {
        private final RowScan rows;
        private final boolean others;
        private @Nullable ObjectKey key;

        Cursor(RowScan rows, boolean others) {
            this.rows = rows;
            this.others = others;
        }

        void advance() {
            if (!rows.next()) {
                key = null;
            } else {
                key = others ? KeyRows.suffixedKey(rows.key()) : KeyRows.objectKey(rows.key());
            }
        }

        boolean isAtOrBefore(Cursor other) {
            return key != null && (other.key == null || key.compareTo(other.key) <= 0);
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
