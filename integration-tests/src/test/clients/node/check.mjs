// What users of the AWS SDK for JavaScript v3 do every day; prints a line for each step.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand, CopyObjectCommand, CreateBucketCommand, CreateMultipartUploadCommand,
  DeleteBucketCommand, DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, GetObjectTaggingCommand,
  HeadObjectCommand, ListMultipartUploadsCommand, ListObjectVersionsCommand, ListPartsCommand, PutBucketVersioningCommand,
  PutObjectCommand, PutObjectTaggingCommand, S3Client, UploadPartCommand, paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const s3 = new S3Client({ forcePathStyle: true });
// By default this SDK signs the checksum of an empty body into a URL for PUT, which no other body matches, on AWS as here.
const signer = new S3Client({ forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED" });
const Bucket = "node-client";
const MIB = 1024 * 1024;
let failed = 0;

async function step(name, work) {
  try {
    await work();
    console.log(`ok ${name}`);
  } catch (problem) {
    failed++;
    console.log(`failed ${name} ${String(problem.stack ?? problem).replaceAll("\n", "\\n")}`);
  }
}

const bytesOf = async (answer) => Buffer.from(await answer.Body.transformToByteArray());

await step("CreateBucket", () => s3.send(new CreateBucketCommand({ Bucket })));
await step("PutObject", async () => {
  const answer = await s3.send(new PutObjectCommand({
    Bucket, Key: "a/päckchen 1+2.txt", Body: "hello", ContentType: "text/plain", Metadata: { colour: "blue" },
  }));
  assert.equal(answer.ETag, '"5d41402abc4b2a76b9719d911017c592"');
  assert.ok(answer.ChecksumCRC32);
});
await step("GetObject", async () => {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key: "a/päckchen 1+2.txt", ChecksumMode: "ENABLED" }));
  assert.equal((await bytesOf(answer)).toString(), "hello");
  assert.equal(answer.Metadata.colour, "blue");
  assert.equal(answer.ContentType, "text/plain");
});
await step("GetObject range", async () => {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key: "a/päckchen 1+2.txt", Range: "bytes=1-3" }));
  assert.equal((await bytesOf(answer)).toString(), "ell");
});
await step("GetObject absent", () => assert.rejects(
  s3.send(new GetObjectCommand({ Bucket, Key: "absent" })), { name: "NoSuchKey" }));
await step("HeadObject absent", () => assert.rejects(
  s3.send(new HeadObjectCommand({ Bucket, Key: "absent" })), { name: "NotFound" }));
await step("PutObject if-none-match", () => assert.rejects(
  s3.send(new PutObjectCommand({ Bucket, Key: "a/päckchen 1+2.txt", Body: "x", IfNoneMatch: "*" })),
  { name: "PreconditionFailed" }));
const large = randomBytes(11 * MIB);
await step("Upload of 11 MiB by parts", async () => {
  const answer = await new Upload({ client: s3, partSize: 5 * MIB, params: { Bucket, Key: "large", Body: large } }).done();
  assert.match(answer.ETag, /-3"$/);
  const read = await bytesOf(await s3.send(new GetObjectCommand({ Bucket, Key: "large" })));
  assert.ok(read.equals(large));
});
await step("CopyObject", async () => {
  await s3.send(new CopyObjectCommand({ Bucket, Key: "b/copy", CopySource: `${Bucket}/${encodeURIComponent("a/päckchen 1+2.txt")}` }));
  const answer = await s3.send(new HeadObjectCommand({ Bucket, Key: "b/copy" }));
  assert.equal(answer.ContentLength, 5);
});
await step("ListObjectsV2 paged, by delimiter", async () => {
  const keys = [], prefixes = [];
  for await (const page of paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket, Delimiter: "/" })) {
    keys.push(...(page.Contents ?? []).map((object) => object.Key));
    prefixes.push(...(page.CommonPrefixes ?? []).map((common) => common.Prefix));
  }
  assert.deepEqual([keys, prefixes], [["large"], ["a/", "b/"]]);
});
await step("Tagging", async () => {
  await s3.send(new PutObjectTaggingCommand({ Bucket, Key: "large", Tagging: { TagSet: [{ Key: "team", Value: "a b" }] } }));
  const answer = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "large" }));
  assert.deepEqual(answer.TagSet, [{ Key: "team", Value: "a b" }]);
});
await step("Open upload listed and aborted", async () => {
  const begun = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "left" }));
  const place = { Bucket, Key: "left", UploadId: begun.UploadId };
  await s3.send(new UploadPartCommand({ ...place, PartNumber: 1, Body: "part" }));
  const uploads = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  assert.deepEqual(uploads.Uploads.map((upload) => upload.UploadId), [begun.UploadId]);
  assert.equal((await s3.send(new ListPartsCommand(place))).Parts[0].Size, 4);
  await s3.send(new AbortMultipartUploadCommand(place));
  await assert.rejects(s3.send(new ListPartsCommand(place)), { name: "NoSuchUpload" });
});
await step("Presigned GET and PUT", async () => {
  const put = await getSignedUrl(signer, new PutObjectCommand({ Bucket, Key: "signed" }), { expiresIn: 60 });
  assert.equal((await fetch(put, { method: "PUT", body: "by url" })).status, 200);
  const get = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "signed" }), { expiresIn: 60 });
  assert.equal(await (await fetch(get)).text(), "by url");
});
await step("Presigned POST", async () => {
  const form = await createPresignedPost(s3, { Bucket, Key: "posted/${filename}", Conditions: [["starts-with", "$key", "posted/"], ["content-length-range", 1, 100]] });
  const data = new FormData();
  Object.entries(form.fields).forEach(([name, value]) => data.append(name, value));
  data.append("file", new Blob(["by form"]), "f.txt");
  assert.equal((await fetch(form.url, { method: "POST", body: data })).status, 204);
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key: "posted/f.txt" }));
  assert.equal((await bytesOf(answer)).toString(), "by form");
});
await step("Versions", async () => {
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "large", Body: "small" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "large" }));
  const answer = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: "large" }));
  assert.equal(answer.Versions.length, 2);
  assert.equal(answer.DeleteMarkers.length, 1);
});
await step("DeleteObjects of all versions, DeleteBucket", async () => {
  const all = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const Objects = [...all.Versions, ...(all.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({ Key, VersionId }));
  const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  assert.equal(answer.Deleted.length, Objects.length);
  await s3.send(new DeleteBucketCommand({ Bucket }));
});
process.exitCode = failed === 0 ? 0 : 1;
