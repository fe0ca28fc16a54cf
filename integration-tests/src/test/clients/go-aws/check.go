// What users of the AWS SDK for Go v2 do every day; prints a line for each step.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

const bucket = "go-client"
const mib = 1 << 20

var failed = false

func step(name string, work func() error) {
	if err := work(); err != nil {
		failed = true
		fmt.Printf("failed %s %s\n", name, strings.ReplaceAll(err.Error(), "\n", "\\n"))
		return
	}
	fmt.Printf("ok %s\n", name)
}

func expect(what string, got, want any) error {
	if fmt.Sprint(got) != fmt.Sprint(want) {
		return fmt.Errorf("%s is %v, not %v", what, got, want)
	}
	return nil
}

func refused(err error, code string) error {
	var api smithy.APIError
	if errors.As(err, &api) {
		return expect("code", api.ErrorCode(), code)
	}
	return fmt.Errorf("no refusal with %s but %v", code, err)
}

func main() {
	ctx := context.Background()
	loaded, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		fmt.Println("failed configuration", err)
		os.Exit(1)
	}
	client := s3.NewFromConfig(loaded, func(options *s3.Options) { options.UsePathStyle = true })
	name := aws.String(bucket)
	step("CreateBucket", func() error {
		_, err := client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: name})
		return err
	})
	step("PutObject", func() error {
		answer, err := client.PutObject(ctx, &s3.PutObjectInput{
			Bucket: name, Key: aws.String("a/päckchen 1+2.txt"), Body: strings.NewReader("hello"),
			Metadata: map[string]string{"colour": "blue"},
		})
		if err != nil {
			return err
		}
		return expect("ETag", *answer.ETag, `"5d41402abc4b2a76b9719d911017c592"`)
	})
	step("GetObject", func() error {
		answer, err := client.GetObject(ctx, &s3.GetObjectInput{
			Bucket: name, Key: aws.String("a/päckchen 1+2.txt"), ChecksumMode: types.ChecksumModeEnabled,
		})
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			return err
		}
		return expect("body and metadata", string(body)+answer.Metadata["colour"], "helloblue")
	})
	step("GetObject absent", func() error {
		_, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: name, Key: aws.String("absent")})
		return refused(err, "NoSuchKey")
	})
	step("PutObject if-none-match", func() error {
		_, err := client.PutObject(ctx, &s3.PutObjectInput{
			Bucket: name, Key: aws.String("a/päckchen 1+2.txt"), Body: strings.NewReader("x"), IfNoneMatch: aws.String("*"),
		})
		return refused(err, "PreconditionFailed")
	})
	large := make([]byte, 11*mib)
	_, _ = rand.Read(large)
	step("Upload and download of 11 MiB by parts", func() error {
		_, err := manager.NewUploader(client).Upload(ctx, &s3.PutObjectInput{
			Bucket: name, Key: aws.String("large"), Body: io.MultiReader(bytes.NewReader(large)),
		})
		if err != nil {
			return err
		}
		read := manager.NewWriteAtBuffer(nil)
		if _, err = manager.NewDownloader(client).Download(ctx, read, &s3.GetObjectInput{Bucket: name, Key: aws.String("large")}); err != nil {
			return err
		}
		return expect("bytes are the same", bytes.Equal(read.Bytes(), large), true)
	})
	step("ListObjectsV2 paged, by delimiter", func() error {
		found := []string{}
		pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: name, Delimiter: aws.String("/"), MaxKeys: aws.Int32(1)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return err
			}
			for _, object := range page.Contents {
				found = append(found, *object.Key)
			}
			for _, common := range page.CommonPrefixes {
				found = append(found, *common.Prefix)
			}
		}
		return expect("listing", found, []string{"a/", "large"})
	})
	step("CopyObject", func() error {
		_, err := client.CopyObject(ctx, &s3.CopyObjectInput{Bucket: name, Key: aws.String("copy"), CopySource: aws.String(bucket + "/large")})
		return err
	})
	step("Open upload listed and aborted", func() error {
		begun, err := client.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{Bucket: name, Key: aws.String("left")})
		if err != nil {
			return err
		}
		if _, err = client.UploadPart(ctx, &s3.UploadPartInput{Bucket: name, Key: begun.Key, UploadId: begun.UploadId, PartNumber: aws.Int32(1), Body: strings.NewReader("part")}); err != nil {
			return err
		}
		uploads, err := client.ListMultipartUploads(ctx, &s3.ListMultipartUploadsInput{Bucket: name})
		if err != nil {
			return err
		}
		if err = expect("uploads", len(uploads.Uploads), 1); err != nil {
			return err
		}
		if _, err = client.AbortMultipartUpload(ctx, &s3.AbortMultipartUploadInput{Bucket: name, Key: begun.Key, UploadId: begun.UploadId}); err != nil {
			return err
		}
		_, err = client.ListParts(ctx, &s3.ListPartsInput{Bucket: name, Key: begun.Key, UploadId: begun.UploadId})
		return refused(err, "NoSuchUpload")
	})
	step("Presigned PUT and GET", func() error {
		signer := s3.NewPresignClient(client, s3.WithPresignExpires(time.Minute))
		put, err := signer.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: name, Key: aws.String("signed")})
		if err != nil {
			return err
		}
		request, err := http.NewRequest(put.Method, put.URL, strings.NewReader("by url"))
		if err != nil {
			return err
		}
		for header, values := range put.SignedHeader {
			request.Header[header] = values
		}
		request.ContentLength = 6
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		text, _ := io.ReadAll(answer.Body)
		if err = expect("status of PUT", fmt.Sprint(answer.StatusCode, string(text)), "200"); err != nil {
			return err
		}
		get, err := signer.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: name, Key: aws.String("signed")})
		if err != nil {
			return err
		}
		answer, err = http.Get(get.URL)
		if err != nil {
			return err
		}
		body, _ := io.ReadAll(answer.Body)
		return expect("body", string(body), "by url")
	})
	step("DeleteObjects, DeleteBucket", func() error {
		keys := []types.ObjectIdentifier{}
		for _, key := range []string{"a/päckchen 1+2.txt", "large", "copy", "signed"} {
			keys = append(keys, types.ObjectIdentifier{Key: aws.String(key)})
		}
		deleted, err := client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: name, Delete: &types.Delete{Objects: keys}})
		if err != nil {
			return err
		}
		if err = expect("deleted", len(deleted.Deleted), 4); err != nil {
			return err
		}
		_, err = client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: name})
		return err
	})
	if failed {
		os.Exit(1)
	}
}
