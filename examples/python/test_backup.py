import io

import pytest
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

MIB = 1024 * 1024


def test_an_object_comes_back(s3, bucket):
    s3.put_object(Bucket=bucket, Key="hello.txt", Body=b"hello")

    assert s3.get_object(Bucket=bucket, Key="hello.txt")["Body"].read() == b"hello"


def test_a_large_file_is_sent_in_parts(s3, bucket, no_open_uploads):
    body = bytes(range(256)) * (12 * MIB // 256)

    s3.upload_fileobj(io.BytesIO(body), bucket, "backup.tar",
                      Config=TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB))

    assert s3.head_object(Bucket=bucket, Key="backup.tar")["ETag"].endswith('-3"')
    assert s3.get_object(Bucket=bucket, Key="backup.tar")["Body"].read() == body


def test_a_lost_reply_is_asked_for_again(cairn, s3, bucket, no_open_uploads):
    lost = cairn.call("POST", "/faults", {
        "match": {"operation": "CompleteMultipartUpload", "bucket": bucket, "calls": {"to": 1}},
        "effect": {"type": "dropReply"}})

    s3.upload_fileobj(io.BytesIO(b"x" * 6 * MIB), bucket, "backup.tar",
                      Config=TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB))

    removed = cairn.call("DELETE", f"/faults/{lost['id']}")
    assert (removed["matched"], removed["fired"]) == (2, 1)
    assert s3.head_object(Bucket=bucket, Key="backup.tar")["ContentLength"] == 6 * MIB


def test_what_a_dead_client_leaves_is_ended_by_the_rule(cairn, s3, bucket):
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [{
        "ID": "a week", "Status": "Enabled", "Filter": {"Prefix": ""},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]})
    upload = s3.create_multipart_upload(Bucket=bucket, Key="backup.tar")["UploadId"]
    s3.upload_part(Bucket=bucket, Key="backup.tar", UploadId=upload, PartNumber=1, Body=b"x" * 5 * MIB)

    # No listing of objects shows it, and it costs what 5 MiB cost.
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
    [seen] = cairn.open_uploads(bucket)
    assert (seen["key"], seen["bytes"], seen["abortRuleId"]) == ("backup.tar", 5 * MIB, "a week")

    cairn.advance("P9D")
    [action] = cairn.run_lifecycle()
    assert (action["action"], action["bytes"]) == ("AbortIncompleteMultipartUpload", 5 * MIB)
    with pytest.raises(ClientError, match="NoSuchUpload"):
        s3.list_parts(Bucket=bucket, Key="backup.tar", UploadId=upload)
