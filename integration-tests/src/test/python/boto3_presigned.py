"""Presigned URLs and forms of a plain boto3 client, sent by urllib3, which knows nothing of S3.

A case is a client (no region, us-east-1, eu-west-1, and Version 4 by name) and a request. Prints
"ok NAME" or "failed NAME" with the trace, a line a case; PresignedIT makes a test of each.
"""
import os
import traceback

import boto3
import urllib3
from botocore.config import Config

BUCKET = "presigned"
KEY = "folder/a b+é.txt"
http = urllib3.PoolManager()


def client(**more):
    return boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"], **more)


def clients():
    region = os.environ.pop("AWS_DEFAULT_REGION")
    yield "no-region", client()
    os.environ["AWS_DEFAULT_REGION"] = region
    yield "us-east-1", client(region_name="us-east-1")
    yield "eu-west-1", client(region_name="eu-west-1")
    yield "version-4", client(config=Config(signature_version="s3v4"))
    yield "virtual-host", client(config=Config(s3={"addressing_style": "virtual"}))


def url(s3, operation, **params):
    return s3.generate_presigned_url(operation, Params={"Bucket": BUCKET, **params})


def send(method, target, status, **more):
    answer = http.request(method, target, redirect=False, **more)
    assert answer.status == status, (method, target, answer.status, answer.data)
    return answer


def put_get_head_delete(s3):
    send("PUT", url(s3, "put_object", Key=KEY), 200, body=b"content")
    assert send("GET", url(s3, "get_object", Key=KEY), 200).data == b"content"
    assert send("HEAD", url(s3, "head_object", Key=KEY), 200).headers["Content-Length"] == "7"
    send("HEAD", url(s3, "get_object", Key=KEY), 403)
    send("DELETE", url(s3, "delete_object", Key=KEY), 204)
    send("GET", url(s3, "get_object", Key=KEY), 404)


def put_with_headers(s3):
    target = url(s3, "put_object", Key=KEY, ContentType="text/plain", Metadata={"colour": "red"})
    headers = {"Content-Type": "text/plain", "x-amz-meta-colour": "red"}
    send("PUT", target, 200, body=b"x", headers=headers)
    answer = send("GET", url(s3, "get_object", Key=KEY, ResponseCacheControl="no-cache"), 200)
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["x-amz-meta-colour"] == "red"
    send("PUT", target, 403, body=b"x", headers={**headers, "Content-Type": "text/html"})


def parts(s3):
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key=KEY)["UploadId"]
    part = url(s3, "upload_part", Key=KEY, UploadId=upload, PartNumber=1)
    etag = send("PUT", part, 200, body=b"part").headers["ETag"]
    s3.complete_multipart_upload(Bucket=BUCKET, Key=KEY, UploadId=upload,
                                 MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etag}]})


def listing(s3):
    s3.put_object(Bucket=BUCKET, Key="listed", Body=b"x")
    assert b"<Key>listed</Key>" in send("GET", url(s3, "list_objects_v2"), 200).data


def expired(s3):
    target = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": KEY},
                                       ExpiresIn=-5)
    assert send("GET", target, 400 if "X-Amz-" in target else 403).data


def form(s3):
    post = s3.generate_presigned_post(
        BUCKET, "up/${filename}",
        Fields={"acl": "private", "success_action_status": "201", "x-amz-meta-colour": "red"},
        Conditions=[{"acl": "private"}, {"success_action_status": "201"},
                    {"x-amz-meta-colour": "red"}, ["content-length-range", 1, 2_000_000]])
    large = os.urandom(1_500_000)
    answer = send("POST", post["url"], 201, fields={**post["fields"], "file": ("ä b.bin", large)})
    assert b"<Key>up/\xc3\xa4 b.bin</Key>" in answer.data, answer.data
    stored = s3.get_object(Bucket=BUCKET, Key="up/ä b.bin")
    assert stored["Body"].read() == large and stored["Metadata"] == {"colour": "red"}
    for content, code in ((b"", b"EntityTooSmall"), (large * 2, b"EntityTooLarge")):
        refused = http.request("POST", post["url"],
                               fields={**post["fields"], "file": ("no", content)})
        assert refused.status == 400 and code in refused.data, refused.data
    assert "Contents" not in s3.list_objects_v2(Bucket=BUCKET, Prefix="up/no")
    extra = {**post["fields"], "x-amz-meta-shape": "round", "file": ("no", b"x")}
    refused = send("POST", post["url"], 403, fields=extra)
    assert b"Extra input fields: x-amz-meta-shape" in refused.data, refused.data


def run(name, case, s3):
    try:
        case(s3)
        print("ok", name)
    except Exception:
        print("failed", name, traceback.format_exc().replace("\n", "\\n"))


client(region_name="us-east-1").create_bucket(Bucket=BUCKET)
for label, each in clients():
    for case in (put_get_head_delete, put_with_headers, parts, listing, expired, form):
        run(f"{case.__name__}-{label}", case, each)
