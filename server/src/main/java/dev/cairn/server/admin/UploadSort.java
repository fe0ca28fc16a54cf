package dev.cairn.server.admin;

import dev.cairn.storage.model.UploadUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders in which uploads are listed; where they are equal, by bucket, key and initiation. */
enum UploadSort {
    KEY("key"),
    /** The largest first. */
    BYTES("-bytes"),
    /** The oldest first. */
    AGE("-age");

    private final String code;

    UploadSort(String code) {
        this.code = code;
    }

    /** The order of this name; by key where there is none. */
    static UploadSort of(@Nullable String code) {
        for (UploadSort sort : values()) {
            if (code == null || sort.code.equals(code)) {
                return sort;
            }
        }
        throw AdminException.invalidArgument("sort must be key, -bytes or -age");
    }

    String code() {
        return code;
    }

    /** What goes first has the smaller value; empty for an upload that has ended. */
    Optional<Long> value(OpenUpload open) {
        return switch (this) {
            case KEY -> Optional.of(0L);
            case BYTES -> open.usage().map(UploadUsage::bytes).map(bytes -> -bytes);
            case AGE -> Optional.of(open.upload().initiated().toEpochMilli());
        };
    }
}
