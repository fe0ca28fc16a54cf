package dev.cairn.s3;

import dev.cairn.s3.auth.Authenticator;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.S3Response;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one request that happen where it is served; those of its connection are the front
 * end's. Without a plan everything is as it is.
 */
record ServiceFaults(@Nullable FaultPlan plan) {
    static final ServiceFaults NONE = new ServiceFaults(null);

    /** What a service does to answer. */
    interface Handling {
        S3Response handle() throws IOException;
    }

    /**
     * Refuses the request in place of the operation, before anything is asked of it.
     *
     * @throws S3Exception SlowDown, InternalError
     */
    void refuse() {
        if (plan == null) {
            return;
        }
        for (ArmedFault<?> fault : plan.faults()) {
            if (fault.effect() instanceof FaultEffect.SlowDown(Duration retryAfter)) {
                fault.fire();
                throw slowDown(retryAfter);
            }
            if (fault.effect() instanceof FaultEffect.InternalFailure) {
                fault.fire();
                throw new S3Exception(S3ErrorCode.INTERNAL_ERROR);
            }
        }
    }

    private static S3Exception slowDown(Duration retryAfter) {
        return new S3Exception(
                S3ErrorCode.SLOW_DOWN,
                S3ErrorCode.SLOW_DOWN.message(),
                Map.of(),
                Map.of("retry-after", Long.toString(retryAfter.toSeconds())));
    }

    /** Who judges the signature, by a clock that may be off. */
    Authenticator verifier(Authenticator authenticator, InstantSource realTime) {
        ArmedFault<FaultEffect.SkewClock> skew = find(FaultEffect.SkewClock.class);
        if (skew == null) {
            return authenticator;
        }
        skew.fire();
        return authenticator.at(time(realTime));
    }

    /** What the verifier takes for now. */
    InstantSource time(InstantSource realTime) {
        ArmedFault<FaultEffect.SkewClock> skew = find(FaultEffect.SkewClock.class);
        return skew == null ? realTime : InstantSource.offset(realTime, skew.effect().by());
    }

    /** The body, as far as the disk has room for it. */
    RequestBody limited(RequestBody body) {
        ArmedFault<FaultEffect.DiskFull> full = find(FaultEffect.DiskFull.class);
        return full == null || full.effect().afterBytes() == 0
                ? body
                : new FullDiskBody(body, full);
    }

    /** Answers, or says of an operation that was done or not that it failed. */
    S3Response answer(RequestTrace trace, Handling handling) throws IOException {
        if (plan == null) {
            return handling.handle();
        }
        ArmedFault<FaultEffect.DiskFull> full = find(FaultEffect.DiskFull.class);
        if (full != null && full.effect().afterBytes() == 0) {
            throw FullDiskBody.refusal(full);
        }
        ArmedFault<FaultEffect.ErrorInBody> error = find(FaultEffect.ErrorInBody.class);
        if (error == null) {
            return handling.handle();
        }
        S3Response done = error.effect().afterCommit() ? handling.handle() : null;
        error.fire();
        S3Response failed =
                trace.refused(new S3Exception(error.effect().code().error()), 200);
        return done == null
                ? failed
                : new S3Response(200, failed.headers(), failed.body(), -1, done.close());
    }

    /** How many bytes of the answer's body leave the server. */
    long sentBytes(S3Response response) {
        long length = response.body().length();
        return plan == null ? length : plan.sentBytes(length);
    }

    private <E extends FaultEffect> @Nullable ArmedFault<E> find(Class<E> kind) {
        return plan == null ? null : plan.find(kind);
    }
}
