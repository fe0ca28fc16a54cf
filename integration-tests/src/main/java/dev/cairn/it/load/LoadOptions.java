package dev.cairn.it.load;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run shall do, from the command line. */
record LoadOptions(
        String work,
        URI endpoint,
        String accessKey,
        String secretKey,
        @Nullable String pid,
        int sizeBytes,
        int connections,
        Duration duration,
        int objects,
        int parts,
        int uploads,
        @Nullable String delimiter) {
    static final String USAGE =
            """
            load put|get|list|complete|mixed --endpoint URL --access-key ID --secret-key SECRET
                 [--pid PID] [--size 4KiB] [--connections 16] [--seconds 10] [--objects 10000]
                 [--parts 1000] [--uploads 3] [--delimiter /]
            """;

    private static final Set<String> NAMES =
            Set.of(
                    "endpoint", "access-key", "secret-key", "pid", "size", "connections",
                    "seconds", "objects", "parts", "uploads", "delimiter");

    static LoadOptions parse(String[] args) {
        Map<String, String> values = new HashMap<>();
        String work = "";
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                work = args[i];
            } else if (NAMES.contains(args[i].substring(2)) && i + 1 < args.length) {
                values.put(args[i].substring(2), args[++i]);
            } else {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        return new LoadOptions(
                work,
                URI.create(required(values, "endpoint")),
                required(values, "access-key"),
                required(values, "secret-key"),
                values.get("pid"),
                bytes(values.getOrDefault("size", "4KiB")),
                Integer.parseInt(values.getOrDefault("connections", "16")),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("seconds", "10"))),
                Integer.parseInt(values.getOrDefault("objects", "10000")),
                Integer.parseInt(values.getOrDefault("parts", "1000")),
                Integer.parseInt(values.getOrDefault("uploads", "3")),
                values.get("delimiter"));
    }

    String host() {
        return endpoint.getHost() + ":" + endpoint.getPort();
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing --" + name);
        }
        return value;
    }

    private static int bytes(String text) {
        if (text.endsWith("KiB")) {
            return Integer.parseInt(text.substring(0, text.length() - 3)) << 10;
        }
        if (text.endsWith("MiB")) {
            return Integer.parseInt(text.substring(0, text.length() - 3)) << 20;
        }
        return Integer.parseInt(text);
    }
}
