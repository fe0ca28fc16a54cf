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
    SIGNED_QUERY(
            "list-type=2&prefix=a%2F&delimiter=/&max-keys=10&continuation-token=x&start-after=b"
                    + "&fetch-owner=true&encoding-type=url",
            "prefix=a&marker=b&max-keys=0&delimiter=%2F",
            "versions&key-marker=a&version-id-marker=null&max-keys=5",
            "uploads&key-marker=a&upload-id-marker=b&max-uploads=1&delimiter=%2F",
            "uploadId=none&max-parts=2&part-number-marker=1", "partNumber=1&versionId=null",
            "response-content-type=text/plain&response-expires=x&x-id=GetObject", "attributes",
            "tagging&versionId=0m", "acl", "policyStatus", "analytics&id=a") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            String place = (input.length & 1) == 0 ? "/" + bucket : "/" + bucket + "/key";
            return wire.get(place + "?" + text(input, bucket)).sendEvenUnsigned();
        }
    },
    HEADERS(
            """
            x-amz-meta-a: =?UTF-8?B?w6Q=?=
            Content-Type: text/plain
            x-amz-tagging: a=b&c=%20
            x-amz-storage-class: STANDARD_IA
            Expires: never
            x-amz-acl: private""",
            """
            Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==
            x-amz-checksum-crc32: AAAAAA==
            x-amz-sdk-checksum-algorithm: CRC32
            If-None-Match: *
            If-Match: "a\"""",
            """
            Range: bytes=0-1,3-,-2
            If-Range: "a"
            If-Modified-Since: Mon, 04 May 2026 03:02:01 GMT
            If-None-Match: "a", W/"b"
            x-amz-checksum-mode: ENABLED""",
            """
            x-amz-copy-source: /BUCKET/key?versionId=null
            x-amz-metadata-directive: REPLACE
            x-amz-copy-source-if-match: "a"
            x-amz-tagging-directive: COPY
            x-amz-copy-source-if-modified-since: Mon, 04 May 2026 03:02:01 GMT""",
            """
            x-amz-checksum-algorithm: SHA256
            x-amz-checksum-type: COMPOSITE
            x-amz-expected-bucket-owner: owner-id
            x-amz-website-redirect-location: /a""",
            """
            x-amz-object-attributes: ETag,ObjectSize
            x-amz-max-parts: 1
            x-amz-trailer: x-amz-checksum-crc32
            x-amz-decoded-content-length: 4""",
            """
            Origin: a
            Access-Control-Request-Method: GET
            Content-Encoding: aws-chunked,gzip""") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            String written = "/" + bucket + "/headers";
            WireRequest[] requests = {
                wire.put(written).body("body"), wire.get("/" + bucket + "/key"),
                wire.head("/" + bucket + "/key"), wire.post(written + "?uploads"),
                wire.delete(written), wire.get("/" + bucket + "/key?attributes"),
                wire.request("OPTIONS", written),
            };
            WireRequest request = requests[input.length % requests.length];
            for (String line : text(input, bucket).split("\\R", -1)) {
                String[] field = line.split(":", 2);
                // Names that are no tokens never come past the HTTP decoder.
                if (field.length == 2 && field[0].matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                    request.with(field[0], field[1].strip());
                }
            }
            return request.sendEvenUnsigned();
        }
    },
    BUCKET_POLICY(
            "{\"Version\": \"2012-10-17\", \"Id\": \"a\", \"Statement\": [{\"Sid\": \"b\", \"Effect\":"
                    + " \"Allow\", \"Principal\": \"*\", \"Action\": [\"s3:Get*\", \"s3:?*\"],"
                    + " \"Resource\": [\"arn:aws:s3:::BUCKET\", \"arn:aws:s3:::BUCKET/*\"],"
                    + " \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": [\"192.0.2.0/24\","
                    + " \"2001:db8::/32\"]}, \"StringLike\": {\"s3:prefix\": \"${aws:username}*\"}}}]}",
            "{\"Statement\": {\"Effect\": \"Deny\", \"Principal\": {\"AWS\":"
                    + " \"arn:aws:iam::stranger-id:root\"}, \"NotAction\": \"s3:PutObject\","
                    + " \"NotResource\": \"arn:aws:s3:::BUCKET/a?*\", \"Condition\": {"
                    + "\"DateLessThan\": {\"aws:CurrentTime\": \"2030-01-01T00:00:00Z\"},"
                    + " \"NumericLessThanEquals\": {\"s3:max-keys\": 10},"
                    + " \"Bool\": {\"aws:SecureTransport\": false},"
                    + " \"ForAnyValue:StringEqualsIfExists\": {\"s3:RequestObjectTag/a\": [\"b\"]},"
                    + " \"Null\": {\"s3:x-amz-acl\": true}}}}") {
        @Override
        Reply send(Wire wire, String bucket, byte[] input) {
            Reply put = put(wire, "PUT /" + bucket + "?policy", read(input, bucket));
            if (put.status() == 204) {
                Reply read = wire.get("/" + bucket + "/key").anonymously().send();
                Reply listed = wire.get("/" + bucket + "?prefix=a").as(Wire.STRANGER).send();
                // Who owns a bucket gets rid of whatever its policy says.
                wire.delete("/" + bucket + "?policy").send().is(204);
                return read.status() > listed.status() ? read : listed;
            }
            return put;
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

    private static byte[] read(byte[] input, String bucket) {
        return text(input, bucket).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] input, String bucket) {
        return new String(input, StandardCharsets.ISO_8859_1).replace("BUCKET", bucket);
    }
}
