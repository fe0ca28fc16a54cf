package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=3-5, 3, 3",
        "bytes=3-, 3, 7",
        "bytes=9-9, 9, 1",
        "bytes=5-1000, 5, 5",
        "bytes=5-99999999999999999999999, 5, 5",
        "bytes=-1, 9, 1",
        "bytes=-10, 0, 10",
        "bytes=-11, 0, 10",
        "bytes=-99999999999999999999999, 0, 10",
        "Bytes=1-2, 1, 2",
        "bytes= 1-2 , 1, 2",
        "bytes=0000000000000000000000001-2, 1, 2",
    })
    void range_isCutToTheObject(String header, long offset, long length) {
        assertThat(ByteRange.parse(header, 10)).contains(new ByteRange(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=5-3", "bytes=--1",
        "bytes=1-2-3",
        "bytes=+1-2", "items=0-1", "bytes=0-1,3-4", "bytes=0-1, -1", "bytes 0-1", "bytes=٠-١",
    })
    void malformedOrSeveral_isTheWholeObject(String header) {
        assertThat(ByteRange.parse(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=10-, 10",
        "bytes=10-20, 10",
        "bytes=99999999999999999999999-, 10",
        "bytes=-0, 10",
        "bytes=0-, 0",
        "bytes=0-0, 0",
        "bytes=-5, 0",
    })
    void rangeWithoutAByteOfTheObject_isInvalidRange(String header, long sizeBytes) {
        assertThatThrownBy(() -> ByteRange.parse(header, sizeBytes))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_RANGE);
                    assertThat(refusal.details()).isEqualTo(Map.of(
                            "RangeRequested", header, "ActualObjectSize",
                            Long.toString(sizeBytes)));
                    assertThat(refusal.headers().get("content-range"))
                            .isEqualTo("bytes */" + sizeBytes);
                });
    }

    @Test
    void contentRange_hasInclusiveEnds() {
        assertThat(new ByteRange(3, 4).contentRange(10)).isEqualTo("bytes 3-6/10");
    }
}
