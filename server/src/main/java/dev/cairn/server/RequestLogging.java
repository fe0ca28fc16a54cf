package dev.cairn.server;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RequestService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Puts the request id beside everything that is logged for a request, and logs its end. */
final class RequestLogging {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cairn.requests");
    private static final String REQUEST_ID = "requestId";

    private RequestLogging() {}

    /** A service whose threads log the id of the request that they serve. */
    static RequestService withRequestId(RequestService service) {
        return (RequestHead head, RequestBody body) -> {
            MDC.put(REQUEST_ID, head.requestId());
            try {
                S3Response response = service.serve(head, body);
                return response;
            } finally {
                MDC.remove(REQUEST_ID);
            }
        };
    }

    /** A line for each finished request, at debug level. */
    static Consumer<RequestLog> lines() {
        return request -> {
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "{} {} {} {} {} key={} from={} in={} out={} {}us id={}",
                        request.status(),
                        request.errorCode() == null ? "-" : request.errorCode(),
                        request.operation(),
                        request.method(),
                        AccessLine.withoutSignature(request.target()),
                        request.accessKey(),
                        request.remoteAddress(),
                        request.receivedBytes(),
                        request.sentBytes(),
                        request.nanos() / 1000,
                        request.requestId());
            }
        };
    }
}
