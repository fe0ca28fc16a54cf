import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand, CreateMultipartUploadCommand, GetObjectCommand, ListObjectsV2Command,
  ListPartsCommand, PutBucketLifecycleConfigurationCommand, PutObjectCommand, S3Client, UploadPartCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { Cairn } from "./cairn.mjs";

const MiB = 1024 * 1024;
let cairn, s3;

before(async () => {
  cairn = await Cairn.start();
  s3 = new S3Client(cairn.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: "vault" }));
});

after(async () => {
  s3?.destroy();
  await cairn?.stop();
});

test("an object comes back", async () => {
  await s3.send(new PutObjectCommand({ Bucket: "vault", Key: "hello.txt", Body: "hello" }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "vault", Key: "hello.txt" }));
  assert.equal(await Body.transformToString(), "hello");
});

test("a large file is sent in parts", async () => {
  const body = Buffer.alloc(12 * MiB, "0123456789");
  const { ETag } = await new Upload({
    client: s3, partSize: 5 * MiB, params: { Bucket: "vault", Key: "large", Body: body },
  }).done();
  assert.match(ETag, /-3"$/);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "vault", Key: "large" }));
  assert.ok(body.equals(await Body.transformToByteArray()));
  assert.deepEqual(await cairn.openUploads("vault"), []);
});

test("what a dead client leaves is ended by the rule", async () => {
  await s3.send(new PutBucketLifecycleConfigurationCommand({
    Bucket: "vault",
    LifecycleConfiguration: {
      Rules: [{
        ID: "a week", Status: "Enabled", Filter: { Prefix: "" },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }],
    },
  }));
  const upload = { Bucket: "vault", Key: "backup.tar" };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
  await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: Buffer.alloc(5 * MiB) }));

  // No listing of objects shows it, and it costs what 5 MiB cost.
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "vault", Prefix: "backup" }));
  assert.equal(Contents.length, 0);
  const [seen] = await cairn.openUploads("vault");
  assert.deepEqual([seen.key, seen.bytes, seen.abortRuleId], ["backup.tar", 5 * MiB, "a week"]);

  await cairn.advance("P9D");
  const [action] = await cairn.runLifecycle();
  assert.deepEqual([action.action, action.bytes], ["AbortIncompleteMultipartUpload", 5 * MiB]);
  await assert.rejects(s3.send(new ListPartsCommand({ ...upload, UploadId })), { name: "NoSuchUpload" });
});
