package dev.cairn.storage.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlignedBuffersTest {
    private static final long MIB = 1 << 20;

    @Test
    void buffers_takeNoMoreThanTheirPartOfMemory() {
        assertThat(AlignedBuffers.countMax(16 * MIB)).isEqualTo(2);
        assertThat(AlignedBuffers.countMax(64 * MIB)).isEqualTo(8);
        assertThat(AlignedBuffers.countMax(256 * MIB)).isEqualTo(32);
        assertThat(AlignedBuffers.countMax(Long.MAX_VALUE)).isEqualTo(32);
    }

    @Test
    void takenBuffers_areHandedOutAgainOnceGivenBack() {
        AlignedBuffers buffers = new AlignedBuffers(4096);
        int count = AlignedBuffers.countMax(Runtime.getRuntime().maxMemory());
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(Objects.requireNonNull(buffers.take()));
        }
        assertThat(buffers.take()).isNull();
        ByteBuffer last = taken.getLast();
        buffers.giveBack(last.position(7));
        assertThat(buffers.take()).isSameAs(last);
        assertThat(last.position()).isZero();
    }
}
