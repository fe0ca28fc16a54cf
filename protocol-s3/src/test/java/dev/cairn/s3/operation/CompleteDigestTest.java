package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.xml.CompleteMultipartUpload;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteDigestTest {
    private static final String LIST = "<CompleteMultipartUpload>"
            + "<Part><PartNumber>1</PartNumber><ETag>aa</ETag></Part>"
            + "<Part><PartNumber>2</PartNumber><ETag>bb</ETag></Part></CompleteMultipartUpload>";

    @Test
    void sameListWrittenOtherwise_hasTheSameDigest() {
        String otherwise =
                "<CompleteMultipartUpload xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>\n"
                        + " <Part><ETag>\"aa\"</ETag><PartNumber>01</PartNumber></Part>"
                        + " <Part><ETag>&quot;bb&quot;</ETag><PartNumber>2</PartNumber></Part>"
                        + "</CompleteMultipartUpload>";

        assertThat(digest(otherwise, null, null)).hasSize(16).isEqualTo(digest(LIST, null, null));
    }

    @Test
    void anythingElse_hasAnotherDigest() {
        Checksum checksum =
                new Checksum(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT, "AAAAAA==");

        assertThat(digest(LIST, null, null))
                .isNotEqualTo(digest(LIST.replace("bb", "cc"), null, null))
                .isNotEqualTo(digest(LIST.replace(">2<", ">3<"), null, null))
                .isNotEqualTo(digest(
                        LIST.replace("<ETag>bb", "<ChecksumCRC32>AAAAAA==</ChecksumCRC32><ETag>bb"),
                        null, null))
                .isNotEqualTo(digest(LIST, 10L, null))
                .isNotEqualTo(digest(LIST, null, checksum));
    }

    private static byte[] digest(String list, @Nullable Long sizeBytes,
            @Nullable Checksum checksum) {
        return CompleteDigest.of(
                CompleteMultipartUpload.read(list.getBytes(StandardCharsets.UTF_8)).parts(),
                sizeBytes, checksum);
    }
}
