package dev.cairn.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is started: its data directory, its flags without the leading dashes, variables of
 * its environment, and options of its JVM.
 */
public record ServerOptions(
        Path dataDir,
        Map<String, String> flags,
        Map<String, String> environment,
        List<String> jvmOptions) {

    /** The key pair that the tests sign with, unless a test says otherwise. */
    public static final String ACCESS_KEY = "AKIACAIRNTEST0000001";

    /** The secret half of {@link #ACCESS_KEY}; long enough to look like a real one. */
    public static final String SECRET_KEY = "integration/tests+only/0123456789abcdefg";

    public ServerOptions {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Free ports on the loopback address, the tests' key pair, a heap of 256 MiB. */
    public static ServerOptions in(Path dataDir) {
        return new ServerOptions(
                dataDir,
                Map.of("s3-listen", "127.0.0.1:0", "admin-listen", "127.0.0.1:0"),
                Map.of(
                        "CAIRN_ROOT_ACCESS_KEY", ACCESS_KEY,
                        "CAIRN_ROOT_SECRET_KEY", SECRET_KEY),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    }

    /** The same with one flag more, or with another value for it. */
    public ServerOptions withFlag(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(flags);
        more.put(name, value);
        return new ServerOptions(dataDir, more, environment, jvmOptions);
    }

    /** The same with one variable more, or with another value for it. */
    public ServerOptions withEnvironment(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new ServerOptions(dataDir, flags, more, jvmOptions);
    }

    /** The same without the key pair, so that the server makes one. */
    public ServerOptions withGeneratedKey() {
        Map<String, String> fewer = new LinkedHashMap<>(environment);
        fewer.remove("CAIRN_ROOT_ACCESS_KEY");
        fewer.remove("CAIRN_ROOT_SECRET_KEY");
        return new ServerOptions(dataDir, flags, fewer, jvmOptions);
    }

    /** The same with one option more for the JVM. */
    public ServerOptions withJvmOption(String option) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new ServerOptions(dataDir, flags, environment, more);
    }
}
