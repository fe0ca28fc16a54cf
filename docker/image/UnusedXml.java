import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints which files of the JDK's own XML parsers and processors the runtime can leave out: XML is read
 * and written by other libraries, and of the module only the interfaces in javax.xml are used. A module
 * must keep its packages, so the smallest file of each stays.
 */
final class UnusedXml {
    private static final Path MODULES = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.walk(MODULES.resolve("java.xml/com/sun"))) {
            files.filter(Files::isDirectory).forEach(UnusedXml::printAllButSmallest);
        }
    }

    private static void printAllButSmallest(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(UnusedXml::bytes).thenComparing(Path::toString)).toList();
            files.stream().skip(1).forEach(file -> System.out.println("/" + MODULES.relativize(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
