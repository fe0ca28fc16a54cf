"""Uploads backup.tar to the bucket "vault" in parts of 100 MiB.

Run it in the folder that holds backup.tar, with AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and AWS_DEFAULT_REGION set.

    python3 backup.py              upload the whole file
    CRASH_AFTER=3 python3 backup.py    die after three parts, as a power cut would
    python3 backup.py --resume     send only the parts that are missing, and complete
    python3 backup.py --abort      give the open upload up
"""
import hashlib
import os
import sys

import boto3
s3 = boto3.client("s3")


def read_chunks(path, size):
    """The chunks of a file; dies hard when CRASH_AFTER of them have been sent."""
    crash_after = int(os.environ.get("CRASH_AFTER", "0"))
    sent = 0
    with open(path, "rb") as file:
        while chunk := file.read(size):
            yield chunk
            sent += 1
            if sent == crash_after:
                os._exit(1)


def open_uploads():
    """The open uploads of our key, oldest first; the paginator asks for every page."""
    pages = s3.get_paginator("list_multipart_uploads").paginate(
        Bucket="vault", Prefix="backup.tar")
    return [upload for page in pages for upload in page.get("Uploads", [])
            if upload["Key"] == "backup.tar"]


def resume():
    """Sends the parts that the newest open upload lacks, and completes it."""
    uploads = open_uploads()
    if not uploads:
        sys.exit("no open upload of backup.tar")
    upload_id = uploads[-1]["UploadId"]
    pages = s3.get_paginator("list_parts").paginate(
        Bucket="vault", Key="backup.tar", UploadId=upload_id)
    landed = {part["PartNumber"]: part["ETag"]
              for page in pages for part in page.get("Parts", [])}

    parts = []
    for i, chunk in enumerate(read_chunks("backup.tar", size=100 * 1024 * 1024), start=1):
        etag = landed.get(i)
        if etag != f'"{hashlib.md5(chunk).hexdigest()}"':
            etag = s3.upload_part(Bucket="vault", Key="backup.tar",
                                  PartNumber=i, UploadId=upload_id, Body=chunk)["ETag"]
            print(f"sent part {i}")
        parts.append({"PartNumber": i, "ETag": etag})
    s3.complete_multipart_upload(
        Bucket="vault", Key="backup.tar", UploadId=upload_id,
        MultipartUpload={"Parts": parts})


def abort():
    """Aborts every open upload of our key."""
    for upload in open_uploads():
        s3.abort_multipart_upload(
            Bucket="vault", Key="backup.tar", UploadId=upload["UploadId"])
        print(f"aborted {upload['UploadId']}")


if "--resume" in sys.argv:
    sys.exit(resume())
if "--abort" in sys.argv:
    sys.exit(abort())

# 1. Open the upload: this returns the UploadId you must keep.
mpu = s3.create_multipart_upload(Bucket="vault", Key="backup.tar")
upload_id = mpu["UploadId"]

parts = []
for i, chunk in enumerate(read_chunks("backup.tar", size=100 * 1024 * 1024), start=1):
    r = s3.upload_part(Bucket="vault", Key="backup.tar",
                       PartNumber=i, UploadId=upload_id, Body=chunk)
    parts.append({"PartNumber": i, "ETag": r["ETag"]})

# 2. Finalize: only now does the object exist and become visible.
s3.complete_multipart_upload(
    Bucket="vault", Key="backup.tar", UploadId=upload_id,
    MultipartUpload={"Parts": parts})
