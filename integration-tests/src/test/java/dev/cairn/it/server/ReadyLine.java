package dev.cairn.it.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The one line that the server prints on stdout when it is ready: {@code CAIRN READY name=value …}. */
public record ReadyLine(Map<String, String> fields) {
    private static final String START = "CAIRN READY ";

    public ReadyLine {
        fields = Map.copyOf(fields);
    }

    static boolean matches(String line) {
        return line.startsWith(START);
    }

    /** Reads the line; a field runs to the next {@code " name="}, since a path may hold a space. */
    static ReadyLine parse(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.substring(START.length()).split(" (?=[a-z0-9-]+=)", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return new ReadyLine(fields);
    }

    /** The value of a field that the contract promises. */
    public String field(String name) {
        return Objects.requireNonNull(fields.get(name), () -> "the ready line has no " + name);
    }

    public URI s3() {
        return URI.create(field("s3"));
    }

    public URI admin() {
        return URI.create(field("admin"));
    }

    public String accessKey() {
        return field("access-key");
    }

    public Path dataDir() {
        return Path.of(field("data-dir"));
    }
}
