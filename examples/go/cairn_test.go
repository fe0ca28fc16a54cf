package example

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

const accessKey, secretKey = "test", "test-secret-key"

// Cairn is a server for tests, started as a process. CAIRN says how it is started where it is
// not "cairn" on the PATH.
type Cairn struct {
	Endpoint, Admin, Region string
}

// StartCairn starts a server on free ports and ends it with the test; its data are gone then.
func StartCairn(t *testing.T) *Cairn {
	t.Helper()
	command := os.Getenv("CAIRN")
	if command == "" {
		command = "cairn"
	}
	process := exec.Command(command, "serve", "--data-dir", filepath.Join(t.TempDir(), "data"),
		"--s3-listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--durability", "os", "--test-clock", "--allow-faults", "--lifecycle-interval", "off")
	process.Env = append(os.Environ(), "CAIRN_ROOT_ACCESS_KEY="+accessKey, "CAIRN_ROOT_SECRET_KEY="+secretKey)
	var log bytes.Buffer
	process.Stderr = &log
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		process.Process.Signal(syscall.SIGTERM)
		process.Wait()
	})
	// The one line on standard output: CAIRN READY s3=… admin=… region=…
	line, _ := bufio.NewReader(stdout).ReadString('\n')
	if !strings.HasPrefix(line, "CAIRN READY ") {
		process.Wait()
		t.Fatalf("Cairn did not start:\n%s", log.String())
	}
	cairn := &Cairn{}
	for _, field := range strings.Fields(line)[2:] {
		name, value, _ := strings.Cut(field, "=")
		switch name {
		case "s3":
			cairn.Endpoint = value
		case "admin":
			cairn.Admin = value
		case "region":
			cairn.Region = value
		}
	}
	return cairn
}

// Client is an S3 client of this server.
func (c *Cairn) Client() *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String(c.Endpoint),
		Region:       c.Region,
		UsePathStyle: true,
		Credentials:  credentials.NewStaticCredentialsProvider(accessKey, secretKey, ""),
	})
}

// Call calls the admin API, as c.Call(t, "GET", "/uploads?bucket=vault", nil, &answer).
func (c *Cairn) Call(t *testing.T, method, path string, body, answer any) {
	t.Helper()
	var sent io.Reader
	if body != nil {
		document, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		sent = bytes.NewReader(document)
	}
	request, err := http.NewRequest(method, c.Admin+"/api/v1"+path, sent)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(accessKey, secretKey)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	document, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", response.Status, document)
	}
	if err == nil {
		err = json.Unmarshal(document, answer)
	}
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
}

// Advance moves the server's clock by an ISO 8601 duration, as "P8D".
func (c *Cairn) Advance(t *testing.T, duration string) {
	t.Helper()
	var clock struct{}
	c.Call(t, "PUT", "/clock", map[string]string{"advance": duration}, &clock)
}

// Action is what a rule did.
type Action struct {
	Action, Bucket, Key, UploadId, RuleId string
	Bytes                                 int64
}

// RunLifecycle does what the rules of all buckets have due, and returns the actions.
func (c *Cairn) RunLifecycle(t *testing.T) []Action {
	t.Helper()
	var run struct{ Actions []Action }
	c.Call(t, "POST", "/lifecycle/run", struct{}{}, &run)
	return run.Actions
}

// OpenUpload is an upload that was neither completed nor aborted.
type OpenUpload struct {
	Key, UploadId, AbortRuleId string
	Bytes                      int64
}

// OpenUploads lists those of a bucket.
func (c *Cairn) OpenUploads(t *testing.T, bucket string) []OpenUpload {
	t.Helper()
	var page struct{ Items []OpenUpload }
	c.Call(t, "GET", "/uploads?limit=1000&bucket="+bucket, nil, &page)
	return page.Items
}
