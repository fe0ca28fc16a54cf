package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.RequestPaymentConfiguration;
import java.io.IOException;
import java.util.List;

/** Who pays for requests: the owner, and nobody else can be made to. */
final class BucketRequestPayment {
    private static final String KEY = "requestPayment";

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketRequestPayment",
                        Route.bucket("GET", KEY),
                        "s3:GetBucketRequestPayment",
                        request -> XmlResponse.ok(
                                new RequestPaymentConfiguration(
                                        RequestPaymentConfiguration.BUCKET_OWNER))),
                new DocumentOperation(
                        "PutBucketRequestPayment",
                        Route.bucket("PUT", KEY),
                        "s3:PutBucketRequestPayment",
                        BucketRequestPayment::put));
    }

    private static S3Response put(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(RequestPaymentConfiguration.BYTES_MAX);
        String payer = RequestPaymentConfiguration.read(body).payer();
        if (!payer.equals(RequestPaymentConfiguration.BUCKET_OWNER)) {
            throw Refusals.elementNotImplemented("Payer");
        }
        return S3Response.of(200, Headers.EMPTY);
    }
}
