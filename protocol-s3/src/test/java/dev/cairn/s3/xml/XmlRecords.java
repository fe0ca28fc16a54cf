package dev.cairn.s3.xml;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The records of this package that stand for a document, found among what was compiled. */
final class XmlRecords {
    private static final String SUFFIX = ".class";

    private XmlRecords() {}

    static boolean isWritten(Class<?> type) {
        return XmlDocument.class.isAssignableFrom(type);
    }

    /** Whether it has a {@code read} whose first argument is the body. */
    static boolean isRead(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("read"))
                .anyMatch(method -> method.getParameterCount() > 0
                        && method.getParameterTypes()[0] == byte[].class);
    }

    /** The names of the records that are as asked. */
    static List<String> where(Predicate<Class<?>> wanted) throws IOException, URISyntaxException {
        Path classes = Path.of(
                XmlDocument.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String packageName = XmlDocument.class.getPackageName();
        try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> isWanted(packageName + "." + name, wanted))
                    .toList();
        }
    }

    private static boolean isWanted(String name, Predicate<Class<?>> wanted) {
        try {
            Class<?> type = Class.forName(name);
            return type.isRecord() && wanted.test(type);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
