package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;

import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A process that works on a store with several threads and says in a file what it is about to do and
 * what has been acknowledged. Whoever records what it does to its files finds these words among the
 * records, in their order.
 *
 * <p>A word is a line: {@code b NAME STATE} before something is to have that state, {@code a NAME
 * STATE} once it has it for certain. A name is {@code object KEY}, whose state is the MD5 of its
 * bytes or {@code -}, or {@code upload ID}, whose state lists its parts as {@code NUMBER:MD5,…}, or
 * is {@code -}. Each thread has keys of its own, so the states of a name have one order.
 *
 * <p>Exits with 0 when all is done, with 3 when the store has stopped writing.
 */
public final class RecordedWork {
    static final String WORDS = "words";
    static final String DATA = "data";
    static final String GONE = "-";
    static final int STOPPED = 3;

    private static final int THREADS = 4;
    private static final int KEYS = 4;
    private static final int LARGE = 300_000;
    private static final int SMALL = 9_000;

    private final Storage storage;
    private final FileChannel words;
    private final Random random;
    private final String prefix;
    private final List<OpenUpload> open = new ArrayList<>();
    private final TreeMap<String, String> known = new TreeMap<>();

    /** An upload of this thread and what has landed. */
    private record OpenUpload(Upload upload, TreeMap<Integer, Part> parts) {
        String name() {
            return "upload " + upload.uploadId();
        }
    }

    /** Something that the store does, or refuses. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private RecordedWork(Storage storage, FileChannel words, long seed, int thread) {
        this.storage = storage;
        this.words = words;
        this.random = new Random(seed * THREADS + thread);
        this.prefix = "t" + thread + "/";
    }

    /** Takes the directory of data and words, a seed, and how much each thread shall do. */
    public static void main(String[] args) throws Exception {
        Path base = Path.of(args[0]);
        long seed = Long.parseLong(args[1]);
        int count = Integer.parseInt(args[2]);
        StorageSettings settings = StorageSettings.of(base.resolve(DATA));
        boolean stopped;
        try (FileChannel words =
                FileChannel.open(
                        base.resolve(WORDS),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.APPEND);
                Storage storage = Storage.open(settings, new Clock(InstantSource.system()))) {
            storage.buckets().create(BUCKET, StoreFixture.OWNER, "us-east-1");
            say(words, "a", "bucket", "there");
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                RecordedWork work = new RecordedWork(storage, words, seed, thread);
                threads.add(Thread.ofPlatform().start(() -> work.run(count)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            stopped = storage.writesStopped() != null;
        }
        System.exit(stopped ? STOPPED : 0);
    }

    private void run(int count) {
        for (int i = 0; i < count && storage.writesStopped() == null; i++) {
            int dice = random.nextInt(100);
            if (dice < 35) {
                put();
            } else if (dice < 45) {
                delete();
            } else if (dice < 55 || open.isEmpty()) {
                begin();
            } else if (dice < 85) {
                putPart();
            } else if (dice < 93) {
                complete();
            } else {
                abort();
            }
        }
    }

    private void put() {
        ObjectKey key = anyKey();
        byte[] bytes = anyBytes();
        change(
                "object " + key,
                hex(TestContent.md5(bytes)),
                () -> {
                    var unused =
                            storage.objects()
                                    .put(
                                            BUCKET,
                                            key,
                                            StoreFixture.newObject(),
                                            WriteCondition.NONE,
                                            TestContent.of(bytes));
                });
    }

    private void delete() {
        ObjectKey key = anyKey();
        change(
                "object " + key,
                GONE,
                () -> {
                    var unused =
                            storage.objects().delete(BUCKET, key, WriteCondition.NONE);
                });
    }

    private void begin() {
        try {
            Initiator initiator =
                    new Initiator(StoreFixture.OWNER, "AKID", "127.0.0.1", "test");
            NewUpload upload =
                    new NewUpload(
                            StoreFixture.newObject(),
                            initiator,
                            ChecksumAlgorithm.CRC64NVME,
                            ChecksumType.FULL_OBJECT,
                            false);
            OpenUpload begun =
                    new OpenUpload(
                            storage.uploads().create(BUCKET, anyKey(), upload),
                            new TreeMap<>());
            acknowledge(begun.name(), state(begun.parts()));
            open.add(begun);
        } catch (StorageException refused) {
            unlessStopped(refused);
        }
    }

    private void putPart() {
        OpenUpload upload = anyOpen();
        int number = 1 + random.nextInt(4);
        byte[] bytes = anyBytes();
        TreeMap<Integer, Part> after = new TreeMap<>(upload.parts());
        String md5 = hex(TestContent.md5(bytes));
        TreeMap<Integer, String> states = new TreeMap<>();
        upload.parts().forEach((n, part) -> states.put(n, hex(part.md5())));
        states.put(number, md5);
        change(
                upload.name(),
                text(states),
                () -> {
                    Part part =
                            storage.uploads()
                                    .putPart(
                                            BUCKET,
                                            upload.upload().key(),
                                            upload.upload().uploadId(),
                                            number,
                                            TestContent.of(bytes));
                    after.put(number, part);
                    upload.parts().clear();
                    upload.parts().putAll(after);
                });
    }

    /** Completes an upload of its last part alone, which may be of any size; the others go. */
    private void complete() {
        OpenUpload upload = anyOpen();
        if (upload.parts().isEmpty()) {
            return;
        }
        Part last = upload.parts().lastEntry().getValue();
        String object = "object " + upload.upload().key();
        say("b", upload.name(), GONE);
        boolean done =
                change(
                        object,
                        hex(TestContent.md5(last.md5())) + "-1",
                        () -> {
                            var unused =
                                    storage.uploads()
                                            .complete(
                                                    BUCKET,
                                                    upload.upload().key(),
                                                    upload.upload().uploadId(),
                                                    StoreFixture.list(last));
                        });
        if (done) {
            acknowledge(upload.name(), GONE);
            open.remove(upload);
        } else if (storage.writesStopped() == null) {
            acknowledge(upload.name(), state(upload.parts()));
        }
    }

    private void abort() {
        OpenUpload upload = anyOpen();
        boolean done =
                change(
                        upload.name(),
                        GONE,
                        () -> {
                            var unused =
                                    storage.uploads()
                                            .abort(
                                                    BUCKET,
                                                    upload.upload().key(),
                                                    upload.upload().uploadId());
                        });
        if (done) {
            open.remove(upload);
        }
    }

    /**
     * Says it, does it, says that it is done; where the store could not, that nothing has changed.
     * When the outcome is unknown nothing more is said.
     */
    private boolean change(String name, String state, Work work) {
        say("b", name, state);
        try {
            work.run();
            acknowledge(name, state);
            return true;
        } catch (StorageException refused) {
            unlessStopped(refused);
        } catch (IOException failed) {
            acknowledge(name, known.getOrDefault(name, GONE));
        }
        return false;
    }

    private void unlessStopped(StorageException refused) {
        boolean stopping =
                refused.refusal() instanceof Refusal.OutcomeUnknown
                        || refused.refusal() instanceof Refusal.WritesStopped;
        if (!stopping) {
            throw refused;
        }
    }

    private void acknowledge(String name, String state) {
        known.put(name, state);
        say("a", name, state);
    }

    private void say(String kind, String name, String state) {
        try {
            say(words, kind, name, state);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void say(FileChannel words, String kind, String name, String state)
            throws IOException {
        String line = kind + " " + name + " " + state + "\n";
        int unused = words.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static String state(SortedMap<Integer, Part> parts) {
        TreeMap<Integer, String> states = new TreeMap<>();
        parts.forEach((number, part) -> states.put(number, hex(part.md5())));
        return text(states);
    }

    /** The state of an upload with these parts. */
    static String text(SortedMap<Integer, String> parts) {
        StringBuilder text = new StringBuilder("open");
        parts.forEach((number, md5) -> text.append(',').append(number).append(':').append(md5));
        return text.toString();
    }

    static String hex(byte @Nullable [] bytes) {
        return bytes == null ? GONE : HexFormat.of().formatHex(bytes);
    }

    private ObjectKey anyKey() {
        return new ObjectKey(prefix + random.nextInt(KEYS));
    }

    private OpenUpload anyOpen() {
        return open.get(random.nextInt(open.size()));
    }

    private byte[] anyBytes() {
        boolean large = random.nextInt(12) == 0;
        return TestContent.random(
                random.nextLong(), (large ? LARGE : 0) + 1 + random.nextInt(SMALL));
    }
}
