package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testkit.junit.CairnExtension;
import dev.cairn.testkit.junit.NoOrphanedUploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole application against Cairn. The server ends with the class, so the context, whose client
 * knows its address, must not be kept for other classes.
 */
@SpringBootTest
@DirtiesContext
@NoOrphanedUploads
class DocumentsTest {
    @RegisterExtension
    static final CairnExtension cairn = CairnExtension.create().buckets("documents");

    @Autowired
    private Documents documents;

    @DynamicPropertySource
    static void addressOfCairn(DynamicPropertyRegistry registry) {
        registry.add("s3.endpoint", cairn::endpoint);
        registry.add("s3.region", cairn::region);
        registry.add("s3.access-key", cairn::accessKey);
        registry.add("s3.secret-key", cairn::secretKey);
    }

    @Test
    void documents_areKept() {
        documents.write("letter", "Dear all");

        assertThat(documents.names()).containsExactly("letter");
        assertThat(documents.read("letter")).isEqualTo("Dear all");
    }
}
