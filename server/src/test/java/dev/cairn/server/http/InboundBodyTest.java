package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two sides of a body, called in turn by one thread, in orders that races bring about. */
class InboundBodyTest {
    private static final int KIB = 1024;
    private static final int QUEUE_BYTES_MAX = 512 * KIB;
    private static final int BUFFER_BYTES = 16 * KIB;

    private final ByteBudget budget = new ByteBudget(1L << 30);
    private final Sockets source = new Sockets();
    private final InboundBody body =
            new InboundBody(
                    1L << 30, false, false, source, budget, UnpooledByteBufAllocator.DEFAULT);

    @AfterEach
    void close() {
        body.close(0);
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void fullQueue_pausesTheSocketUntilHalfOfItIsRead() throws IOException {
        begin();
        fill();
        assertThat(source.reads).isFalse();

        read(QUEUE_BYTES_MAX / 2 - BUFFER_BYTES);
        assertThat(source.reads).isFalse();
        read(BUFFER_BYTES);
        assertThat(source.reads).isTrue();
    }

    @Test
    void piecesOfTheSameReadBehindAFullQueue_leaveTheSocketPaused() throws IOException {
        begin();
        fill();
        read(4 * BUFFER_BYTES);
        offer();
        assertThat(source.reads).isFalse();

        read(QUEUE_BYTES_MAX - 3 * BUFFER_BYTES);
        assertThat(source.reads).describedAs("nothing is left to read").isTrue();
    }

    @Test
    void pauseThatIsOver_isFollowedByTheNextOne() throws IOException {
        begin();
        fill();
        read(QUEUE_BYTES_MAX);
        assertThat(source.reads).isTrue();

        fill();
        assertThat(source.reads).isFalse();
        read(QUEUE_BYTES_MAX);
        assertThat(source.reads).isTrue();
    }

    @Test
    void bodyThatNobodyReadsYet_pausesEarlyAndResumesWithTheFirstRead() throws IOException {
        for (int i = 0; i < 4; i++) {
            offer();
        }
        assertThat(source.reads).isFalse();
        read(1);
        assertThat(source.reads).isTrue();
    }

    /** The operation reads for the first time, so the queue may be as long as it ever may. */
    private void begin() throws IOException {
        offer();
        read(BUFFER_BYTES);
    }

    private void fill() {
        for (int bytes = 0; bytes < QUEUE_BYTES_MAX; bytes += BUFFER_BYTES) {
            offer();
        }
    }

    /** What the event loop does with a piece. */
    private void offer() {
        ByteBuf piece = UnpooledByteBufAllocator.DEFAULT.heapBuffer(BUFFER_BYTES);
        if (!body.offer(piece.writeZero(BUFFER_BYTES))) {
            source.reads = false;
        }
    }

    private void read(int bytes) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(bytes);
        assertThat(body.read(target)).isEqualTo(bytes);
    }

    /** Whether the socket is being read. */
    private static final class Sockets implements InboundBody.Source {
        boolean reads = true;

        @Override
        public void wanted(InboundBody body) {
            throw new AssertionError("nobody waits for 100 Continue");
        }

        @Override
        public void resume() {
            reads = true;
        }
    }
}
