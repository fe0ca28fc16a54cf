package dev.cairn.s3;

import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.AuthSettings;
import dev.cairn.s3.auth.Authenticated;
import dev.cairn.s3.auth.Authenticator;
import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.auth.PayloadProof;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.error.StorageErrors;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.operation.Access;
import dev.cairn.s3.operation.BucketAccess;
import dev.cairn.s3.operation.Operation;
import dev.cairn.s3.operation.OperationTable;
import dev.cairn.s3.operation.PromisingHeaders;
import dev.cairn.s3.operation.RegionRules;
import dev.cairn.s3.operation.Route;
import dev.cairn.s3.operation.S3Request;
import dev.cairn.s3.payload.Payload;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way of every request: find the operation, verify the signature, check access, open the
 * payload, handle. Never throws: what goes wrong becomes an error document. Called by many threads.
 */
public final class S3Service {
    private static final Logger LOG = LoggerFactory.getLogger(S3Service.class);

    private final OperationTable operations;
    private final Authenticator authenticator;
    private final BucketAccess access;
    private final List<String> domains;
    private final Consumer<RequestLog> requestLog;

    /**
     * A service over an open store.
     *
     * @param realTime what signatures are compared with; the store has a clock of its own
     * @param requestLog is told of every finished request, by the thread that served it
     */
    public S3Service(
            Storage storage,
            Supplier<Accounts> accounts,
            S3Settings settings,
            InstantSource realTime,
            Consumer<RequestLog> requestLog) {
        RegionRules regions = new RegionRules(settings.region(), settings.regionStrict());
        AuthSettings signatures =
                new AuthSettings(settings.region(), settings.regionStrict(), "s3");
        LifecycleStore lifecycle =
                new LifecycleStore(storage, settings.defaultAbortDays());
        this.access = new BucketAccess(storage, realTime);
        this.operations = OperationTable.of(storage, lifecycle, accounts, regions, access);
        this.authenticator = new Authenticator(accounts, signatures, realTime);
        this.domains = settings.domains();
        this.requestLog = requestLog;
    }

    /** What S3 can do and what of it this server does. */
    public OperationTable operations() {
        return operations;
    }

    /** Serves a request. Who sends the answer closes its body. */
    public S3Response serve(RequestHead head, RequestBody body) {
        RequestTrace trace = new RequestTrace(head);
        S3Response response = answer(head, body, trace);
        requestLog.accept(trace.finish(response));
        return response;
    }

    private S3Response answer(RequestHead head, RequestBody body, RequestTrace trace) {
        try {
            return handle(head, body, trace);
        } catch (S3Exception refusal) {
            return trace.refused(refusal);
        } catch (StorageException refusal) {
            return trace.refused(StorageErrors.of(refusal.refusal(), head.method()));
        } catch (RequestBodyException broken) {
            return trace.refused(refusalOf(broken));
        } catch (IOException | RuntimeException | AssertionError fault) {
            LOG.error(
                    "request {} failed: {} {}",
                    head.requestId(),
                    head.method(),
                    head.target(),
                    fault);
            return trace.refused(new S3Exception(S3ErrorCode.INTERNAL_ERROR));
        }
    }

    private S3Response handle(RequestHead sent, RequestBody body, RequestTrace trace)
            throws IOException {
        RequestTarget target = RequestTarget.parse(sent.target());
        S3Address address = S3Address.of(target, sent.headers().first("host"), domains);
        trace.addressed(address);
        RequestHead head = sent.withPresignedHeaders(target);
        Operation operation = operations.find(head, target, address);
        trace.found(operation);
        Authenticated signed =
                Authenticator.isAnonymous(sent, target)
                        ? null
                        : authenticator.authenticate(sent, target);
        Caller caller = signed == null ? null : signed.caller();
        trace.authenticated(caller);
        Access allowed = access.enter(operation, head, target, address, caller);
        PromisingHeaders.check(head.headers());
        PayloadProof proof =
                signed == null ? PayloadProof.unsigned(head.headers()) : signed.proof();
        Payload payload = Payload.open(head, proof, body);
        trace.opened(payload);
        return handle(operation, new S3Request(head, target, address, allowed, payload));
    }

    private static S3Response handle(Operation operation, S3Request request) throws IOException {
        try {
            return operation.handle(request);
        } catch (StorageException refused) {
            throw operation.route().target() == Route.Target.OBJECT
                    ? request.access().answerTo(refused)
                    : refused;
        }
    }

    private static S3Exception refusalOf(RequestBodyException broken) {
        return new S3Exception(
                switch (broken.reason()) {
                    case TOO_SLOW -> S3ErrorCode.REQUEST_TIMEOUT;
                    case MALFORMED, DISCONNECTED -> S3ErrorCode.INCOMPLETE_BODY;
                });
    }
}
