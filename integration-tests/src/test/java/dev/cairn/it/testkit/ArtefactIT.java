package dev.cairn.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testkit.CairnServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is in the artefact that others put beside their own libraries. */
class ArtefactIT {
    private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;
    private static final int JAVA_21 = 65;

    @Test
    void artefact_holdsNothingUnderForeignNames() throws Exception {
        assertThat(names())
                .isNotEmpty()
                .allMatch(name -> name.startsWith("dev/cairn/") || name.startsWith("META-INF/"))
                .contains("META-INF/LICENSE", "dev/cairn/testkit/junit/CairnExtension.class")
                .noneMatch(name -> name.startsWith("META-INF/services/"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name -> name.contains("epoll"))
                .noneMatch(name -> name.contains("/cli/"));
    }

    @Test
    void classes_areForJava21() throws Exception {
        try (JarFile jar = jar()) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    assertThat(version(jar, entry))
                            .describedAs(entry.getName())
                            .isLessThanOrEqualTo(JAVA_21);
                }
            }
        }
    }

    private static int version(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream header = new DataInputStream(jar.getInputStream(entry))) {
            assertThat(header.readInt()).isEqualTo(CLASS_FILE_MAGIC);
            header.readUnsignedShort();
            return header.readUnsignedShort();
        }
    }

    private static List<String> names() throws Exception {
        try (JarFile jar = jar()) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    private static JarFile jar() throws Exception {
        return new JarFile(
                Path.of(
                        CairnServer.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toFile());
    }
}
