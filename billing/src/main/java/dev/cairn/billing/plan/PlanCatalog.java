package dev.cairn.billing.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plans that a server knows: those it is shipped with, and those of a directory, which take the
 * place of shipped ones of the same name. Safe for all threads; the directory is read once, a shipped
 * plan when it is first asked for: a server that starts asks for none.
 */
public final class PlanCatalog {
    /** What every server knows. */
    public static final List<String> SHIPPED =
            List.of(
                    "aws-standard",
                    "backblaze-b2",
                    "cloudflare-r2",
                    "wasabi-payg",
                    "wasabi-reserved");

    private static final int PLANS_MAX = 1000;
    private static final String SUFFIX = ".yaml";

    private final @Nullable Path directory;
    private final Object writing = new Object();
    private volatile Map<PlanName, Supplier<PricePlan>> plans;

    private PlanCatalog(@Nullable Path directory, Map<PlanName, Supplier<PricePlan>> plans) {
        this.directory = directory;
        this.plans = plans;
    }

    /** The shipped plans alone. */
    public static PlanCatalog shipped() {
        Map<PlanName, Supplier<PricePlan>> plans = new TreeMap<>();
        for (String name : SHIPPED) {
            plans.put(new PlanName(name), new Shipped(name));
        }
        return new PlanCatalog(null, plans);
    }

    /**
     * The shipped plans and those of a directory: its files {@code NAME.yaml}.
     *
     * @throws InvalidPlanException for a file that is no plan, or one of another name
     * @throws IOException when the directory cannot be read
     */
    public static PlanCatalog with(Path directory) throws IOException, InvalidPlanException {
        Map<PlanName, Supplier<PricePlan>> plans = new TreeMap<>(shipped().plans);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                PricePlan plan = read(file);
                plans.put(plan.name(), () -> plan);
            }
        }
        if (plans.size() > PLANS_MAX) {
            throw new InvalidPlanException(
                    "%s: %d plans; allowed: %d".formatted(directory, plans.size(), PLANS_MAX));
        }
        return new PlanCatalog(directory, plans);
    }

    /** By name. */
    public List<PricePlan> all() {
        return plans.values().stream().map(Supplier::get).toList();
    }

    /** Their names, in their order. */
    public List<String> names() {
        return plans.keySet().stream().map(PlanName::value).toList();
    }

    public Optional<PricePlan> find(String name) {
        return PlanName.isValid(name)
                ? Optional.ofNullable(plans.get(new PlanName(name))).map(Supplier::get)
                : Optional.empty();
    }

    /** Whether plans can be kept: whether there is a directory for them. */
    public boolean writable() {
        return directory != null;
    }

    /**
     * Keeps a plan in the directory, in place of any of its name. When this returns, it would
     * survive a power cut.
     *
     * @param document the text that {@code plan} was read from
     */
    public void put(PricePlan plan, byte[] document) throws IOException {
        if (directory == null) {
            throw new IllegalStateException("there is no directory of plans");
        }
        synchronized (writing) {
            if (!plans.containsKey(plan.name()) && plans.size() >= PLANS_MAX) {
                throw new IOException(directory + " holds " + PLANS_MAX + " plans already");
            }
            Path file = directory.resolve(plan.name() + SUFFIX);
            Path unfinished = directory.resolve(plan.name() + ".unfinished");
            write(unfinished, document);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
            Map<PlanName, Supplier<PricePlan>> changed = new TreeMap<>(plans);
            changed.put(plan.name(), () -> plan);
            plans = changed;
        }
    }

    private static void write(Path file, byte[] document) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(document);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * The plan in one file, which is called as the plan.
     *
     * @throws InvalidPlanException for a file that is no plan, or one of another name
     * @throws IOException when it cannot be read
     */
    public static PricePlan read(Path file) throws IOException, InvalidPlanException {
        if (Files.size(file) > PlanYaml.BYTES_MAX) {
            throw new InvalidPlanException(
                    file + ": larger than " + PlanYaml.BYTES_MAX + " bytes");
        }
        PricePlan plan = PlanReader.read(Files.readAllBytes(file), file.toString());
        if (!file.getFileName().toString().equals(plan.name() + SUFFIX)) {
            throw new InvalidPlanException(
                    "%s: the plan is called %s; allowed: the name of its file"
                            .formatted(file, plan.name()));
        }
        return plan;
    }

    /** A plan that lies beside this class. */
    private static final class Shipped implements Supplier<PricePlan> {
        private final String file;

        /** Two threads may read it at a time, with the same result. */
        private volatile @Nullable PricePlan plan;

        Shipped(String name) {
            this.file = name + SUFFIX;
        }

        @Override
        public PricePlan get() {
            PricePlan known = plan;
            if (known == null) {
                known = read();
                plan = known;
            }
            return known;
        }

        private PricePlan read() {
            try (InputStream in = PlanCatalog.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new AssertionError(file + " is not shipped");
                }
                return PlanReader.read(in.readAllBytes(), file);
            } catch (IOException | InvalidPlanException broken) {
                throw new AssertionError(broken);
            }
        }
    }
}
