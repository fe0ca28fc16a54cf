package dev.cairn.lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a lifecycle document: a format version (1 byte), the transition minimum (1 byte), the
 * number of rules (4 bytes), then each rule. A rule is the moment since which it is in force
 * (milliseconds, 8 bytes), its id, whether it is enabled (1 byte), its filter and its actions.
 * Texts have their UTF-8 length in front (4 bytes); what may be absent has a byte 0 or 1 in front;
 * numbers of days and versions are 4 bytes, sizes and dates 8, high byte first.
 */
final class DocumentEncoder {
    static final int VERSION = 1;

    /** Which kind of expiration, or which time, follows. */
    static final int NONE = 0;

    static final int DAYS = 1;
    static final int DATE = 2;
    static final int DELETE_MARKER = 3;

    private final DataOutputStream out;

    private DocumentEncoder(DataOutputStream out) {
        this.out = out;
    }

    static byte[] encode(LifecycleDocument document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            new DocumentEncoder(out).write(document);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private void write(LifecycleDocument document) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(document.configuration().transitionMinimum().code());
        out.writeInt(document.since().size());
        for (int i = 0; i < document.since().size(); i++) {
            out.writeLong(document.since().get(i).toEpochMilli());
            write(document.configuration().rules().get(i));
        }
    }

    private void write(LifecycleRule rule) throws IOException {
        text(rule.id());
        out.writeBoolean(rule.enabled());
        write(rule.filter());
        write(rule.actions());
    }

    private void write(RuleFilter filter) throws IOException {
        out.writeByte(filter.form().code());
        String prefix = filter.prefix();
        out.writeBoolean(prefix != null);
        if (prefix != null) {
            text(prefix);
        }
        out.writeInt(filter.tags().size());
        for (Map.Entry<String, String> tag : filter.tags().entrySet()) {
            text(tag.getKey());
            text(tag.getValue());
        }
        size(filter.sizeGreaterThan());
        size(filter.sizeLessThan());
    }

    private void write(RuleActions actions) throws IOException {
        switch (actions.expiration()) {
            case null -> out.writeByte(NONE);
            case Expiration.Timed(RuleTime time) -> write(time);
            case Expiration.ExpiredObjectDeleteMarker(boolean value) -> {
                out.writeByte(DELETE_MARKER);
                out.writeBoolean(value);
            }
        }
        out.writeInt(actions.transitions().size());
        for (Transition transition : actions.transitions()) {
            write(transition.time());
            out.writeByte(transition.storageClass().code());
        }
        NoncurrentVersionExpiration expiration = actions.noncurrentExpiration();
        out.writeBoolean(expiration != null);
        if (expiration != null) {
            write(expiration.age());
        }
        out.writeInt(actions.noncurrentTransitions().size());
        for (NoncurrentVersionTransition transition : actions.noncurrentTransitions()) {
            write(transition.age());
            out.writeByte(transition.storageClass().code());
        }
        count(actions.abortDays());
    }

    private void write(RuleTime time) throws IOException {
        switch (time) {
            case RuleTime.Days(int days) -> {
                out.writeByte(DAYS);
                out.writeInt(days);
            }
            case RuleTime.Date(var date) -> {
                out.writeByte(DATE);
                out.writeLong(date.getEpochSecond());
            }
        }
    }

    private void write(NoncurrentAge age) throws IOException {
        out.writeInt(age.days());
        count(age.newerVersions());
    }

    private void count(@Nullable Integer count) throws IOException {
        out.writeBoolean(count != null);
        if (count != null) {
            out.writeInt(count);
        }
    }

    private void size(@Nullable Long size) throws IOException {
        out.writeBoolean(size != null);
        if (size != null) {
            out.writeLong(size);
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
