// What users of minio-go do every day; prints a line for each step.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/lifecycle"
)

const bucket = "minio-client"

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

func main() {
	ctx := context.Background()
	endpoint, err := url.Parse(os.Getenv("AWS_ENDPOINT_URL"))
	if err != nil {
		panic(err)
	}
	client, err := minio.New(endpoint.Host, &minio.Options{
		Creds: credentials.NewStaticV4(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), ""),
	})
	if err != nil {
		panic(err)
	}
	step("MakeBucket, BucketExists", func() error {
		if err := client.MakeBucket(ctx, bucket, minio.MakeBucketOptions{}); err != nil {
			return err
		}
		there, err := client.BucketExists(ctx, bucket)
		if err != nil {
			return err
		}
		return expect("exists", there, true)
	})
	step("PutObject of known and unknown length", func() error {
		_, err := client.PutObject(ctx, bucket, "a/päckchen 1+2", strings.NewReader("hello"), 5,
			minio.PutObjectOptions{UserMetadata: map[string]string{"colour": "blue"}, ContentType: "text/plain"})
		if err != nil {
			return err
		}
		_, err = client.PutObject(ctx, bucket, "b/stream", io.MultiReader(strings.NewReader("hello")), -1, minio.PutObjectOptions{PartSize: 5 << 20})
		return err
	})
	large := make([]byte, 11<<20)
	_, _ = rand.Read(large)
	step("PutObject of 11 MiB by parts", func() error {
		_, err := client.PutObject(ctx, bucket, "large", bytes.NewReader(large), int64(len(large)), minio.PutObjectOptions{PartSize: 5 << 20})
		return err
	})
	step("GetObject, seek", func() error {
		object, err := client.GetObject(ctx, bucket, "large", minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		defer object.Close()
		if _, err = object.Seek(5<<20, io.SeekStart); err != nil {
			return err
		}
		rest, err := io.ReadAll(object)
		if err != nil {
			return err
		}
		return expect("the rest is the same", bytes.Equal(rest, large[5<<20:]), true)
	})
	step("StatObject", func() error {
		info, err := client.StatObject(ctx, bucket, "a/päckchen 1+2", minio.StatObjectOptions{})
		if err != nil {
			return err
		}
		return expect("metadata", info.UserMetadata["Colour"], "blue")
	})
	step("StatObject absent", func() error {
		_, err := client.StatObject(ctx, bucket, "absent", minio.StatObjectOptions{})
		return expect("code", minio.ToErrorResponse(err).Code, "NoSuchKey")
	})
	step("ListObjects", func() error {
		found := []string{}
		for object := range client.ListObjects(ctx, bucket, minio.ListObjectsOptions{WithMetadata: false}) {
			if object.Err != nil {
				return object.Err
			}
			found = append(found, object.Key)
		}
		return expect("listing", found, []string{"large", "a/", "b/"})
	})
	step("ComposeObject", func() error {
		_, err := client.ComposeObject(ctx, minio.CopyDestOptions{Bucket: bucket, Object: "composed"},
			minio.CopySrcOptions{Bucket: bucket, Object: "large"}, minio.CopySrcOptions{Bucket: bucket, Object: "b/stream"})
		if err != nil {
			return err
		}
		info, err := client.StatObject(ctx, bucket, "composed", minio.StatObjectOptions{})
		if err != nil {
			return err
		}
		return expect("size", info.Size, len(large)+5)
	})
	step("Incomplete upload listed and removed", func() error {
		core := minio.Core{Client: client}
		if _, err := core.NewMultipartUpload(ctx, bucket, "left", minio.PutObjectOptions{}); err != nil {
			return err
		}
		count := 0
		for upload := range client.ListIncompleteUploads(ctx, bucket, "", true) {
			if upload.Err != nil {
				return upload.Err
			}
			count++
		}
		if err := expect("uploads", count, 1); err != nil {
			return err
		}
		return client.RemoveIncompleteUpload(ctx, bucket, "left")
	})
	step("Lifecycle", func() error {
		rules := lifecycle.NewConfiguration()
		rules.Rules = []lifecycle.Rule{{ID: "leaks", Status: "Enabled",
			AbortIncompleteMultipartUpload: lifecycle.AbortIncompleteMultipartUpload{DaysAfterInitiation: 7}}}
		if err := client.SetBucketLifecycle(ctx, bucket, rules); err != nil {
			return err
		}
		read, err := client.GetBucketLifecycle(ctx, bucket)
		if err != nil {
			return err
		}
		return expect("rule", read.Rules[0].ID, "leaks")
	})
	step("Presigned GET and PUT", func() error {
		put, err := client.PresignedPutObject(ctx, bucket, "signed", time.Minute)
		if err != nil {
			return err
		}
		request, _ := http.NewRequest(http.MethodPut, put.String(), strings.NewReader("by url"))
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		if err = expect("status", answer.StatusCode, 200); err != nil {
			return err
		}
		get, err := client.PresignedGetObject(ctx, bucket, "signed", time.Minute, nil)
		if err != nil {
			return err
		}
		if answer, err = http.Get(get.String()); err != nil {
			return err
		}
		body, _ := io.ReadAll(answer.Body)
		return expect("body", string(body), "by url")
	})
	step("RemoveObjects, RemoveBucket", func() error {
		objects := make(chan minio.ObjectInfo)
		go func() {
			defer close(objects)
			for object := range client.ListObjects(ctx, bucket, minio.ListObjectsOptions{Recursive: true}) {
				objects <- object
			}
		}()
		for problem := range client.RemoveObjects(ctx, bucket, objects, minio.RemoveObjectsOptions{}) {
			return problem.Err
		}
		return client.RemoveBucket(ctx, bucket)
	})
	if failed {
		os.Exit(1)
	}
}
