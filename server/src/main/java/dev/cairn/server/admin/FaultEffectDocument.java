package dev.cairn.server.admin;

import dev.cairn.s3.fault.Direction;
import dev.cairn.s3.fault.FaultEffect;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a fault does; what its type does not have is null. */
record FaultEffectDocument(
        String type,
        @Nullable Duration retryAfter,
        @Nullable String code,
        @Nullable Boolean afterCommit,
        @Nullable Duration duration,
        @Nullable Long bytesPerSecond,
        @Nullable String direction,
        @Nullable Long afterBytes,
        @Nullable Long offset,
        @Nullable Integer bit,
        @Nullable Duration by) {
    static FaultEffectDocument of(FaultEffect effect) {
        Fields fields = new Fields();
        switch (effect) {
            case FaultEffect.SlowDown it -> fields.retryAfter = it.retryAfter();
            case FaultEffect.ErrorInBody it -> {
                fields.code = it.code().error().code();
                fields.afterCommit = it.afterCommit();
            }
            case FaultEffect.Delay it -> fields.duration = it.duration();
            case FaultEffect.Bandwidth it -> {
                fields.bytesPerSecond = it.bytesPerSecond();
                fields.direction = word(it.direction());
            }
            case FaultEffect.Reset it -> {
                fields.direction = word(it.direction());
                fields.afterBytes = it.afterBytes();
            }
            case FaultEffect.Truncate it -> fields.afterBytes = it.afterBytes();
            case FaultEffect.FlipBit it -> {
                fields.offset = it.offset();
                fields.bit = it.bit();
            }
            case FaultEffect.SkewClock it -> fields.by = it.by();
            case FaultEffect.DiskFull it -> fields.afterBytes = it.afterBytes();
            case FaultEffect.InternalFailure it -> {}
            case FaultEffect.DropReply it -> {}
        }
        return fields.document(effect.type());
    }

    /** How the API spells a direction. */
    static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    /** What one effect sets. */
    private static final class Fields {
        private @Nullable Duration retryAfter;
        private @Nullable String code;
        private @Nullable Boolean afterCommit;
        private @Nullable Duration duration;
        private @Nullable Long bytesPerSecond;
        private @Nullable String direction;
        private @Nullable Long afterBytes;
        private @Nullable Long offset;
        private @Nullable Integer bit;
        private @Nullable Duration by;

        private FaultEffectDocument document(String type) {
            return new FaultEffectDocument(
                    type,
                    retryAfter,
                    code,
                    afterCommit,
                    duration,
                    bytesPerSecond,
                    direction,
                    afterBytes,
                    offset,
                    bit,
                    by);
        }
    }
}
