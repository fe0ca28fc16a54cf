package dev.cairn.server;

import dev.cairn.s3.S3Service;
import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.fault.Faults;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RequestService;
import org.jspecify.annotations.Nullable;

/** The S3 port of a server that allows faults: each request is looked at for those it meets. */
record FaultyService(S3Service service, Faults faults) implements RequestService {
    @Override
    public S3Response serve(RequestHead head, RequestBody body) {
        return RequestLogging.withRequestId(service::serve).serve(head, body);
    }

    @Override
    public @Nullable FaultPlan faults(RequestHead head) {
        return faults.plan(head);
    }

    @Override
    public S3Response serve(RequestHead head, RequestBody body, FaultPlan plan) {
        return RequestLogging.withRequestId((sent, content) -> service.serve(sent, content, plan))
                .serve(head, body);
    }
}
