package dev.cairn.s3.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ETag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form, cut, broken off and changed at every byte. */
final class WireFormsTest {
    @ParameterizedTest
    @EnumSource
    void whole_isTheObjectWithItsDigests(WireFixture form)
            throws IOException, NoSuchAlgorithmException {
        Payload payload = form.open(TestBody.of(form.wire()));
        assertThat(payload.length()).hasValue(WireFixture.OBJECT.length);
        payload.keepChecksum(ChecksumAlgorithm.CRC32C);
        assertThat(TestBody.readToEnd(payload, 10_000).bytes()).isEqualTo(WireFixture.OBJECT);
        Digests digests = payload.digests();
        assertThat(digests.sizeBytes()).isEqualTo(WireFixture.OBJECT.length);
        byte[] md5 = MessageDigest.getInstance("MD5").digest(WireFixture.OBJECT);
        assertThat(ETag.ofMd5(digests.md5())).isEqualTo(ETag.ofMd5(md5));
        assertThat(digests.checksum().algorithm()).isEqualTo(ChecksumAlgorithm.CRC32C);
        assertThat(digests.checksum().value())
                .isEqualTo(WireFixture.checksum(ChecksumAlgorithm.CRC32C, WireFixture.OBJECT));
    }

    @ParameterizedTest
    @EnumSource
    void anySplit_decodesTheSame(WireFixture form) throws IOException {
        byte[] wire = form.wire();
        for (int split = 0; split <= wire.length; split++) {
            Payload payload = form.open(TestBody.of(wire).splitAt(split));
            assertThat(TestBody.readToEnd(payload, 10_000).bytes())
                    .as("split at %d", split)
                    .isEqualTo(WireFixture.OBJECT);
            payload.digests();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anySizeOfPiecesAndBuffers_decodesTheSame(WireFixture form) throws IOException {
        byte[] wire = form.wire();
        for (int size : new int[] {1, 2, 3, 7, 64, 97, 1023, 1024, 1025, 8191, 8192, 8193}) {
            Payload inPieces = form.open(TestBody.of(wire).inPieces(size));
            assertThat(TestBody.readToEnd(inPieces, 4096).bytes()).isEqualTo(WireFixture.OBJECT);
            inPieces.digests();
            Payload smallBuffer = form.open(TestBody.of(wire));
            assertThat(TestBody.readToEnd(smallBuffer, size).bytes())
                    .isEqualTo(WireFixture.OBJECT);
            smallBuffer.digests();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyTruncation_isRefused(WireFixture form) {
        byte[] wire = form.wire();
        for (int length = 0; length < wire.length; length++) {
            byte[] cut = Arrays.copyOf(wire, length);
            assertRefused(form, TestBody.of(cut), "cut at " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyChangedByte_isRefused(WireFixture form) {
        byte[] wire = form.wire();
        for (int bit : new int[] {0x01, 0x80}) {
            for (int position = 0; position < wire.length; position++) {
                byte[] changed = wire.clone();
                changed[position] ^= (byte) bit;
                assertRefused(form, TestBody.of(changed), "bit %d of %d".formatted(bit, position));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyByteTooMany_isRefused(WireFixture form) {
        byte[] wire = form.wire();
        for (int position = 0; position <= wire.length; position++) {
            byte[] longer = Arrays.copyOf(wire, wire.length + 1);
            System.arraycopy(wire, position, longer, position + 1, wire.length - position);
            longer[position] = 'x';
            assertRefused(form, TestBody.of(longer), "inserted at " + position);
        }
    }

    @ParameterizedTest
    @EnumSource
    void disconnection_passesThrough(WireFixture form) {
        byte[] wire = form.wire();
        for (int position = 0; position < wire.length; position++) {
            Payload payload = form.open(TestBody.of(wire).disconnectingAt(position));
            assertThatThrownBy(() -> TestBody.readToEnd(payload, 10_000))
                    .isInstanceOf(RequestBodyException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readDocument_isTheObject(WireFixture form) throws IOException {
        byte[] wire = form.wire();
        int length = WireFixture.OBJECT.length;
        assertThat(form.open(TestBody.of(wire)).readAll(length)).isEqualTo(WireFixture.OBJECT);
        assertThatThrownBy(() -> form.open(TestBody.of(wire)).readAll(length - 1))
                .isInstanceOf(S3Exception.class)
                .hasMessage("Your request was too big.");
    }

    /** Either while it is read or when its digests are asked for. */
    private static void assertRefused(WireFixture form, TestBody body, String description) {
        Payload payload = form.open(body);
        assertThatThrownBy(
                () -> {
                    ByteBuffer buffer = ByteBuffer.allocate(10_000);
                    while (payload.read(buffer) >= 0) {
                        buffer.clear();
                    }
                    payload.digests();
                })
                .as(description)
                .isInstanceOf(S3Exception.class);
    }
}
