package dev.cairn.server.http;

import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One request and its answer. Runs on an operation thread; the event loop reads and writes. */
final class Exchange implements Job {
    /** The name of the request id in the log's context. */
    static final String MDC_REQUEST_ID = "requestId";

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpConnection connection;
    private final RequestHead head;
    private final InboundBody body;
    private final boolean http10;
    private final boolean keepAlive;
    private final @Nullable FaultPlan plan;
    private volatile boolean gone;

    /**
     * A request whose head has arrived.
     *
     * @param keepAlive whether the client wants the connection to stay open
     * @param plan the faults that shall happen; null for none
     */
    Exchange(
            HttpConnection connection,
            RequestHead head,
            InboundBody body,
            boolean http10,
            boolean keepAlive,
            @Nullable FaultPlan plan) {
        this.connection = connection;
        this.head = head;
        this.body = body;
        this.http10 = http10;
        this.keepAlive = keepAlive;
        this.plan = plan;
    }

    RequestHead head() {
        return head;
    }

    InboundBody body() {
        return body;
    }

    @Nullable
    FaultPlan plan() {
        return plan;
    }

    boolean http10() {
        return http10;
    }

    HttpConnection connection() {
        return connection;
    }

    Endpoint endpoint() {
        return connection.endpoint();
    }

    Resources resources() {
        return connection.endpoint().resources();
    }

    /** Whether nobody waits for the answer any more. */
    boolean gone() {
        return gone;
    }

    void abandon() {
        gone = true;
    }

    @Override
    public void run() {
        if (gone) {
            body.close(0);
            return;
        }
        MDC.put(MDC_REQUEST_ID, head.requestId());
        try {
            S3Response response = serve();
            if (plan != null && drops(plan, response)) {
                body.close(0);
                connection.abort();
            } else {
                answer(response);
            }
        } finally {
            MDC.remove(MDC_REQUEST_ID);
        }
    }

    private S3Response serve() {
        try {
            RequestService service = endpoint().service();
            return plan == null ? service.serve(head, body) : service.serve(head, body, plan);
        } catch (Throwable e) {
            LOG.error("{} {}", head.method(), head.target(), e);
            return refusal(Refusal.FAULT, true);
        }
    }

    /** No operation thread was free in time. */
    @Override
    public void refuse() {
        refuse(Refusal.TOO_BUSY, false);
    }

    /** Answers without asking the service. */
    void refuse(Refusal refusal, boolean close) {
        endpoint().refused(head, refusal);
        answer(refusal(refusal, close));
    }

    private S3Response refusal(Refusal refusal, boolean close) {
        return refusal.response(
                endpoint().settings().errors(),
                head.requestId(),
                resources().heads().hostId(),
                close);
    }

    private void answer(S3Response response) {
        InboundBody.Rest rest = body.close(HttpConnection.DRAIN_BYTES_MAX);
        boolean close =
                !keepAlive
                        || response.close()
                        || rest == InboundBody.Rest.HOPELESS
                        || endpoint().stopping();
        try {
            Answer answer = prepare(response, close);
            connection.inLoop(
                    () -> connection.send(this, answer), () -> answer.release(resources()));
        } catch (Throwable e) {
            LOG.error("{} {}: no answer", head.method(), head.target(), e);
            connection.abort();
        }
    }

    /** Whether nobody shall hear of the answer; what was done is done. */
    private static boolean drops(FaultPlan plan, S3Response response) {
        ArmedFault<FaultEffect.DropReply> drop = plan.find(FaultEffect.DropReply.class);
        if (drop == null) {
            return false;
        }
        if (response.body() instanceof ResponseBody.ObjectRange range) {
            range.reader().close();
        }
        drop.fire();
        return true;
    }

    private Answer prepare(S3Response response, boolean close) throws IOException {
        if (tooMuchLeaving(response.body())) {
            return Answer.of(refusal(Refusal.TOO_BUSY, close), this, close);
        }
        try {
            return Answer.of(response, this, close);
        } catch (Throwable e) {
            if (response.body() instanceof ResponseBody.ObjectRange range) {
                range.reader().close();
            }
            LOG.error("{} {}", head.method(), head.target(), e);
            return Answer.of(refusal(Refusal.FAULT, close), this, close);
        }
    }

    /** Large documents that slow clients have not yet taken fill the memory meant for them. */
    private boolean tooMuchLeaving(ResponseBody content) {
        return content instanceof ResponseBody.Bytes
                && content.length() > Answer.COPY_BYTES_MAX
                && resources().leaving().exceeded();
    }
}
