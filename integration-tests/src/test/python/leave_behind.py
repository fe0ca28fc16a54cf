"""A client that plans five parts, sends three, and dies: leave_behind.py BUCKET KEY PART_BYTES.

With an upload id behind these it is the client that comes back too late: it sends part four and
prints the code of the answer.
"""
import os
import sys

import boto3
from botocore.exceptions import ClientError

bucket, key, part_bytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
s3 = boto3.client("s3")
part = bytes(part_bytes)

if len(sys.argv) > 4:
    try:
        s3.upload_part(Bucket=bucket, Key=key, UploadId=sys.argv[4], PartNumber=4, Body=part)
        print("accepted")
    except ClientError as refused:
        print(refused.response["Error"]["Code"])
    sys.exit()

upload = s3.create_multipart_upload(Bucket=bucket, Key=key)
for number in range(1, 6):
    if number == 4:
        os._exit(1)
    s3.upload_part(Bucket=bucket, Key=key, UploadId=upload["UploadId"],
                   PartNumber=number, Body=part)
