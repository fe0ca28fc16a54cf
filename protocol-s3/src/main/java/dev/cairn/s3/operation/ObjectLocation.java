package dev.cairn.s3.operation;

import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.xml.KeyEncoding;

/** The address of an object, in the style and by the host of the request. */
final class ObjectLocation {
    private ObjectLocation() {}

    static String of(S3Request request) {
        RequestHead head = request.head();
        String host = request.header("host");
        StringBuilder location = new StringBuilder(head.secure() ? "https://" : "http://");
        location.append(host == null ? "localhost" : host).append('/');
        if (!request.virtualHost()) {
            location.append(request.bucket().name()).append('/');
        }
        // S3 encodes the slashes of a key here, unlike anywhere else.
        String key = KeyEncoding.URL.encode(request.key().value()).replace("/", "%2F");
        return location.append(key).toString();
    }
}
