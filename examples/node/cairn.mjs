// Cairn for tests in Node.js: a server started as a process. Put this file beside your tests.
// CAIRN says how Cairn is started where it is not `cairn` on the PATH.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const accessKeyId = "test";
const secretAccessKey = "test-secret-key";

export class Cairn {
  #process;
  #directory;

  /** Starts a server on free ports, with data that are gone after stop(). */
  static async start() {
    const cairn = new Cairn();
    cairn.#directory = await mkdtemp(join(tmpdir(), "cairn-"));
    cairn.#process = spawn(process.env.CAIRN ?? "cairn", [
      "serve", "--data-dir", join(cairn.#directory, "data"), "--s3-listen", "127.0.0.1:0",
      "--admin-listen", "127.0.0.1:0", "--durability", "os", "--test-clock", "--allow-faults",
      "--lifecycle-interval", "off",
    ], {
      env: { ...process.env, CAIRN_ROOT_ACCESS_KEY: accessKeyId, CAIRN_ROOT_SECRET_KEY: secretAccessKey },
      stdio: ["ignore", "pipe", "inherit"],
    });
    // The one line on standard output: CAIRN READY s3=… admin=… region=…
    for await (const line of createInterface({ input: cairn.#process.stdout })) {
      const ready = Object.fromEntries(line.split(" ").slice(2).map((field) => field.split(/=(.*)/s)));
      cairn.endpoint = ready.s3;
      cairn.admin = ready.admin;
      cairn.region = ready.region;
      return cairn;
    }
    await cairn.stop();
    throw new Error("Cairn did not start; its messages are on standard error");
  }

  /** What the S3Client of the SDK is made with. */
  get clientConfig() {
    return {
      endpoint: this.endpoint, region: this.region, forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    };
  }

  /** A call of the admin API, as call("GET", "/uploads?bucket=vault"). */
  async call(method, path, body) {
    const answer = await fetch(`${this.admin}/api/v1${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: {
        authorization: "Basic " + Buffer.from(`${accessKeyId}:${secretAccessKey}`).toString("base64"),
        "content-type": "application/json",
      },
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Moves the server's clock by an ISO 8601 duration, as "P8D". */
  advance(duration) {
    return this.call("PUT", "/clock", { advance: duration });
  }

  /** Does what the rules of all buckets have due, and returns the actions. */
  async runLifecycle() {
    return (await this.call("POST", "/lifecycle/run", {})).actions;
  }

  /** The uploads of a bucket that were neither completed nor aborted. */
  async openUploads(bucket) {
    return (await this.call("GET", `/uploads?limit=1000&bucket=${encodeURIComponent(bucket)}`)).items;
  }

  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill();
      await ended;
    }
    await rm(this.#directory, { recursive: true });
  }
}
