"""What users of s3fs (asynchronous boto) and s3cmd do every day; prints a line for each step."""
import configparser
import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import s3fs

BUCKET = "python-client"
MIB = 1024 * 1024
failed = False


def step(name):
    def run(work):
        global failed
        try:
            work()
            print("ok", name, flush=True)
        except Exception as problem:  # every failure is a line of the report
            failed = True
            print("failed", name, repr(problem).replace("\n", "\\n"), flush=True)

    return run


files = s3fs.S3FileSystem()
large = os.urandom(11 * MIB)
folder = pathlib.Path(tempfile.mkdtemp())


@step("s3fs makes a bucket, writes and reads")
def _():
    files.mkdir(BUCKET)
    with files.open(f"{BUCKET}/a/päckchen 1+2", "wb") as out:
        out.write(b"hello")
    assert files.cat(f"{BUCKET}/a/päckchen 1+2") == b"hello"


@step("s3fs writes 11 MiB by parts, reads a range")
def _():
    with files.open(f"{BUCKET}/large", "wb", block_size=5 * MIB) as out:
        out.write(large)
    with files.open(f"{BUCKET}/large", "rb") as read:
        read.seek(5 * MIB)
        assert read.read(10) == large[5 * MIB : 5 * MIB + 10]


@step("s3fs lists, copies, moves, removes")
def _():
    assert sorted(files.ls(BUCKET)) == [f"{BUCKET}/a", f"{BUCKET}/large"]
    files.copy(f"{BUCKET}/large", f"{BUCKET}/copy")
    files.mv(f"{BUCKET}/copy", f"{BUCKET}/moved")
    assert not files.exists(f"{BUCKET}/copy")
    files.rm(f"{BUCKET}/moved")


def s3cmd(*words):
    endpoint = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL"])
    settings = configparser.ConfigParser()
    settings["default"] = {
        "access_key": os.environ["AWS_ACCESS_KEY_ID"],
        "secret_key": os.environ["AWS_SECRET_ACCESS_KEY"],
        "host_base": endpoint.netloc,
        "host_bucket": endpoint.netloc,
        "use_https": "False",
        "multipart_chunk_size_mb": "5",
    }
    config = folder / "s3cfg"
    with config.open("w") as out:
        settings.write(out)
    command = pathlib.Path(sys.executable).with_name("s3cmd")
    done = subprocess.run(
        [sys.executable, command, "-c", config, *words], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@step("s3cmd puts by parts, gets")
def _():
    (folder / "large").write_bytes(large)
    s3cmd("put", "large", f"s3://{BUCKET}/s3cmd/large")
    s3cmd("get", f"s3://{BUCKET}/s3cmd/large", "back")
    assert filecmp.cmp(folder / "large", folder / "back", shallow=False)


@step("s3cmd syncs, lists, shows information")
def _():
    tree = folder / "tree"
    tree.mkdir()
    for i in range(5):
        (tree / f"file {i}").write_text(str(i))
    s3cmd("sync", "tree/", f"s3://{BUCKET}/tree/")
    assert "file 4" in s3cmd("ls", f"s3://{BUCKET}/tree/")
    assert "MD5 sum" in s3cmd("info", f"s3://{BUCKET}/tree/file 0")


@step("s3cmd lists and aborts open uploads")
def _():
    begun = files.call_s3("create_multipart_upload", Bucket=BUCKET, Key="left")
    assert begun["UploadId"] in s3cmd("multipart", f"s3://{BUCKET}")
    s3cmd("abortmp", f"s3://{BUCKET}/left", begun["UploadId"])
    assert begun["UploadId"] not in s3cmd("multipart", f"s3://{BUCKET}")


@step("s3cmd removes all, and the bucket")
def _():
    s3cmd("del", "--recursive", "--force", f"s3://{BUCKET}/")
    s3cmd("rb", f"s3://{BUCKET}")


sys.exit(1 if failed else 0)
