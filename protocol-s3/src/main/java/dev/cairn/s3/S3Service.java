package dev.cairn.s3;

import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.Storage;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one way of every request: find the operation, verify the signature, check access, open the
 * payload, handle. Never throws: what goes wrong becomes an error document. Called by many threads.
 */
public final class S3Service {
    public S3Service(
            Storage storage,
            Supplier<Accounts> accounts,
            S3Settings settings,
            InstantSource realTime,
            Consumer<RequestLog> requestLog) {}

    public S3Response serve(RequestHead head, RequestBody body) {
        throw new UnsupportedOperationException();
    }
}
