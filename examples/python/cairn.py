"""Cairn for pytest: a server of its own for a test run, started as a process.

Put this file beside your tests and name it in conftest.py:

    pytest_plugins = ["cairn"]

Fixtures: `cairn`, the server; `s3`, a boto3 client of it; `bucket`, a fresh bucket for each test;
`no_open_uploads`, which fails a test that leaves parts behind. CAIRN says how Cairn is started
where it is not `cairn` on the PATH.
"""
import base64
import json
import os
import shlex
import subprocess
import tempfile
import urllib.parse
import urllib.request
import uuid

import boto3
import pytest


class Cairn:
    """A running server. `endpoint`, `admin`, `access_key`, `secret_key` and `region` are text."""

    access_key = "test"
    secret_key = "test-secret-key"

    def __init__(self, directory):
        command = shlex.split(os.environ.get("CAIRN", "cairn"))
        self.log = open(os.path.join(directory, "cairn.log"), "w+")
        self.process = subprocess.Popen(
            [*command, "serve", "--data-dir", os.path.join(directory, "data"),
             "--s3-listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0",
             "--durability", "os", "--test-clock", "--allow-faults", "--lifecycle-interval", "off"],
            env={**os.environ, "CAIRN_ROOT_ACCESS_KEY": self.access_key,
                 "CAIRN_ROOT_SECRET_KEY": self.secret_key},
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        # The one line on standard output: CAIRN READY s3=… admin=… region=…
        line = self.process.stdout.readline()
        if not line.startswith("CAIRN READY "):
            self.stop()
            self.log.seek(0)
            raise RuntimeError("Cairn did not start:\n" + self.log.read())
        ready = dict(field.split("=", 1) for field in line.split()[2:])
        self.endpoint, self.admin, self.region = ready["s3"], ready["admin"], ready["region"]

    def client(self, service="s3", **options):
        """A boto3 client of this server."""
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=self.region,
            aws_access_key_id=self.access_key, aws_secret_access_key=self.secret_key, **options)

    def call(self, method, path, body=None):
        """A call of the admin API, as `call("GET", "/uploads?bucket=vault")`."""
        key = base64.b64encode(f"{self.access_key}:{self.secret_key}".encode()).decode()
        request = urllib.request.Request(
            f"{self.admin}/api/v1{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Basic {key}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def advance(self, duration):
        """Moves the server's clock by an ISO 8601 duration, as "P8D"."""
        return self.call("PUT", "/clock", {"advance": duration})

    def run_lifecycle(self):
        """Does what the rules of all buckets have due, and returns the actions."""
        return self.call("POST", "/lifecycle/run", {})["actions"]

    def open_uploads(self, bucket):
        """The uploads of a bucket that were neither completed nor aborted."""
        query = urllib.parse.urlencode({"bucket": bucket, "limit": 1000})
        return self.call("GET", f"/uploads?{query}")["items"]

    def stop(self):
        """Ends the server; it answers what it has begun."""
        self.process.terminate()
        return self.process.wait(30)


@pytest.fixture(scope="session")
def cairn():
    """One server for the whole run; its data are gone afterwards."""
    with tempfile.TemporaryDirectory() as directory:
        server = Cairn(directory)
        yield server
        server.stop()
        server.log.close()


@pytest.fixture(scope="session")
def s3(cairn):
    """A boto3 client."""
    return cairn.client()


@pytest.fixture
def bucket(s3):
    """The name of a new, empty bucket, so that tests do not see each other."""
    name = f"test-{uuid.uuid4()}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def no_open_uploads(cairn, bucket):
    """Fails the test if uploads are left open in its bucket: on S3 these cost money, unseen."""
    yield
    leaks = [f"{upload['key']}: {upload['bytes']} bytes in {upload['partCount']} parts, begun by "
             f"{upload['initiator']['userAgent']}" for upload in cairn.open_uploads(bucket)]
    assert not leaks, "uploads left open:\n" + "\n".join(leaks)
