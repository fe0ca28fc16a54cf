package dev.cairn.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files and names as a disk may hold them: what a sync that has returned made durable, and all that
 * was done since, of which a power cut leaves any part. Fed with the events of a recording, it makes
 * images of what could be left at that point.
 *
 * <p>A sync of a file makes durable the bytes and the size that the file had when the sync began; a
 * sync of a directory the names in it. Of the rest an image has nothing, everything, the first so
 * many changes, or any: single pages of a write, sizes without their bytes, names without the ones
 * before them. Only a rename is one change.
 */
final class ReplayedDisk {
    private static final int PAGE = 4096;

    private final Map<Long, Inode> inodes = new HashMap<>();
    private final TreeMap<String, Node> durableNames = new TreeMap<>();

    /** Changes of names since the last sync of their directory. */
    private final Map<String, List<NameChange>> pendingNames = new HashMap<>();

    /** The names as the process sees them. */
    private final Map<String, Node> names = new HashMap<>();

    private final Map<Long, Long> begun = new HashMap<>();
    private long events;

    /** What a name names. */
    private sealed interface Node {}

    private static final class Directory implements Node {}

    private static final class Inode implements Node {
        private final Content durable = new Content();
        private final List<Change> pending = new ArrayList<>();
    }

    /** Bytes were written, or (without bytes) the size was set to the offset. */
    private record Change(long at, long offset, byte @Nullable [] bytes) {}

    /** A name was given, taken away (no node), or given instead of another one. */
    private record NameChange(
            long at, String path, @Nullable Node node, @Nullable String instead) {}

    /** How an image chooses among changes that are not durable. */
    private enum Choice {
        NOTHING,
        EVERYTHING,
        BEGINNING,
        ANY
    }

    /** The bytes of a file. */
    private static final class Content {
        private byte[] bytes = new byte[0];
        private int size;

        void write(long offset, byte[] data, int from, int to) {
            int end = Math.toIntExact(offset) + to;
            grow(end);
            System.arraycopy(data, from, bytes, Math.toIntExact(offset) + from, to - from);
            size = Math.max(size, end);
        }

        void resize(long to) {
            int target = Math.toIntExact(to);
            grow(target);
            if (target < size) {
                Arrays.fill(bytes, target, size, (byte) 0);
            }
            size = target;
        }

        Content copy() {
            Content copy = new Content();
            copy.bytes = Arrays.copyOf(bytes, size);
            copy.size = size;
            return copy;
        }

        private void grow(int length) {
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
            }
        }
    }

    /** Takes the next event in. */
    void apply(Recording.Event event) {
        events++;
        switch (event.kind()) {
            case 'C' -> {
                Inode created = new Inode();
                inodes.put(event.first(), created);
                name(event.path(), created, null);
            }
            case 'K' -> name(event.path(), new Directory(), null);
            case 'W' -> inode(event).pending
                    .add(new Change(events, event.second(), event.data()));
            case 'T' -> inode(event).pending.add(new Change(events, event.second(), null));
            case 'R' -> {
                Node moved = names.remove(event.path());
                String target = new String(event.data(), StandardCharsets.UTF_8);
                name(target, moved, event.path());
            }
            case 'U' -> name(event.path(), null, null);
            case 'B' -> begun.put(event.second(), events);
            case 'E' -> synced(event);
            default -> throw new IllegalArgumentException("an event " + event.kind());
        }
    }

    private Inode inode(Recording.Event event) {
        Inode inode = inodes.get(event.first());
        if (inode == null) {
            throw new IllegalStateException("a file that was not created: " + event.path());
        }
        return inode;
    }

    private void name(String path, @Nullable Node node, @Nullable String instead) {
        if (node == null) {
            names.remove(path);
        } else {
            names.put(path, node);
        }
        pendingNames
                .computeIfAbsent(parent(path), any -> new ArrayList<>())
                .add(new NameChange(events, path, node, instead));
    }

    private void synced(Recording.Event event) {
        Long since = begun.remove(event.second());
        if (since == null) {
            throw new IllegalStateException("a sync that did not begin: " + event);
        }
        boolean directory =
                event.path().isEmpty() || names.get(event.path()) instanceof Directory;
        if (directory) {
            Iterator<NameChange> changes =
                    pendingNames.getOrDefault(event.path(), List.of()).iterator();
            while (changes.hasNext()) {
                NameChange change = changes.next();
                if (change.at() < since) {
                    apply(durableNames, change);
                    changes.remove();
                }
            }
            return;
        }
        Inode inode = inode(event);
        Iterator<Change> changes = inode.pending.iterator();
        while (changes.hasNext()) {
            Change change = changes.next();
            if (change.at() < since) {
                apply(inode.durable, change);
                changes.remove();
            }
        }
    }

    /**
     * Makes what could be left below a directory of the recording, if the power went now.
     *
     * @return whether the directory itself is left
     */
    boolean image(String below, Path target, Random random) throws IOException {
        TreeMap<String, Node> left = new TreeMap<>(durableNames);
        for (List<NameChange> changes : pendingNames.values()) {
            for (NameChange change : chosen(changes, random)) {
                apply(left, change);
            }
        }
        Set<String> made = new HashSet<>();
        // A directory comes before what is in it.
        for (Map.Entry<String, Node> entry : left.entrySet()) {
            String path = entry.getKey();
            if (!path.equals(below) && !made.contains(parent(path))) {
                continue;
            }
            Path file = target.resolve(path.substring(below.length()).replaceFirst("^/", ""));
            switch (entry.getValue()) {
                case Directory directory -> {
                    Files.createDirectory(file);
                    made.add(path);
                }
                case Inode inode -> {
                    Content content = contentLeft(inode, random);
                    Files.write(file, Arrays.copyOf(content.bytes, content.size));
                }
            }
        }
        return made.contains(below);
    }

    private static Content contentLeft(Inode inode, Random random) {
        Content content = inode.durable.copy();
        Choice choice = choice(random);
        if (choice != Choice.ANY) {
            chosen(inode.pending, choice, random)
                    .forEach(change -> apply(content, change));
            return content;
        }
        for (Change change : inode.pending) {
            if (change.bytes() == null) {
                if (random.nextBoolean()) {
                    apply(content, change);
                }
            } else {
                writeSomePages(content, change.offset(), change.bytes(), random);
            }
        }
        return content;
    }

    private static void writeSomePages(
            Content content, long offset, byte[] bytes, Random random) {
        int from = 0;
        while (from < bytes.length) {
            int room = PAGE - (int) ((offset + from) % PAGE);
            int to = Math.min(bytes.length, from + room);
            if (random.nextBoolean()) {
                content.write(offset, bytes, from, to);
            }
            from = to;
        }
    }

    private static Choice choice(Random random) {
        return Choice.values()[random.nextInt(Choice.values().length)];
    }

    private static <T> List<T> chosen(List<T> changes, Random random) {
        return chosen(changes, choice(random), random);
    }

    private static <T> List<T> chosen(List<T> changes, Choice choice, Random random) {
        return switch (choice) {
            case NOTHING -> List.of();
            case EVERYTHING -> changes;
            case BEGINNING -> changes.subList(0, random.nextInt(changes.size() + 1));
            case ANY -> changes.stream().filter(any -> random.nextBoolean()).toList();
        };
    }

    private static void apply(Content content, Change change) {
        byte[] bytes = change.bytes();
        if (bytes == null) {
            content.resize(change.offset());
        } else {
            content.write(change.offset(), bytes, 0, bytes.length);
        }
    }

    private static void apply(Map<String, Node> names, NameChange change) {
        if (change.instead() != null) {
            names.remove(change.instead());
        }
        if (change.node() == null) {
            names.remove(change.path());
        } else {
            names.put(change.path(), change.node());
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
