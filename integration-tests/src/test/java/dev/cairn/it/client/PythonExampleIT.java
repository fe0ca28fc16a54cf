package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code examples/python}: the fixtures for pytest, and the tests that show them. */
@Timeout(300)
class PythonExampleIT {
    @Test
    void pytest_passes() throws IOException {
        ForeignProject python =
                new ForeignProject(
                        "python",
                        List.of("python3", "-c", "import boto3, pytest"),
                        List.of(),
                        List.of("python3", "-m", "pytest", "-q", "-p", "no:cacheprovider"));

        assertThat(new Example(python).output(PythonClients.required())).contains("4 passed");
    }
}
