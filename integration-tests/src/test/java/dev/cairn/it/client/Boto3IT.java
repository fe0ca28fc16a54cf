package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.it.Readme;
import dev.cairn.it.server.CairnServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each operation by boto3 with its defaults: {@code boto3_operations.py}, a test an operation. */
class Boto3IT {
    /** Names that share their requests with another operation. */
    private static final Set<String> ALIASES =
            Set.of("ListDirectoryBuckets", "GetBucketLifecycle", "PutBucketLifecycle");

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @TestFactory
    List<DynamicTest> operations(@TempDir Path folder) {
        PythonClients.requireBoto3();
        String output = PythonClients.shell(cairn, folder)
                .run(List.of("python3", PythonClients.script("boto3_operations.py").toString()))
                .succeeded();
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> names = new TreeSet<>(ALIASES);
        for (String line : output.lines().toList()) {
            String[] words = line.split(" ", 3);
            names.add(words[1]);
            tests.add(dynamicTest(words[1], () -> assertThat(words[0])
                    .describedAs(line.replace("\\n", "\n")).isEqualTo("ok")));
        }
        tests.add(dynamicTest("every implemented operation is called",
                () -> assertThat(names).containsAll(Readme.implementedOperations())));
        return tests;
    }
}
