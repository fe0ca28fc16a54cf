package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DocumentEncoder} wrote, in the same order. */
final class DocumentDecoder {
    private final DataInputStream in;

    private DocumentDecoder(DataInputStream in) {
        this.in = in;
    }

    static LifecycleDocument decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            LifecycleDocument document = new DocumentDecoder(in).document();
            if (in.available() > 0) {
                throw new IllegalArgumentException(
                        in.available() + " bytes behind a lifecycle document");
            }
            return document;
        } catch (IOException damaged) {
            throw new IllegalArgumentException("damaged lifecycle document", damaged);
        }
    }

    private LifecycleDocument document() throws IOException {
        int version = in.readUnsignedByte();
        if (version != DocumentEncoder.VERSION) {
            throw new IllegalArgumentException("lifecycle document of format " + version);
        }
        TransitionMinimum minimum = TransitionMinimum.ofCode(in.readUnsignedByte());
        int count = in.readInt();
        List<Instant> since = new ArrayList<>();
        List<LifecycleRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            since.add(Instant.ofEpochMilli(in.readLong()));
            rules.add(new LifecycleRule(text(), in.readBoolean(), filter(), actions()));
        }
        return new LifecycleDocument(new LifecycleConfiguration(minimum, rules), since);
    }

    private RuleFilter filter() throws IOException {
        RuleFilter.Form form = RuleFilter.Form.ofCode(in.readUnsignedByte());
        String prefix = in.readBoolean() ? text() : null;
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String key = text();
            tags.put(key, text());
        }
        return new RuleFilter(form, prefix, tags, size(), size());
    }

    private RuleActions actions() throws IOException {
        Expiration expiration = expiration();
        List<Transition> transitions = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            transitions.add(new Transition(time(in.readUnsignedByte()), storageClass()));
        }
        NoncurrentVersionExpiration noncurrentExpiration =
                in.readBoolean() ? new NoncurrentVersionExpiration(age()) : null;
        List<NoncurrentVersionTransition> noncurrentTransitions = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            noncurrentTransitions.add(new NoncurrentVersionTransition(age(), storageClass()));
        }
        return new RuleActions(
                expiration, transitions, noncurrentExpiration, noncurrentTransitions, count());
    }

    private @Nullable Expiration expiration() throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case DocumentEncoder.NONE -> null;
            case DocumentEncoder.DELETE_MARKER ->
                    new Expiration.ExpiredObjectDeleteMarker(in.readBoolean());
            default -> new Expiration.Timed(time(kind));
        };
    }

    private RuleTime time(int kind) throws IOException {
        return switch (kind) {
            case DocumentEncoder.DAYS -> new RuleTime.Days(in.readInt());
            case DocumentEncoder.DATE -> new RuleTime.Date(Instant.ofEpochSecond(in.readLong()));
            default -> throw new IllegalArgumentException("time of kind " + kind);
        };
    }

    private NoncurrentAge age() throws IOException {
        return new NoncurrentAge(in.readInt(), count());
    }

    private StorageClass storageClass() throws IOException {
        return StorageClass.ofCode(in.readUnsignedByte());
    }

    private @Nullable Integer count() throws IOException {
        return in.readBoolean() ? in.readInt() : null;
    }

    private @Nullable Long size() throws IOException {
        return in.readBoolean() ? in.readLong() : null;
    }

    private String text() throws IOException {
        int length = in.readInt();
        byte[] utf8 = in.readNBytes(length);
        if (utf8.length < length) {
            throw new IOException("text is cut off");
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
