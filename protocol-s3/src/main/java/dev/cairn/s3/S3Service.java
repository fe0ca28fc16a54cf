package dev.cairn.s3;

import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.AuthSettings;
import dev.cairn.s3.auth.Authenticated;
import dev.cairn.s3.auth.Authenticator;
import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.auth.PayloadProof;
import dev.cairn.s3.cors.CorsStore;
import dev.cairn.s3.cors.CrossOrigin;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.error.StorageErrors;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.form.PostForm;
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
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
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
    private final CrossOrigin crossOrigin;
    private final List<String> domains;
    private final InstantSource realTime;
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
        this(
                storage,
                new LifecycleStore(storage, settings.defaultAbortDays()),
                accounts,
                settings,
                realTime,
                requestLog);
    }

    /** The same with rules that know more than the store does, as what price plans end. */
    public S3Service(
            Storage storage,
            LifecycleStore lifecycle,
            Supplier<Accounts> accounts,
            S3Settings settings,
            InstantSource realTime,
            Consumer<RequestLog> requestLog) {
        RegionRules regions = new RegionRules(settings.region(), settings.regionStrict());
        AuthSettings signatures =
                new AuthSettings(
                        settings.region(),
                        settings.regionStrict(),
                        "s3",
                        settings.version2(),
                        settings.domains());
        this.access = new BucketAccess(storage, realTime);
        this.operations = OperationTable.of(storage, lifecycle, accounts, regions, access);
        this.authenticator = new Authenticator(accounts, signatures, realTime);
        this.crossOrigin =
                new CrossOrigin(storage.buckets(), new CorsStore(storage.documents()));
        this.domains = settings.domains();
        this.realTime = realTime;
        this.requestLog = requestLog;
    }

    /** What S3 can do and what of it this server does. */
    public OperationTable operations() {
        return operations;
    }

    /** Serves a request. Who sends the answer closes its body. */
    public S3Response serve(RequestHead head, RequestBody body) {
        return serve(head, body, ServiceFaults.NONE);
    }

    /** Serves a request to which faults happen. */
    public S3Response serve(RequestHead head, RequestBody body, FaultPlan plan) {
        return serve(head, body, new ServiceFaults(plan));
    }

    private S3Response serve(RequestHead head, RequestBody body, ServiceFaults faults) {
        RequestTrace trace = new RequestTrace(head);
        S3Response response = shared(head, answer(head, body, trace, faults), trace);
        requestLog.accept(trace.finish(response, faults.sentBytes(response)));
        return response;
    }

    private S3Response answer(
            RequestHead head, RequestBody body, RequestTrace trace, ServiceFaults faults) {
        try {
            return handle(head, body, trace, faults);
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

    /** An answer with what it says to a browser whose page is of another origin. */
    private S3Response shared(RequestHead head, S3Response response, RequestTrace trace) {
        S3Address address = trace.address();
        if (address == null || head.method().equals("OPTIONS")) {
            return response;
        }
        try {
            return response.with(crossOrigin.headers(head, address));
        } catch (RuntimeException fault) {
            LOG.error("request {}: CORS rules cannot be read", head.requestId(), fault);
            return response;
        }
    }

    private S3Response handle(
            RequestHead sent, RequestBody body, RequestTrace trace, ServiceFaults faults)
            throws IOException {
        RequestTarget target = RequestTarget.parse(sent.target());
        S3Address address = S3Address.of(target, sent.headers().first("host"), domains);
        trace.addressed(address);
        trace.asked(target.query().first(Route.VERSION_ID));
        if (sent.method().equals("OPTIONS")) {
            trace.found(CrossOrigin.PREFLIGHT);
            return crossOrigin.preflight(sent, address);
        }
        RequestHead head = sent.withPresignedHeaders(target);
        Operation operation = operations.find(head, target, address);
        trace.found(operation.name());
        faults.refuse();
        if (operations.readsForm(operation)) {
            return handleForm(operation, sent, target, address, body, trace, faults);
        }
        Authenticated signed =
                Authenticator.isAnonymous(sent, target)
                        ? null
                        : faults.verifier(authenticator, realTime).authenticate(sent, target);
        Caller caller = signed == null ? null : signed.caller();
        trace.authenticated(caller);
        Access allowed = access.enter(operation, head, target, address, caller);
        PromisingHeaders.check(head.headers());
        PayloadProof proof =
                signed == null ? PayloadProof.unsigned(head.headers()) : signed.proof();
        Payload payload = Payload.open(head, proof, faults.limited(body));
        trace.opened(payload);
        return faults.answer(
                trace,
                () -> handle(
                        operation, new S3Request(head, target, address, allowed, payload)));
    }

    /** The same way for a form, which says in its fields who sends it, and which object it is. */
    private S3Response handleForm(
            Operation operation,
            RequestHead posted,
            RequestTarget target,
            S3Address bucket,
            RequestBody body,
            RequestTrace trace,
            ServiceFaults faults)
            throws IOException {
        PostForm form = PostForm.read(posted, faults.limited(body));
        S3Address address = form.address(bucket);
        trace.addressed(address);
        Caller caller =
                Authenticator.isAnonymous(posted, target, form.fields())
                        ? null
                        : faults.verifier(authenticator, realTime)
                                .authenticateForm(posted, target, form.fields());
        trace.authenticated(caller);
        RequestBody file =
                form.file(
                        Objects.requireNonNull(bucket.bucket()),
                        faults.time(realTime).instant(),
                        Part.BYTES_MAX);
        RequestHead head = form.head(posted);
        Access allowed = access.enter(operation, head, target, address, caller);
        PromisingHeaders.check(posted.headers());
        PromisingHeaders.check(head.headers());
        Payload payload = Payload.open(head, PayloadProof.unsigned(head.headers()), file);
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
