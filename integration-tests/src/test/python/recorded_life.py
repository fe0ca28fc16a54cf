"""A random life of two buckets over three days, written down: recorded_life.py ADMIN SEED FILE.

The clock stands still between the steps, whose instants are chosen here. What was done and what
the answers were is written to FILE, a line of JSON a step; accountant.py makes a bill of that.
"""
import base64
import datetime
import json
import os
import random
import sys
import urllib.request

import boto3

BEGIN = datetime.datetime(2031, 3, 1, tzinfo=datetime.timezone.utc)
STEPS = 45
MEBIBYTE = 1 << 20
TINY = {
    "name": "tiny-tiers", "description": "Tiers that a few megabytes go through", "currency": "USD",
    "unitBytes": 1000000000, "monthBasis": "calendar", "minimumRetentionDays": 20,
    "unfinishedActiveDays": 1, "minimumObjectBytes": 131072, "minimumMonthlyCharge": 3.5,
    "storage": {"STANDARD": {
        "tiers": [{"upToUnits": 0.002, "price": 0}, {"upToUnits": 0.01, "price": 700},
                  {"price": 300}],
        "prices": {"deleted": 40}}},
    "requests": {
        "tier1": {"per": 10, "tiers": [{"upToUnits": 2, "price": 0}, {"price": 0.03}]},
        "tier2": {"price": 0.0125}, "free": {"price": 0}},
    "dataOut": {"tiers": [{"upToUnits": 0.01, "price": 0}, {"price": 9}]},
}

admin, seed, file = sys.argv[1], int(sys.argv[2]), open(sys.argv[3], "w", encoding="utf-8")
chance = random.Random(seed)
s3 = boto3.client("s3")
now = BEGIN


def ask(method, path, document):
    """Asks the admin API."""
    pair = os.environ["AWS_ACCESS_KEY_ID"] + ":" + os.environ["AWS_SECRET_ACCESS_KEY"]
    request = urllib.request.Request(
        admin + "/api/v1" + path, json.dumps(document).encode(), method=method,
        headers={"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def text(instant):
    """An instant to the millisecond, as the API writes it."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def note(bucket, what, tier, answer, **more):
    """Writes down a step; a body that was sent is as long as its header says."""
    meta = answer["ResponseMetadata"]
    sent = 0 if what == "head" else int(meta["HTTPHeaders"].get("content-length", 0))
    file.write(json.dumps({"at": text(now), "bucket": bucket, "do": what, "tier": tier,
                           "sent": sent, **more}) + "\n")
    return answer


class Life:
    """What is there, as far as the next step must know."""

    def __init__(self):
        self.keys = {"plain": {}, "kept": {}}
        self.uploads = []

    def step(self):
        """Does something; nothing where there is nothing to do it to."""
        bucket = chance.choice(["plain", "kept"])
        key = chance.choice(["logs/a", "logs/b", "c"])
        deed = chance.choices(
            [self.put, self.delete, self.delete_version, self.get, self.begin, self.part,
             self.complete, self.abort, self.list],
            [6, 3, 2, 5, 5, 8, 3, 2, 1])[0]
        deed(bucket, key)

    def put(self, bucket, key):
        size = chance.choice([0, 100, 4095, 4096, 200_000, 3 * MEBIBYTE])
        answer = s3.put_object(Bucket=bucket, Key=key, Body=bytes(size))
        note(bucket, "put", "tier1", answer, key=key, bytes=size)
        self.keys[bucket].setdefault(key, []).append(answer.get("VersionId"))

    def delete(self, bucket, key):
        answer = s3.delete_object(Bucket=bucket, Key=key)
        note(bucket, "delete", "free", answer, key=key, versioned=bucket == "kept")

    def delete_version(self, _, key):
        versions = self.keys["kept"].get(key, [])
        if versions:
            index = chance.randrange(len(versions))
            answer = s3.delete_object(Bucket="kept", Key=key, VersionId=versions.pop(index))
            note("kept", "delete-version", "free", answer, key=key, index=index)

    def get(self, bucket, key):
        versions = self.keys["kept"].get(key, [])
        if versions:
            for _ in range(chance.choice([1, 1, 30])):
                answer = s3.get_object(Bucket="kept", Key=key, VersionId=versions[-1])
                answer["Body"].read()
                note("kept", "get", "tier2", answer)
            note("kept", "head", "tier2",
                 s3.head_object(Bucket="kept", Key=key, VersionId=versions[-1]))

    def begin(self, bucket, key):
        answer = s3.create_multipart_upload(Bucket=bucket, Key=key)
        note(bucket, "begin", "tier1", answer, key=key, upload=answer["UploadId"])
        self.uploads.append({"bucket": bucket, "key": key, "id": answer["UploadId"], "parts": {},
                             "ends": self.due(bucket, key)})

    @staticmethod
    def due(bucket, key):
        """The rule of the bucket: logs/ of plain, one day, up to the midnight behind it."""
        if bucket != "plain" or not key.startswith("logs/"):
            return None
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return day + datetime.timedelta(days=2)

    def open_upload(self):
        """Any that no rule has ended."""
        self.uploads = [each for each in self.uploads if not each["ends"] or now < each["ends"]]
        return chance.choice(self.uploads) if self.uploads else None

    def part(self, *_):
        upload = self.open_upload()
        if upload:
            number = chance.randint(1, 3)
            size = chance.choice([1, 1000, 300_000, 5 * MEBIBYTE])
            answer = s3.upload_part(Bucket=upload["bucket"], Key=upload["key"],
                                    UploadId=upload["id"], PartNumber=number, Body=bytes(size))
            upload["parts"][number] = answer["ETag"]
            note(upload["bucket"], "part", "tier1", answer, upload=upload["id"], number=number,
                 bytes=size)

    def complete(self, *_):
        """Names one part; the others go."""
        upload = self.open_upload()
        if upload and upload["parts"]:
            number = chance.choice(sorted(upload["parts"]))
            answer = s3.complete_multipart_upload(
                Bucket=upload["bucket"], Key=upload["key"], UploadId=upload["id"],
                MultipartUpload={"Parts": [
                    {"PartNumber": number, "ETag": upload["parts"][number]}]})
            note(upload["bucket"], "complete", "tier1", answer, upload=upload["id"], number=number)
            self.keys[upload["bucket"]].setdefault(upload["key"], []).append(
                answer.get("VersionId"))
            self.uploads.remove(upload)

    def abort(self, *_):
        upload = self.open_upload()
        if upload:
            answer = s3.abort_multipart_upload(
                Bucket=upload["bucket"], Key=upload["key"], UploadId=upload["id"])
            note(upload["bucket"], "abort", "free", answer, upload=upload["id"])
            self.uploads.remove(upload)

    def list(self, bucket, _):
        note(bucket, "list", "tier1", s3.list_objects_v2(Bucket=bucket))


ask("PUT", "/plans/tiny-tiers", TINY)
ask("PUT", "/clock", {"freeze": True})
ask("PUT", "/clock", {"set": text(now)})
note("plain", "create", "tier1", s3.create_bucket(Bucket="plain"))
note("kept", "create", "tier1", s3.create_bucket(Bucket="kept"))
note("kept", "configure", "tier1", s3.put_bucket_versioning(
    Bucket="kept", VersioningConfiguration={"Status": "Enabled"}))
note("plain", "configure", "tier1", s3.put_bucket_lifecycle_configuration(
    Bucket="plain", LifecycleConfiguration={"Rules": [{
        "ID": "a day", "Status": "Enabled", "Filter": {"Prefix": "logs/"},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}]}))
life = Life()
for _ in range(STEPS):
    if chance.random() < 0.85:
        now += datetime.timedelta(milliseconds=chance.randrange(2 * 72 * 3_600_000 // STEPS))
        ask("PUT", "/clock", {"set": text(now)})
    life.step()
file.close()
