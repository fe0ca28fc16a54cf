package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.AccessControlPolicy;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;
import java.io.IOException;
import java.util.List;

/**
 * The access control lists of buckets and objects, as they are where S3 has them switched off: they
 * can be read, the owner has all rights, and only what says just that can be put.
 *
 * <p>Rules: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your
 * bucket".
 */
final class AccessControlLists {
    private static final String KEY = "acl";
    private static final String ACL = "x-amz-acl";

    private final ObjectStore objects;
    private final Owners owners;

    AccessControlLists(ObjectStore objects, Owners owners) {
        this.objects = objects;
        this.owners = owners;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketAcl",
                        Route.bucket("GET", KEY),
                        "s3:GetBucketAcl",
                        request -> XmlResponse.ok(list(request))),
                new DocumentOperation(
                        "PutBucketAcl",
                        Route.bucket("PUT", KEY),
                        "s3:PutBucketAcl",
                        this::putOfBucket),
                new VersionOperation(
                        "GetObjectAcl",
                        Route.object("GET", KEY).withOptions(Route.VERSION_ID),
                        "s3:GetObjectAcl",
                        "s3:GetObjectVersionAcl",
                        this::getOfObject),
                new VersionOperation(
                        "PutObjectAcl",
                        Route.object("PUT", KEY).withOptions(Route.VERSION_ID),
                        "s3:PutObjectAcl",
                        "s3:PutObjectVersionAcl",
                        this::putOfObject));
    }

    private S3Response getOfObject(S3Request request) {
        ObjectVersion version = version(request);
        return XmlResponse.ok(list(request), ObjectTags.headers(version));
    }

    private S3Response putOfBucket(S3Request request) throws IOException {
        check(request);
        return S3Response.of(200, Headers.EMPTY);
    }

    private S3Response putOfObject(S3Request request) throws IOException {
        check(request);
        return S3Response.of(200, ObjectTags.headers(version(request)));
    }

    private AccessControlPolicy list(S3Request request) {
        return AccessControlPolicy.ofOwner(owners.apply(request.bucket().owner()));
    }

    private ObjectVersion version(S3Request request) {
        return new ObjectTags(objects).get(request);
    }

    /** The header alone has been looked at already: it says what is so anyway. */
    private static void check(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(AccessControlPolicy.BYTES_MAX);
        boolean canned = request.header(ACL) != null;
        if (canned && body.length > 0) {
            throw new S3Exception(S3ErrorCode.UNEXPECTED_CONTENT);
        }
        if (!canned && body.length == 0) {
            throw S3Exception.of(S3ErrorCode.MISSING_SECURITY_HEADER, "MissingHeaderName", ACL);
        }
        if (!canned
                && !AccessControlPolicy.read(body).isOfOwnerAlone(request.bucket().owner())) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }
}
