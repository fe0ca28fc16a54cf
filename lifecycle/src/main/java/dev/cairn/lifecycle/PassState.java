package dev.cairn.lifecycle;

import dev.cairn.storage.JobStore;
import dev.cairn.storage.model.BucketName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler keeps over restarts. Encoded as a format version (1 byte), the watermark, the
 * start and the instant of the last pass (milliseconds, 8 bytes each), its failures (8 bytes), and
 * where it is under way its place: a byte 1, the bucket, the phase (1 byte), key and upload id, the
 * last two with a byte 0 or 1 in front; texts have their UTF-8 length in front (4 bytes).
 *
 * @param watermark all that was due then has been done
 * @param started when the last pass began
 * @param asOf what is due then is done by that pass
 * @param failures of that pass so far
 * @param place where that pass goes on; null when it is through
 */
record PassState(
        Instant watermark,
        Instant started,
        Instant asOf,
        long failures,
        @Nullable PassPlace place) {
    /** By which the state is kept. */
    static final String JOB = "lifecycle";

    private static final int VERSION = 1;
    private static final int UPLOADS = 1;
    private static final int OBJECTS = 2;

    /** All that was due then has been done; before the first pass nothing has. */
    static Instant watermark(JobStore jobs) {
        return jobs.kept(JOB)
                .map(PassState::decode)
                .map(PassState::watermark)
                .orElse(Instant.EPOCH);
    }

    PassState at(PassPlace next, long failuresSoFar) {
        return new PassState(watermark, started, asOf, failuresSoFar, next);
    }

    /** The pass is through; with failures, not all that was due is done. */
    PassState through(long failuresInAll) {
        Instant reached = failuresInAll == 0 ? asOf : watermark;
        return new PassState(reached, started, asOf, failuresInAll, null);
    }

    /** The same, where all that was due at an instant is known to be done. */
    PassState notBefore(Instant done) {
        return done.isAfter(watermark)
                ? new PassState(done, started, asOf, failures, place)
                : this;
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(watermark.toEpochMilli());
            out.writeLong(started.toEpochMilli());
            out.writeLong(asOf.toEpochMilli());
            out.writeLong(failures);
            out.writeBoolean(place != null);
            if (place != null) {
                write(out, place.bucket().value());
                out.writeByte(place.phase() == PassPlace.Phase.UPLOADS ? UPLOADS : OBJECTS);
                writeIfPresent(out, place.key());
                writeIfPresent(out, place.uploadId());
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    static PassState decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("state of the pass of format " + version);
            }
            return new PassState(
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readLong(),
                    in.readBoolean() ? readPlace(in) : null);
        } catch (IOException damaged) {
            throw new IllegalArgumentException("damaged state of the pass", damaged);
        }
    }

    private static PassPlace readPlace(DataInputStream in) throws IOException {
        BucketName bucket = new BucketName(read(in));
        PassPlace.Phase phase =
                in.readUnsignedByte() == UPLOADS
                        ? PassPlace.Phase.UPLOADS
                        : PassPlace.Phase.OBJECTS;
        return new PassPlace(bucket, phase, readIfPresent(in), readIfPresent(in));
    }

    private static void writeIfPresent(DataOutputStream out, @Nullable String text)
            throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            write(out, text);
        }
    }

    private static @Nullable String readIfPresent(DataInputStream in) throws IOException {
        return in.readBoolean() ? read(in) : null;
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
