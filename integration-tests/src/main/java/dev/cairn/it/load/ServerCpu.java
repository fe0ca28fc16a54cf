package dev.cairn.it.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The CPU time of the server, user and system, from its process id (Linux). */
final class ServerCpu {
    /** Ticks a second: what {@code getconf CLK_TCK} says on every Linux of today. */
    private static final double TICKS = 100;

    private final @Nullable Path stat;

    ServerCpu(@Nullable String pid) {
        stat = pid == null ? null : Path.of("/proc", pid, "stat");
    }

    /** Seconds since the process began; not a number when no process was named. */
    double seconds() throws IOException {
        if (stat == null) {
            return Double.NaN;
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
}
