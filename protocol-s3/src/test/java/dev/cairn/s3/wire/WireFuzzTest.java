package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever strangers send is done or refused: nothing throws, nothing hangs, no fault is answered,
 * and what is refused has changed nothing.
 *
 * <p>The inputs of a build are the same every time. {@code mvn test -Pfuzz} makes many more, from
 * another seed each time, which a failure names: {@code -Dcairn.fuzz-seed} makes them again.
 */
@ExtendWith(OpenWire.class)
class WireFuzzTest {
    private static final int INPUTS = Integer.getInteger("cairn.fuzz-inputs", 1500);
    private static final long SEED = Long.getLong("cairn.fuzz-seed", 20260504);

    private final Wire wire;

    WireFuzzTest(Wire wire) {
        this.wire = wire;
    }

    @ParameterizedTest
    @EnumSource
    void input_isDoneOrRefused(FuzzTarget target) {
        String bucket = wire.newBucket();
        wire.put("/" + bucket + "/key").body("kept").send().is(200);
        for (byte[] seed : target.seeds()) {
            send(target, bucket, seed);
        }
        Mutations mutations = new Mutations(target.seeds(), SEED);
        for (int i = 0; i < INPUTS; i++) {
            send(target, bucket, mutations.next());
        }
        wire.get("/" + bucket + "/key").send().is(200).holds("kept");
    }

    private void send(FuzzTarget target, String bucket, byte[] input) {
        Usage before = usage(bucket);
        Reply reply;
        try {
            reply = target.send(wire, bucket, input);
        } catch (RuntimeException | AssertionError thrown) {
            throw new AssertionError(shown(target, input), thrown);
        }
        assertThat(reply.status()).as(shown(target, input)).isNotEqualTo(500);
        if (reply.status() >= 400) {
            assertThat(usage(bucket)).as(shown(target, input)).isEqualTo(before);
        }
    }

    private Usage usage(String bucket) {
        return wire.storage().buckets().usage(new BucketName(bucket));
    }

    private static String shown(FuzzTarget target, byte[] input) {
        return "%s, seed %d: %s"
                .formatted(target, SEED, new String(input, StandardCharsets.ISO_8859_1));
    }
}
