package dev.cairn.server.http;

import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.Direction;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one answer on its way out.
 *
 * @param bandwidth null where the body goes as fast as the client takes it
 * @param flip null where every bit is right
 * @param flipAt where the wrong byte stands in the body
 * @param end what ends the body before its time; null where nothing does
 * @param endAt how many bytes of the body are sent
 */
record DepartureFaults(
        @Nullable ArmedFault<FaultEffect.Bandwidth> bandwidth,
        @Nullable ArmedFault<FaultEffect.FlipBit> flip,
        long flipAt,
        @Nullable ArmedFault<?> end,
        long endAt) {

    /** What a plan does to an answer with this body; null where that is nothing. */
    static @Nullable DepartureFaults of(FaultPlan plan, ResponseBody body) {
        long length = body.length();
        ArmedFault<FaultEffect.Bandwidth> bandwidth =
                length == 0 ? null : plan.bandwidth(Direction.OUT);
        ArmedFault<FaultEffect.FlipBit> flip = plan.find(FaultEffect.FlipBit.class);
        long flipAt = flip == null ? -1 : flipAt(flip.effect(), body);
        ArmedFault<?> end = null;
        long endAt = length;
        ArmedFault<FaultEffect.Truncate> truncate = plan.find(FaultEffect.Truncate.class);
        if (truncate != null && truncate.effect().afterBytes() < length) {
            end = truncate;
            endAt = truncate.effect().afterBytes();
        }
        ArmedFault<FaultEffect.Reset> reset = plan.reset(Direction.OUT);
        if (reset != null && reset.effect().afterBytes() <= endAt) {
            end = reset;
            endAt = reset.effect().afterBytes();
        }
        boolean none = bandwidth == null && flipAt < 0 && end == null;
        return none ? null : new DepartureFaults(bandwidth, flip, flipAt, end, endAt);
    }

    /** Negative where the body does not have the byte. */
    private static long flipAt(FaultEffect.FlipBit effect, ResponseBody body) {
        if (body instanceof ResponseBody.ObjectRange range) {
            long at = effect.offset() - range.offset();
            return at < range.length() ? at : -1;
        }
        return -1;
    }

    /**
     * Changes bytes that are about to be sent.
     *
     * @param position where they stand in the body
     */
    void change(ByteBuf bytes, long position) {
        long index = flipAt - position;
        if (flip == null || flipAt < 0 || index < 0 || index >= bytes.readableBytes()) {
            return;
        }
        int at = bytes.readerIndex() + (int) index;
        bytes.setByte(at, bytes.getByte(at) ^ (1 << flip.effect().bit()));
        flip.fire();
    }
}
