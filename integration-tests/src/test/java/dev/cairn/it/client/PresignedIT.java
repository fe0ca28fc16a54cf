package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.it.server.CairnServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Presigned URLs and forms of boto3 and aws-cli with their defaults, sent by others. */
class PresignedIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> boto3(@TempDir Path home) {
        PythonClients.requireBoto3();
        String output = PythonClients.shell(cairn, home)
                .run(List.of("python3", PythonClients.script("boto3_presigned.py").toString()))
                .succeeded();
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] words = line.split(" ", 3);
            tests.add(dynamicTest(words[1], () -> assertThat(words[0])
                    .describedAs(line.replace("\\n", "\n")).isEqualTo("ok")));
        }
        tests.add(dynamicTest("every case has run", () -> assertThat(tests).hasSize(31)));
        return tests;
    }

    @Test
    void awsCli_presignsWhatCurlFetches() throws Exception {
        PythonClients.requireAwsCli();
        String bucket = cairn.bucket();
        Files.writeString(folder.resolve("file"), "content");
        CommandLine shell = PythonClients.shell(cairn, folder);
        shell.run(List.of("aws", "s3", "cp", "file", "s3://" + bucket + "/a b")).succeeded();
        String url = shell.run(List.of("aws", "s3", "presign", "s3://" + bucket + "/a b"))
                .succeeded().strip();

        String fetched = shell.run(List.of("curl", "--silent", "--show-error", url)).succeeded();

        assertThat(fetched).isEqualTo("content");
    }
}
