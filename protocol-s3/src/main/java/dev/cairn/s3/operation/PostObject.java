package dev.cairn.s3.operation;

import dev.cairn.s3.form.FormField;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.xml.PostResponse;
import dev.cairn.storage.model.ObjectVersion;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores the file of a form. Its request has the form's fields for headers and the file for a body;
 * what the form's policy says has been checked.
 *
 * <p>Source: Amazon S3 API Reference, "POST Object". The service model does not know it.
 */
final class PostObject implements Operation {
    private final StoredObjects stored;

    PostObject(StoredObjects stored) {
        this.stored = stored;
    }

    @Override
    public String name() {
        return "PostObject";
    }

    @Override
    public Route route() {
        return Route.bucket("POST");
    }

    @Override
    public String action() {
        return "s3:PutObject";
    }

    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return WriteRights.of(action(), headers);
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        return answer(request, stored.store(request));
    }

    /** A redirect if the form names an address, else the status it asks for, or 204. */
    private S3Response answer(S3Request request, ObjectVersion version) {
        String bucket = request.bucket().name().value();
        String key = request.key().value();
        String location = ObjectLocation.of(request);
        Headers.Builder headers = stored.headers(request, version);
        @Nullable String redirect = redirect(request);
        if (redirect != null) {
            String target = SuccessRedirect.to(redirect, bucket, key, version.etag());
            return S3Response.of(303, headers.add("location", target).build());
        }
        headers.add("location", location);
        return switch (request.header(FormField.SUCCESS_STATUS)) {
            case "200" -> S3Response.of(200, headers.build());
            case "201" -> {
                PostResponse document = new PostResponse(location, bucket, key, version.etag());
                yield S3Response.of(
                        201,
                        headers.add("content-type", "application/xml").build(),
                        new ResponseBody.Bytes(document.toBytes()));
            }
            case null, default -> S3Response.of(204, headers.build());
        };
    }

    private static @Nullable String redirect(S3Request request) {
        String redirect = request.header(FormField.SUCCESS_REDIRECT);
        redirect = redirect == null ? request.header(FormField.REDIRECT) : redirect;
        return redirect != null && SuccessRedirect.isUsable(redirect) ? redirect : null;
    }
}
