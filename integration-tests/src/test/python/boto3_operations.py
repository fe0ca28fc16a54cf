"""Every operation that Cairn implements, called by boto3 with its defaults.

Prints "ok NAME" or "failed NAME" with the trace, a line an operation; Boto3IT makes a test of
each. The environment says where the server is.
"""
import base64
import hashlib
import io
import json
import sys
import traceback
import urllib.request

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
BUCKET = "boto3"
MIB = 1024 * 1024


def refused(status, code, call, **arguments):
    """The call must fail with this status and code."""
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"not refused with {code}")


def put(key, body=b"content", **more):
    return s3.put_object(Bucket=BUCKET, Key=key, Body=body, **more)


def get(key, **more):
    return s3.get_object(Bucket=BUCKET, Key=key, **more)["Body"].read()


def upload(key, *contents):
    """An open upload with these parts: its id and the list for Complete."""
    upload_id = s3.create_multipart_upload(Bucket=BUCKET, Key=key)["UploadId"]
    parts = []
    for number, content in enumerate(contents, start=1):
        answer = s3.upload_part(Bucket=BUCKET, Key=key, UploadId=upload_id,
                                PartNumber=number, Body=content)
        parts.append({"PartNumber": number, "ETag": answer["ETag"]})
    return upload_id, parts


def CreateBucket():
    s3.create_bucket(Bucket="boto3-created")
    refused(400, "InvalidBucketName", s3.create_bucket, Bucket="bad..name")


def ListBuckets():
    assert BUCKET in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]


def HeadBucket():
    assert s3.head_bucket(Bucket=BUCKET)["BucketRegion"] == "us-east-1"
    refused(404, "404", s3.head_bucket, Bucket="boto3-missing")


def GetBucketLocation():
    assert s3.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] is None


def GetBucketVersioning():
    assert "Status" not in s3.get_bucket_versioning(Bucket=BUCKET)


def PutBucketVersioning():
    bucket = versioned("boto3-versioning")
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    first = s3.put_object(Bucket=bucket, Key="k", Body=b"one")["VersionId"]
    s3.put_object(Bucket=bucket, Key="k", Body=b"two")
    marker = s3.delete_object(Bucket=bucket, Key="k")
    assert marker["DeleteMarker"]
    refused(404, "NoSuchKey", s3.get_object, Bucket=bucket, Key="k")
    refused(405, "MethodNotAllowed", s3.get_object, Bucket=bucket, Key="k",
            VersionId=marker["VersionId"])
    answer = s3.get_object(Bucket=bucket, Key="k", VersionId=first)
    assert answer["Body"].read() == b"one" and answer["VersionId"] == first
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    assert "VersionId" not in s3.put_object(Bucket=bucket, Key="k", Body=b"null")
    assert s3.head_object(Bucket=bucket, Key="k")["VersionId"] == "null"


def versioned(bucket):
    s3.create_bucket(Bucket=bucket)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return bucket


def ListObjectVersions():
    bucket = versioned("boto3-versions")
    for number in range(5):
        answer = s3.put_object(Bucket=bucket, Key=f"k {number % 2}", Body=b"x" * number)
        # A put that boto3 makes twice is two versions, here as on S3.
        assert answer["ResponseMetadata"]["RetryAttempts"] == 0, answer
    s3.delete_object(Bucket=bucket, Key="k 0")
    pages = s3.get_paginator("list_object_versions").paginate(
        Bucket=bucket, PaginationConfig={"PageSize": 2})
    found = [(page.get("Versions", []), page.get("DeleteMarkers", [])) for page in pages]
    sizes = [version["Size"] for versions, _ in found for version in versions]
    assert sizes == [4, 2, 0, 3, 1], sizes
    assert sum(len(markers) for _, markers in found) == 1
    # How nearly every test suite cleans up.
    boto3.resource("s3").Bucket(bucket).object_versions.delete()
    s3.delete_bucket(Bucket=bucket)


def PutObjectTagging():
    put("tagged")
    s3.put_object_tagging(Bucket=BUCKET, Key="tagged", Tagging={
        "TagSet": [{"Key": "team", "Value": "a b"}, {"Key": "clé", "Value": ""}]})
    assert s3.head_object(Bucket=BUCKET, Key="tagged")["TagCount"] == 2
    refused(400, "InvalidTag", s3.put_object_tagging, Bucket=BUCKET, Key="tagged",
            Tagging={"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]})


def GetObjectTagging():
    put("tagged-by-header", Tagging="team=a+b&other=%2B")
    assert s3.get_object_tagging(Bucket=BUCKET, Key="tagged-by-header")["TagSet"] == [
        {"Key": "team", "Value": "a b"}, {"Key": "other", "Value": "+"}]
    refused(404, "NoSuchKey", s3.get_object_tagging, Bucket=BUCKET, Key="missing")


def DeleteObjectTagging():
    put("untagged", Tagging="team=a")
    s3.delete_object_tagging(Bucket=BUCKET, Key="untagged")
    assert s3.get_object_tagging(Bucket=BUCKET, Key="untagged")["TagSet"] == []


def DeleteBucket():
    s3.create_bucket(Bucket="boto3-deleted")
    s3.delete_bucket(Bucket="boto3-deleted")
    refused(409, "BucketNotEmpty", s3.delete_bucket, Bucket=BUCKET)


def PutObject():
    body = bytes(range(256)) * 1000
    answer = put("put", body, Metadata={"colour": "red"}, ContentType="text/plain")
    assert answer["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    # boto3 sends a CRC32 by default; the server has verified and kept it.
    assert answer["ChecksumCRC32"]
    assert get("put") == body
    # The checksums of 2026, which botocore sends as they are given.
    for name in ("md5", "sha512"):
        value = base64.b64encode(hashlib.new(name, body).digest()).decode()
        sent = put("checked", body, **{f"Checksum{name.upper()}": value})
        assert sent[f"Checksum{name.upper()}"] == value, sent
    refused(400, "BadDigest", put, key="checked", body=b"x", ChecksumXXHASH3="AAAAAAAAAAA=")
    # A body without a length is sent in chunks with a trailer.
    s3.upload_fileobj(io.BytesIO(body), BUCKET, "streamed")
    assert get("streamed") == body
    # An empty body is announced by Expect like any other; a refusal in its place ends the
    # connection. Neither may spoil the answer that follows: no attempt is made twice.
    empty = put("empty", b"")
    refused(412, "PreconditionFailed", s3.put_object, Bucket=BUCKET, Key="put",
            Body=b"", IfNoneMatch="*")
    refused(412, "PreconditionFailed", s3.put_object, Bucket=BUCKET, Key="put",
            Body=b"x", IfNoneMatch="*")
    for sent in (empty, put("next")):
        assert sent["ResponseMetadata"]["RetryAttempts"] == 0, sent


def GetObject():
    put("get", b"0123456789")
    assert get("get", Range="bytes=2-4") == b"234"
    refused(404, "NoSuchKey", s3.get_object, Bucket=BUCKET, Key="missing")
    refused(304, "304", s3.get_object, Bucket=BUCKET, Key="get",
            IfNoneMatch=s3.head_object(Bucket=BUCKET, Key="get")["ETag"])
    url = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "get"})
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b"0123456789"


def HeadObject():
    put("head", b"0123456789", Metadata={"shape": "round"})
    head = s3.head_object(Bucket=BUCKET, Key="head")
    assert head["ContentLength"] == 10 and head["Metadata"] == {"shape": "round"}
    refused(404, "404", s3.head_object, Bucket=BUCKET, Key="missing")


def GetObjectAttributes():
    put("attributes", b"0123456789")
    every = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]
    answer = s3.get_object_attributes(Bucket=BUCKET, Key="attributes", ObjectAttributes=every)
    assert answer["ETag"] == hashlib.md5(b"0123456789").hexdigest(), answer
    assert answer["ObjectSize"] == 10 and answer["StorageClass"] == "STANDARD", answer
    assert answer["Checksum"]["ChecksumType"] == "FULL_OBJECT", answer
    assert answer["Checksum"]["ChecksumCRC32"] and "ObjectParts" not in answer, answer
    refused(400, "InvalidArgument", s3.get_object_attributes, Bucket=BUCKET, Key="attributes",
            ObjectAttributes=["Colour"])
    refused(404, "NoSuchKey", s3.get_object_attributes, Bucket=BUCKET, Key="missing",
            ObjectAttributes=["ETag"])


def DeleteObject():
    put("deleted")
    s3.delete_object(Bucket=BUCKET, Key="deleted")
    refused(404, "NoSuchKey", s3.get_object, Bucket=BUCKET, Key="deleted")


def DeleteObjects():
    keys = ["one", "two & three", "ünïcödé/☃"]
    for key in keys:
        put(key)
    answer = s3.delete_objects(
        Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in keys]})
    assert sorted(item["Key"] for item in answer["Deleted"]) == sorted(keys)
    assert "Errors" not in answer


def CopyObject():
    put("source +☃", b"copied", Metadata={"colour": "red"})
    answer = s3.copy_object(Bucket=BUCKET, Key="target",
                            CopySource={"Bucket": BUCKET, "Key": "source +☃"})
    assert answer["CopyObjectResult"]["ETag"] == f'"{hashlib.md5(b"copied").hexdigest()}"'
    assert get("target") == b"copied"
    assert s3.head_object(Bucket=BUCKET, Key="target")["Metadata"] == {"colour": "red"}


def list_all(operation, **more):
    keys = []
    for page in s3.get_paginator(operation).paginate(Bucket=BUCKET, Prefix="listed/", **more):
        keys += [item["Key"] for item in page.get("Contents", [])]
        keys += [item["Prefix"] for item in page.get("CommonPrefixes", [])]
    return sorted(keys)


def check_listing(operation):
    keys = ["listed/a b", "listed/a+b", "listed/x/1", "listed/x/2", "listed/\u2603", "listed/%41"]
    for key in keys:
        put(key)
    assert list_all(operation, PaginationConfig={"PageSize": 2}) == sorted(keys)
    rolled = [key for key in keys if "x/" not in key] + ["listed/x/"]
    assert list_all(operation, Delimiter="/", PaginationConfig={"PageSize": 2}) == sorted(rolled)


def ListObjects():
    check_listing("list_objects")


def ListObjectsV2():
    check_listing("list_objects_v2")


def CreateMultipartUpload():
    answer = s3.create_multipart_upload(Bucket=BUCKET, Key="created")
    assert answer["UploadId"] and answer["Key"] == "created"
    s3.abort_multipart_upload(Bucket=BUCKET, Key="created", UploadId=answer["UploadId"])


def UploadPart():
    upload_id, parts = upload("part", b"a part")
    assert parts[0]["ETag"] == f'"{hashlib.md5(b"a part").hexdigest()}"'
    refused(404, "NoSuchUpload", s3.upload_part, Bucket=BUCKET, Key="part",
            UploadId="unknown", PartNumber=1, Body=b"x")
    s3.abort_multipart_upload(Bucket=BUCKET, Key="part", UploadId=upload_id)


def UploadPartCopy():
    put("part-source", b"0123456789")
    upload_id = s3.create_multipart_upload(Bucket=BUCKET, Key="part-copied")["UploadId"]
    answer = s3.upload_part_copy(
        Bucket=BUCKET, Key="part-copied", UploadId=upload_id, PartNumber=1,
        CopySource={"Bucket": BUCKET, "Key": "part-source"}, CopySourceRange="bytes=2-4")
    etag = answer["CopyPartResult"]["ETag"]
    assert etag == f'"{hashlib.md5(b"234").hexdigest()}"'
    s3.complete_multipart_upload(Bucket=BUCKET, Key="part-copied", UploadId=upload_id,
                                 MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etag}]})
    assert get("part-copied") == b"234"


def ListParts():
    upload_id, parts = upload("parts", b"1", b"22", b"333")
    pages = s3.get_paginator("list_parts").paginate(
        Bucket=BUCKET, Key="parts", UploadId=upload_id, PaginationConfig={"PageSize": 2})
    listed = [part for page in pages for part in page["Parts"]]
    assert [part["Size"] for part in listed] == [1, 2, 3]
    assert [part["ETag"] for part in listed] == [part["ETag"] for part in parts]
    s3.abort_multipart_upload(Bucket=BUCKET, Key="parts", UploadId=upload_id)


def ListMultipartUploads():
    ids = [upload("uploads/" + key)[0] for key in ("a", "b", "b")]
    pages = s3.get_paginator("list_multipart_uploads").paginate(
        Bucket=BUCKET, Prefix="uploads/", PaginationConfig={"PageSize": 2})
    listed = [item for page in pages for item in page["Uploads"]]
    assert [item["UploadId"] for item in listed] == ids
    for item in listed:
        s3.abort_multipart_upload(Bucket=BUCKET, Key=item["Key"], UploadId=item["UploadId"])


def CompleteMultipartUpload():
    upload_id, parts = upload("completed", b"x" * 5 * MIB, b"end")
    answer = s3.complete_multipart_upload(Bucket=BUCKET, Key="completed", UploadId=upload_id,
                                          MultipartUpload={"Parts": parts})
    assert answer["ETag"].endswith('-2"')
    assert get("completed") == b"x" * 5 * MIB + b"end"
    # The transfer manager cuts large files in parts by itself.
    large = bytes(range(256)) * 4096 * 20
    s3.upload_fileobj(io.BytesIO(large), BUCKET, "large")
    back = io.BytesIO()
    s3.download_fileobj(BUCKET, "large", back)
    assert back.getvalue() == large


def AbortMultipartUpload():
    upload_id, _ = upload("aborted", b"a part")
    s3.abort_multipart_upload(Bucket=BUCKET, Key="aborted", UploadId=upload_id)
    refused(404, "NoSuchUpload", s3.list_parts, Bucket=BUCKET, Key="aborted", UploadId=upload_id)


RULE = {"ID": "stale", "Status": "Enabled", "Filter": {"Prefix": "stale/"},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}


def put_rules(*rules):
    s3.put_bucket_lifecycle_configuration(
        Bucket=BUCKET, LifecycleConfiguration={"Rules": list(rules)})


def PutBucketLifecycleConfiguration():
    put_rules(RULE)
    answer = s3.create_multipart_upload(Bucket=BUCKET, Key="stale/upload")
    assert answer["AbortRuleId"] == "stale"
    assert answer["AbortDate"].hour == 0
    s3.abort_multipart_upload(Bucket=BUCKET, Key="stale/upload", UploadId=answer["UploadId"])
    refused(400, "InvalidArgument", s3.put_bucket_lifecycle_configuration, Bucket=BUCKET,
            LifecycleConfiguration={"Rules": [RULE, RULE]})


def GetBucketLifecycleConfiguration():
    put_rules(RULE)
    answer = s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)
    assert answer["Rules"] == [RULE]
    assert answer["TransitionDefaultMinimumObjectSize"] == "all_storage_classes_128K"


def DeleteBucketLifecycle():
    put_rules(RULE)
    s3.delete_bucket_lifecycle(Bucket=BUCKET)
    refused(404, "NoSuchLifecycleConfiguration", s3.get_bucket_lifecycle_configuration,
            Bucket=BUCKET)


def PutBucketTagging():
    s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": [{"Key": "a", "Value": "b c"}]})


def GetBucketTagging():
    PutBucketTagging()
    assert s3.get_bucket_tagging(Bucket=BUCKET)["TagSet"] == [{"Key": "a", "Value": "b c"}]


def DeleteBucketTagging():
    PutBucketTagging()
    s3.delete_bucket_tagging(Bucket=BUCKET)
    refused(404, "NoSuchTagSet", s3.get_bucket_tagging, Bucket=BUCKET)


CORS = {"ID": "app", "AllowedMethods": ["GET", "PUT"], "AllowedOrigins": ["https://*.example.org"],
        "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 600}


def PutBucketCors():
    s3.put_bucket_cors(Bucket=BUCKET, CORSConfiguration={"CORSRules": [CORS]})
    refused(400, "InvalidRequest", s3.put_bucket_cors, Bucket=BUCKET,
            CORSConfiguration={"CORSRules": [{**CORS, "AllowedMethods": ["TRACE"]}]})


def GetBucketCors():
    PutBucketCors()
    assert s3.get_bucket_cors(Bucket=BUCKET)["CORSRules"] == [CORS]


def DeleteBucketCors():
    PutBucketCors()
    s3.delete_bucket_cors(Bucket=BUCKET)
    refused(404, "NoSuchCORSConfiguration", s3.get_bucket_cors, Bucket=BUCKET)


def policy(bucket, principal="*", action="s3:GetObject"):
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": principal, "Action": action,
        "Resource": f"arn:aws:s3:::{bucket}/*"}]})


def anonymous():
    return boto3.client("s3", config=Config(signature_version=UNSIGNED))


def PutBucketPolicy():
    s3.create_bucket(Bucket="boto3-policy")
    s3.put_object(Bucket="boto3-policy", Key="k", Body=b"public")
    refused(403, "AccessDenied", anonymous().get_object, Bucket="boto3-policy", Key="k")
    s3.put_bucket_policy(Bucket="boto3-policy", Policy=policy("boto3-policy"))
    answer = anonymous().get_object(Bucket="boto3-policy", Key="k")
    assert answer["Body"].read() == b"public"
    refused(403, "AccessDenied", anonymous().put_object, Bucket="boto3-policy", Key="k", Body=b"x")
    refused(400, "MalformedPolicy", s3.put_bucket_policy, Bucket="boto3-policy",
            Policy=policy("boto3-policy", action="s3:Nothing"))
    s3.put_bucket_policy(Bucket="boto3-policy", Policy=policy("boto3-policy", action="s3:*"))
    anonymous().put_object(Bucket="boto3-policy", Key="written", Body=b"by nobody")
    anonymous().upload_fileobj(io.BytesIO(b"streamed"), "boto3-policy", "streamed")
    assert s3.get_object(Bucket="boto3-policy", Key="streamed")["Body"].read() == b"streamed"


def GetBucketPolicy():
    text = policy(BUCKET)
    s3.put_bucket_policy(Bucket=BUCKET, Policy=text)
    assert s3.get_bucket_policy(Bucket=BUCKET)["Policy"] == text


def GetBucketPolicyStatus():
    s3.put_bucket_policy(Bucket=BUCKET, Policy=policy(BUCKET))
    assert s3.get_bucket_policy_status(Bucket=BUCKET)["PolicyStatus"]["IsPublic"]


def DeleteBucketPolicy():
    s3.put_bucket_policy(Bucket=BUCKET, Policy=policy(BUCKET))
    s3.delete_bucket_policy(Bucket=BUCKET)
    refused(404, "NoSuchBucketPolicy", s3.get_bucket_policy, Bucket=BUCKET)


FLAGS = {"BlockPublicAcls": False, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
         "RestrictPublicBuckets": False}


def PutPublicAccessBlock():
    s3.create_bucket(Bucket="boto3-blocked")
    s3.put_public_access_block(Bucket="boto3-blocked", PublicAccessBlockConfiguration=FLAGS)
    refused(403, "AccessDenied", s3.put_bucket_policy, Bucket="boto3-blocked",
            Policy=policy("boto3-blocked"))


def GetPublicAccessBlock():
    s3.put_public_access_block(Bucket=BUCKET, PublicAccessBlockConfiguration=FLAGS)
    answer = s3.get_public_access_block(Bucket=BUCKET)
    assert answer["PublicAccessBlockConfiguration"] == FLAGS
    s3.delete_public_access_block(Bucket=BUCKET)


def DeletePublicAccessBlock():
    s3.delete_public_access_block(Bucket=BUCKET)
    refused(404, "NoSuchPublicAccessBlockConfiguration", s3.get_public_access_block,
            Bucket=BUCKET)


def put_ownership(ownership):
    s3.put_bucket_ownership_controls(
        Bucket=BUCKET, OwnershipControls={"Rules": [{"ObjectOwnership": ownership}]})


def PutBucketOwnershipControls():
    put_ownership("BucketOwnerEnforced")
    refused(501, "NotImplemented", put_ownership, ownership="ObjectWriter")


def GetBucketOwnershipControls():
    put_ownership("BucketOwnerEnforced")
    answer = s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]
    assert answer == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def DeleteBucketOwnershipControls():
    put_ownership("BucketOwnerEnforced")
    s3.delete_bucket_ownership_controls(Bucket=BUCKET)
    refused(404, "OwnershipControlsNotFoundError", s3.get_bucket_ownership_controls,
            Bucket=BUCKET)


def GetBucketRequestPayment():
    assert s3.get_bucket_request_payment(Bucket=BUCKET)["Payer"] == "BucketOwner"


def PutBucketRequestPayment():
    s3.put_bucket_request_payment(
        Bucket=BUCKET, RequestPaymentConfiguration={"Payer": "BucketOwner"})
    refused(501, "NotImplemented", s3.put_bucket_request_payment, Bucket=BUCKET,
            RequestPaymentConfiguration={"Payer": "Requester"})


def PutBucketAccelerateConfiguration():
    refused(501, "NotImplemented", s3.put_bucket_accelerate_configuration, Bucket=BUCKET,
            AccelerateConfiguration={"Status": "Enabled"})
    s3.put_bucket_accelerate_configuration(
        Bucket=BUCKET, AccelerateConfiguration={"Status": "Suspended"})


def GetBucketAccelerateConfiguration():
    assert s3.get_bucket_accelerate_configuration(Bucket=BUCKET).get("Status") in (
        None, "Suspended")


def is_owners(answer):
    assert [grant["Permission"] for grant in answer["Grants"]] == ["FULL_CONTROL"], answer
    assert answer["Grants"][0]["Grantee"]["ID"] == answer["Owner"]["ID"], answer
    return {"Owner": answer["Owner"], "Grants": answer["Grants"]}


def GetBucketAcl():
    is_owners(s3.get_bucket_acl(Bucket=BUCKET))


def PutBucketAcl():
    s3.put_bucket_acl(Bucket=BUCKET, ACL="private")
    s3.put_bucket_acl(Bucket=BUCKET, AccessControlPolicy=is_owners(
        s3.get_bucket_acl(Bucket=BUCKET)))
    refused(400, "AccessControlListNotSupported", s3.put_bucket_acl, Bucket=BUCKET,
            ACL="public-read")


def GetObjectAcl():
    is_owners(s3.get_object_acl(Bucket=BUCKET, Key="always"))


def PutObjectAcl():
    s3.put_object_acl(Bucket=BUCKET, Key="always", ACL="bucket-owner-full-control")
    s3.put_object_acl(Bucket=BUCKET, Key="always", AccessControlPolicy=is_owners(
        s3.get_object_acl(Bucket=BUCKET, Key="always")))
    refused(400, "AccessControlListNotSupported", s3.put_object_acl, Bucket=BUCKET,
            Key="always", ACL="public-read")


def GetBucketEncryption():
    refused(404, "ServerSideEncryptionConfigurationNotFoundError", s3.get_bucket_encryption,
            Bucket=BUCKET)


def DeleteBucketEncryption():
    s3.delete_bucket_encryption(Bucket=BUCKET)


def GetBucketReplication():
    refused(404, "ReplicationConfigurationNotFoundError", s3.get_bucket_replication,
            Bucket=BUCKET)


def DeleteBucketReplication():
    s3.delete_bucket_replication(Bucket=BUCKET)


def GetBucketWebsite():
    refused(404, "NoSuchWebsiteConfiguration", s3.get_bucket_website, Bucket=BUCKET)


def DeleteBucketWebsite():
    s3.delete_bucket_website(Bucket=BUCKET)


def GetObjectLockConfiguration():
    refused(404, "ObjectLockConfigurationNotFoundError", s3.get_object_lock_configuration,
            Bucket=BUCKET)


def GetBucketLogging():
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=BUCKET)


def GetBucketNotificationConfiguration():
    answer = s3.get_bucket_notification_configuration(Bucket=BUCKET)
    assert list(answer) == ["ResponseMetadata"], answer


def GetBucketNotification():
    assert list(s3.get_bucket_notification(Bucket=BUCKET)) == ["ResponseMetadata"]


def ListBucketAnalyticsConfigurations():
    assert not s3.list_bucket_analytics_configurations(Bucket=BUCKET)["IsTruncated"]


def GetBucketAnalyticsConfiguration():
    refused(404, "NoSuchConfiguration", s3.get_bucket_analytics_configuration, Bucket=BUCKET,
            Id="a")


def DeleteBucketAnalyticsConfiguration():
    refused(404, "NoSuchConfiguration", s3.delete_bucket_analytics_configuration, Bucket=BUCKET,
            Id="a")


def ListBucketIntelligentTieringConfigurations():
    assert not s3.list_bucket_intelligent_tiering_configurations(Bucket=BUCKET)["IsTruncated"]


def GetBucketIntelligentTieringConfiguration():
    refused(404, "NoSuchConfiguration", s3.get_bucket_intelligent_tiering_configuration,
            Bucket=BUCKET, Id="a")


def DeleteBucketIntelligentTieringConfiguration():
    refused(404, "NoSuchConfiguration", s3.delete_bucket_intelligent_tiering_configuration,
            Bucket=BUCKET, Id="a")


def ListBucketInventoryConfigurations():
    assert not s3.list_bucket_inventory_configurations(Bucket=BUCKET)["IsTruncated"]


def GetBucketInventoryConfiguration():
    refused(404, "NoSuchConfiguration", s3.get_bucket_inventory_configuration, Bucket=BUCKET,
            Id="a")


def DeleteBucketInventoryConfiguration():
    refused(404, "NoSuchConfiguration", s3.delete_bucket_inventory_configuration, Bucket=BUCKET,
            Id="a")


def ListBucketMetricsConfigurations():
    assert not s3.list_bucket_metrics_configurations(Bucket=BUCKET)["IsTruncated"]


def GetBucketMetricsConfiguration():
    refused(404, "NoSuchConfiguration", s3.get_bucket_metrics_configuration, Bucket=BUCKET,
            Id="a")


def DeleteBucketMetricsConfiguration():
    refused(404, "NoSuchConfiguration", s3.delete_bucket_metrics_configuration, Bucket=BUCKET,
            Id="a")


def run(operation):
    try:
        operation()
        print("ok", operation.__name__)
    except Exception:
        trace = traceback.format_exc().replace("\n", "\\n")
        print("failed", operation.__name__, trace)


s3.create_bucket(Bucket=BUCKET)
put("always")
for name, member in sorted(vars(sys.modules[__name__]).items()):
    if name[0].isupper() and callable(member) and getattr(member, "__module__", "") == "__main__":
        run(member)
