package example

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

const MiB = 1024 * 1024

func TestLargeFileIsSentInParts(t *testing.T) {
	cairn := StartCairn(t)
	client := cairn.Client()
	bucket := createBucket(t, client)
	body := bytes.Repeat([]byte("0123456789abcdef"), 12*MiB/16)

	uploader := manager.NewUploader(client, func(u *manager.Uploader) { u.PartSize = 5 * MiB })
	sent, err := uploader.Upload(t.Context(),
		&s3.PutObjectInput{Bucket: &bucket, Key: aws.String("large"), Body: bytes.NewReader(body)})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(*sent.ETag, `-3"`) {
		t.Errorf("not three parts: %s", *sent.ETag)
	}
	object, err := client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: &bucket, Key: aws.String("large")})
	if err != nil {
		t.Fatal(err)
	}
	defer object.Body.Close()
	if back, err := io.ReadAll(object.Body); err != nil || !bytes.Equal(back, body) {
		t.Errorf("%d bytes came back, %v", len(back), err)
	}
	if open := cairn.OpenUploads(t, bucket); len(open) > 0 {
		t.Errorf("uploads left open: %v", open)
	}
}

func TestWhatADeadClientLeavesIsEndedByTheRule(t *testing.T) {
	cairn := StartCairn(t)
	client := cairn.Client()
	bucket := createBucket(t, client)
	_, err := client.PutBucketLifecycleConfiguration(t.Context(), &s3.PutBucketLifecycleConfigurationInput{
		Bucket: &bucket,
		LifecycleConfiguration: &types.BucketLifecycleConfiguration{Rules: []types.LifecycleRule{{
			ID: aws.String("a week"), Status: types.ExpirationStatusEnabled,
			Filter:                         &types.LifecycleRuleFilter{Prefix: aws.String("")},
			AbortIncompleteMultipartUpload: &types.AbortIncompleteMultipartUpload{DaysAfterInitiation: aws.Int32(7)},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	key := aws.String("backup.tar")
	upload, err := client.CreateMultipartUpload(t.Context(),
		&s3.CreateMultipartUploadInput{Bucket: &bucket, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.UploadPart(t.Context(), &s3.UploadPartInput{Bucket: &bucket, Key: key,
		UploadId: upload.UploadId, PartNumber: aws.Int32(1), Body: bytes.NewReader(make([]byte, 5*MiB))})
	if err != nil {
		t.Fatal(err)
	}

	// No listing of objects shows it, and it costs what 5 MiB cost.
	open := cairn.OpenUploads(t, bucket)
	if len(open) != 1 || open[0].Bytes != 5*MiB || open[0].AbortRuleId != "a week" {
		t.Errorf("open: %v", open)
	}
	cairn.Advance(t, "P9D")
	done := cairn.RunLifecycle(t)
	if len(done) != 1 || done[0].Action != "AbortIncompleteMultipartUpload" || done[0].Bytes != 5*MiB {
		t.Errorf("done: %v", done)
	}
	_, err = client.ListParts(t.Context(), &s3.ListPartsInput{Bucket: &bucket, Key: key, UploadId: upload.UploadId})
	var refused smithy.APIError
	if !errors.As(err, &refused) || refused.ErrorCode() != "NoSuchUpload" {
		t.Errorf("the upload is still there: %v", err)
	}
}

func createBucket(t *testing.T, client *s3.Client) string {
	t.Helper()
	bucket := "vault"
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &bucket}); err != nil {
		t.Fatal(err)
	}
	return bucket
}
