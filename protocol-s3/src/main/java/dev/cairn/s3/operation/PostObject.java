package dev.cairn.s3.operation;

import dev.cairn.s3.form.FormField;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.xml.PostResponse;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.WriteCondition;
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
    private final ObjectStore objects;
    private final LifecycleHeaders rules;

    PostObject(ObjectStore objects, LifecycleHeaders rules) {
        this.objects = objects;
        this.rules = rules;
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
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        NewObject object = NewObjects.of(request);
        WriteCondition condition = WriteConditions.ofWrite(request.headers());
        objects.checkCondition(bucket, key, condition);
        ObjectVersion version = objects.put(bucket, key, object, condition, request.payload());
        return answer(request, version);
    }

    /** A redirect if the form names an address, else the status it asks for, or 204. */
    private S3Response answer(S3Request request, ObjectVersion version) {
        String bucket = request.bucket().name().value();
        String key = request.key().value();
        String location = ObjectLocation.of(request);
        Headers.Builder headers = Headers.builder().add("etag", version.etag().quoted());
        ChecksumHeaders.write(version.checksum(), headers);
        VersionIds.writeUnlessNull(VersionIds.HEADER, version.versionId(), headers);
        headers.addAll(rules.ofObject(request.bucket(), version));
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
