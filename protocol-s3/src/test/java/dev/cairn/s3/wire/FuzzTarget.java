package dev.cairn.s3.wire;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.payload.TestBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A place where strangers' bytes are parsed, with inputs from which others are made. */
enum FuzzTarget {
    REQUEST_TARGET(
            "/BUCKET/key?versionId=null&partNumber=1",
            "/BUCKET/a%20b/%E2%82%AC/../x?list-type=2&prefix=%2F&max-keys=10&encoding-type=url",
            "http://BUCKET.localhost:9000/key?uploads",
            "/?max-buckets=5&continuation-token=a&prefix=b") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            String[] methods = {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"};
            String method = methods[(input.length & 0xff) % methods.length];
            return wire.request(method, text(input, bucket)).with("Origin", "a").anonymously()
                    .send(TestBody.of(new byte[0]));
        }
    },
    AUTHORIZATION(
            "AWS4-HMAC-SHA256 Credential=AKOWNER/20260504/us-east-1/s3/aws4_request,"
                    + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=0123456789abcdef",
            "AWS AKOWNER:c2lnbmF0dXJl", "AWS4-ECDSA-P256-SHA256 Credential=a", "Bearer token") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            return wire.get("/" + bucket + "/key").with("Authorization", text(input, bucket))
                    .with("x-amz-date", "20260504T030201Z")
                    .with("x-amz-content-sha256", "UNSIGNED-PAYLOAD").anonymously().send();
        }
    },
    PRESIGNED_QUERY(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKOWNER%2F20260504%2Fus-east-1%2Fs3"
                    + "%2Faws4_request&X-Amz-Date=20260504T030201Z&X-Amz-Expires=60"
                    + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0123456789abcdef",
            "AWSAccessKeyId=AKOWNER&Signature=c2ln&Expires=2147483647&x-amz-meta-a=b&acl",
            "response-content-type=a&versionId=null&X-Amz-Security-Token=t") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            return wire.get("/" + bucket + "/key?" + text(input, bucket)).anonymously().send();
        }
    },
    CHUNKS(
            "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
            "2;chunk-signature=00\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "0\r\n\r\n") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            boolean signed = (input.length & 1) == 0;
            Headers headers = Headers.builder().add("host", "localhost:9000")
                    .add("x-amz-decoded-content-length", "5")
                    .add("x-amz-trailer", "x-amz-checksum-crc32").build();
            String target = "/" + bucket + "/chunks";
            WireRequest request = wire.put(target);
            return request.sendHead(
                    request.signer().sign(
                            "PUT", target,
                            signed
                                    ? "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                                    : "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                            headers),
                    TestBody.of(input).inPieces(7));
        }
    },
    DOCUMENT(
            "<CORSConfiguration><CORSRule><ID>a</ID><AllowedMethod>GET</AllowedMethod>"
                    + "<AllowedOrigin>*</AllowedOrigin><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule>"
                    + "</CORSConfiguration>",
            "<Tagging><TagSet><Tag><Key>a</Key><Value>&#x62;&amp;</Value></Tag></TagSet></Tagging>",
            "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><And><Prefix>p"
                    + "</Prefix><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter>"
                    + "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration></Rule>"
                    + "</LifecycleConfiguration>",
            "<?xml version=\"1.0\"?><!--c--><Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "<Quiet>true</Quiet><Object><Key>a</Key><VersionId>null</VersionId></Object>"
                    + "</Delete>",
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag>"
                    + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part></CompleteMultipartUpload>",
            "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
            "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
                    + "</CreateBucketConfiguration>") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            Reply worst = put(wire, "PUT /" + bucket + "?cors", input);
            for (String place : PLACES.split(",", -1)) {
                Reply reply = put(wire, place.replace("BUCKET", bucket), input);
                worst = reply.status() > worst.status() ? reply : worst;
            }
            return worst;
        }
    },
    POLICY(
            "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [{\"bucket\": \"BUCKET\"},"
                    + " [\"starts-with\", \"$key\", \"\"], [\"content-length-range\", 1, 9]]}",
            "{\"conditions\": [[\"eq\", \"$acl\", \"private\"]], \"expiration\": null}", "[]") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            return new TestForm(bucket).bare("key", "policy")
                    .policy(new String(input, StandardCharsets.UTF_8).replace("BUCKET", bucket)
                            + " ")
                    .file("x").signedByVersion2().post(wire);
        }
    },
    FORM(
            "--BOUNDARY\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n${filename}\r\n"
                    + "--BOUNDARY\r\nContent-Disposition: form-data; name=\"policy\"\r\n\r\ne30=\r\n"
                    + "--BOUNDARY\r\nContent-Disposition: form-data; name=\"file\";"
                    + " filename=\"a\\\"b\"; filename*=UTF-8''%e2%82%ac\r\n\r\ncontent\r\n"
                    + "--BOUNDARY--\r\n",
            "preamble\r\n--BOUNDARY \r\nContent-Disposition: form-data; name=AWSAccessKeyId\r\n"
                    + "Content-Transfer-Encoding: binary\r\n\r\nAKOWNER\r\n--BOUNDARY--") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            String body = new String(input, StandardCharsets.ISO_8859_1)
                    .replace("BOUNDARY", TestForm.BOUNDARY);
            return wire.post("/" + bucket).with("Content-Type", TestForm.CONTENT_TYPE)
                    .anonymously()
                    .send(TestBody.of(body.getBytes(StandardCharsets.ISO_8859_1)).inPieces(11));
        }
    };

    /** Where documents are read, beside CORS rules. */
    private static final String PLACES =
            "PUT /BUCKET?tagging,PUT /BUCKET?lifecycle,POST /BUCKET?delete,"
                    + "POST /BUCKET/key?uploadId=none,PUT /BUCKET?versioning,PUT /BUCKET,"
                    + "PUT /BUCKET/key?tagging,PUT /BUCKET?policy,PUT /BUCKET?acl,"
                    + "PUT /BUCKET?publicAccessBlock,PUT /BUCKET?ownershipControls";

    /** Set once; an array, since a list may be of any kind. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final String[] seeds;

    FuzzTarget(String... seeds) {
        this.seeds = seeds.clone();
    }

    /** Inputs that are understood at least in part. */
    List<byte[]> seeds() {
        return Stream.of(seeds).map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    /** Lets the service parse an input; the answer of the request that went worst. */
    abstract Reply send(Wire wire, String bucket, byte[] input);

    private static Reply put(Wire wire, String place, byte[] input) {
        String[] words = place.split(" ", 2);
        return wire.request(words[0], words[1]).body(input).withMd5().send();
    }

    private static String text(byte[] input, String bucket) {
        return new String(input, StandardCharsets.ISO_8859_1).replace("BUCKET", bucket);
    }
}
