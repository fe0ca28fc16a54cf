package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.time.Clock;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process with several threads works on a store, and everything that it does to its files, RocksDB
 * included, is recorded below the JVM. Then the power is cut at many points of the record, with
 * any choice of what was not synced; each time the store opens, is sound, and shows of every name the
 * state that was acknowledged last, or the one that was under way.
 *
 * <p>{@code -Dcairn.crash-images=N} takes more images, {@code -Dcairn.seed=N} another run of
 * chance. Needs a C compiler as {@code cc} and Linux.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class RecordedCrashTest {
    private static final int IMAGES_DEFAULT = 120;
    private static final int WORK = 60;
    private static final long EVENTS_MIN = 300;
    private static final int MINUTES_MAX = 3;

    @TempDir
    static Path built;

    private static Path library = Path.of("");

    @TempDir
    Path directory;

    private final long seed = Long.getLong("cairn.seed", 20261129);

    /** The states of a name that may be seen: what it had for certain, and what it was to have. */
    private record Allowed(String certain, List<String> underWay) {
        boolean allows(String state) {
            return certain.equals(state) || underWay.contains(state);
        }
    }

    @BeforeAll
    static void buildRecorder() throws Exception {
        Path source = Path.of("src/test/c/recorder.c").toAbsolutePath();
        library = built.resolve("recorder.so");
        boolean compiled;
        try {
            Process compiler =
                    new ProcessBuilder(
                            "cc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared",
                            "-fPIC", "-o", library.toString(), source.toString(), "-ldl",
                            "-lpthread")
                            .inheritIO()
                            .start();
            compiled = compiler.waitFor() == 0;
            assertThat(compiled).describedAs("the compiler takes recorder.c").isTrue();
        } catch (IOException noCompiler) {
            compiled = false;
        }
        if (!compiled) {
            System.err.println(
                    "RecordedCrashTest is skipped: it needs a C compiler, and there is no cc");
        }
        assertThat(compiled || System.getenv("CAIRN_REQUIRE_CLIENTS") == null)
                .describedAs("cc is there where nothing may be skipped")
                .isTrue();
        assumeTrue(compiled, "no C compiler");
    }

    @Test
    void powerCutAnywhereInARecordOfSeveralThreads_losesNothingAcknowledged() throws Exception {
        assertThat(record(Map.of())).isZero();

        List<String> lost = replay(Integer.getInteger("cairn.crash-images", IMAGES_DEFAULT));

        assertThat(lost).describedAs("seed %d", seed).isEmpty();
    }

    @Test
    void syncsThatTheDiskLeftOut_areCaught() throws Exception {
        assertThat(record(Map.of("CAIRN_RECORD_DEAF", "10"))).isZero();

        assertThat(replay(IMAGES_DEFAULT)).isNotEmpty();
    }

    /** The call that fails, its errno, which of them, in which files. */
    @ParameterizedTest
    @ValueSource(strings = {
        "write:28:9:/data/blobs/",
        "write:0:9:/data/blobs/",
        "fdatasync:5:4:/data/blobs/",
        "fsync:5:60:/data/blobs",
        "write:28:150:/data/catalog/",
        "fdatasync:5:80:/data/catalog/"
    })
    void callThatFails_losesNothingAcknowledged(String fault) throws Exception {
        assertThat(record(Map.of("CAIRN_RECORD_FAULT", fault))).isIn(0, RecordedWork.STOPPED);

        List<String> lost = replay(IMAGES_DEFAULT / 6);

        assertThat(lost).describedAs("seed %d, %s", seed, fault).isEmpty();
    }

    /** Lets a process work and be recorded; answers its exit code. */
    private int record(Map<String, String> more) throws Exception {
        Path base = Files.createDirectory(directory.resolve("base"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx256m");
        command.add("--enable-native-access=ALL-UNNAMED");
        String nativeDirectory = System.getProperty("cairn.native-dir");
        if (nativeDirectory != null) {
            command.add("-Dcairn.native-dir=" + nativeDirectory);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(RecordedWork.class.getName(), base.toRealPath().toString()));
        command.addAll(List.of(Long.toString(seed), Integer.toString(WORK)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_PRELOAD", library.toRealPath().toString());
        builder.environment().put("CAIRN_RECORD_ROOT", base.toRealPath().toString());
        builder.environment().put("CAIRN_RECORD_LOG", log().toString());
        builder.environment().putAll(more);
        File output = directory.resolve("output").toFile();
        Process process = builder.redirectErrorStream(true).redirectOutput(output).start();
        boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).describedAs("the work ends: %s", Files.readString(output.toPath()))
                .isTrue();
        int code = process.exitValue();
        assertThat(code)
                .describedAs("exit code: %s", Files.readString(output.toPath()))
                .isIn(0, RecordedWork.STOPPED);
        return code;
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** Cuts the power at so many points; answers what was wrong then. */
    private List<String> replay(int images) throws Exception {
        long total = 0;
        try (Recording recording = new Recording(log())) {
            while (recording.next() != null) {
                total++;
            }
        }
        assertThat(total).isGreaterThan(EVENTS_MIN);
        Random random = new Random(seed);
        TreeMap<Long, Integer> points = new TreeMap<>();
        for (int i = 0; i < images; i++) {
            points.merge(1 + (long) (random.nextDouble() * total), 1, Integer::sum);
        }
        List<String> wrong = new ArrayList<>();
        Map<String, Allowed> states = new HashMap<>();
        ReplayedDisk disk = new ReplayedDisk();
        try (Recording recording = new Recording(log())) {
            for (long at = 1; at <= total; at++) {
                Recording.Event event = Objects.requireNonNull(recording.next());
                disk.apply(event);
                if (event.kind() == 'W' && event.path().equals(RecordedWork.WORDS)) {
                    heed(states, new String(event.data(), StandardCharsets.UTF_8));
                }
                for (int i = points.getOrDefault(at, 0); i > 0; i--) {
                    check(disk, at, random, states, wrong);
                }
            }
        }
        return wrong;
    }

    private static void heed(Map<String, Allowed> states, String lines) {
        for (String line : lines.lines().toList()) {
            int last = line.lastIndexOf(' ');
            String name = line.substring(2, last);
            String state = line.substring(last + 1);
            if (line.startsWith("a")) {
                states.put(name, new Allowed(state, List.of()));
            } else {
                Allowed before =
                        states.getOrDefault(name, new Allowed(RecordedWork.GONE, List.of()));
                List<String> underWay = new ArrayList<>(before.underWay());
                underWay.add(state);
                states.put(name, new Allowed(before.certain(), underWay));
            }
        }
    }

    private void check(
            ReplayedDisk disk,
            long at,
            Random random,
            Map<String, Allowed> states,
            List<String> wrong)
            throws Exception {
        Path image = directory.resolve("image");
        if (!disk.image(RecordedWork.DATA, image, random)) {
            // The power went before the store was there.
            states.forEach((name, allowed) -> wrong.add("no store, but " + name));
            return;
        }
        try {
            // Twice: what recovery does must itself survive being done again.
            for (int opening = 1; opening <= 2; opening++) {
                check(image, states, "cut behind event " + at, wrong);
            }
        } catch (StoreUnusableException | IOException | RuntimeException unusable) {
            wrong.add("cut behind event " + at + ": " + unusable);
        } finally {
            empty(image);
            Files.delete(image);
        }
    }

    private static void check(
            Path image, Map<String, Allowed> states, String where, List<String> wrong)
            throws IOException, StoreUnusableException {
        try (Storage left =
                Storage.open(StorageSettings.of(image), new Clock(InstantSource.system()))) {
            if (left.integrity().unaccountedBytes() != 0) {
                wrong.add(where + ": " + left.integrity());
            }
            left.check().forEach(finding -> wrong.add(where + ": " + finding));
            Map<String, String> found = statesOf(left);
            for (Map.Entry<String, Allowed> name : states.entrySet()) {
                String state = found.getOrDefault(name.getKey(), RecordedWork.GONE);
                if (!name.getValue().allows(state)) {
                    wrong.add(
                            where + ": " + name.getKey() + " is " + state + ", not "
                                    + name.getValue());
                }
            }
        }
    }

    private static Map<String, String> statesOf(Storage storage) throws IOException {
        Map<String, String> found = new HashMap<>();
        if (storage.buckets().list(null, "", null, 1).buckets().isEmpty()) {
            return found;
        }
        found.put("bucket", "there");
        ListQuery all = new ListQuery("", null, null, 1000);
        for (ListedObject object : storage.objects().list(BUCKET, all).objects()) {
            try (ObjectReader reader = storage.objects().open(BUCKET, object.key())) {
                byte[] md5 = TestContent.md5(StoreFixture.readAll(reader));
                String whole = RecordedWork.hex(md5);
                String ofOnePart = RecordedWork.hex(TestContent.md5(md5)) + "-1";
                String etag = object.etag().value();
                boolean intact = etag.equals(whole) || etag.equals(ofOnePart);
                found.put("object " + object.key(), intact ? etag : "damaged");
            }
        }
        UploadQuery open = new UploadQuery("", null, null, null, 1000);
        for (Upload upload : storage.uploads().list(BUCKET, open).uploads()) {
            TreeMap<Integer, String> parts = new TreeMap<>();
            for (Part part : storage.uploads()
                    .parts(BUCKET, upload.key(), upload.uploadId(), 0, 1000)
                    .parts()) {
                parts.put(part.number(), RecordedWork.hex(part.md5()));
            }
            found.put("upload " + upload.uploadId(), RecordedWork.text(parts));
        }
        return found;
    }

    private static void empty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        }
    }
}
