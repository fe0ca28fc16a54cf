//! Cairn for tests: a server started as a process. CAIRN says how it is started where it is
//! not `cairn` on the PATH.
use aws_sdk_s3::config::{Credentials, Region};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

const ACCESS_KEY: &str = "test";
const SECRET_KEY: &str = "test-secret-key";

pub struct Cairn {
    process: Child,
    ready: HashMap<String, String>,
    _directory: tempfile::TempDir,
}

impl Cairn {
    /// Starts a server on free ports; it ends, and its data are gone, when this is dropped.
    pub fn start() -> Cairn {
        let directory = tempfile::tempdir().unwrap();
        let mut process = command()
            .args(["serve", "--s3-listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"])
            .args(["--durability", "os", "--test-clock", "--allow-faults", "--lifecycle-interval", "off", "--data-dir"])
            .arg(directory.path().join("data"))
            .env("CAIRN_ROOT_ACCESS_KEY", ACCESS_KEY)
            .env("CAIRN_ROOT_SECRET_KEY", SECRET_KEY)
            .stdout(Stdio::piped())
            .spawn()
            .expect("cairn is not on the PATH");
        // The one line on standard output: CAIRN READY s3=… admin=… region=…
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("CAIRN READY "), "Cairn did not start");
        let ready = line
            .split_whitespace()
            .filter_map(|field| field.split_once('='))
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        Cairn { process, ready, _directory: directory }
    }

    /// A client of this server.
    pub fn client(&self) -> aws_sdk_s3::Client {
        let config = aws_sdk_s3::Config::builder()
            .endpoint_url(&self.ready["s3"])
            .region(Region::new(self.ready["region"].clone()))
            .force_path_style(true)
            .credentials_provider(Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "test"))
            .build();
        aws_sdk_s3::Client::from_conf(config)
    }

    /// Runs a client command, as `["clock", "--advance", "P8D"]`, and returns its document.
    pub fn run(&self, arguments: &[&str]) -> serde_json::Value {
        let output = command()
            .args(arguments)
            .args(["--json", "--admin", &self.ready["admin"]])
            .env("CAIRN_ADMIN_KEY", ACCESS_KEY)
            .env("CAIRN_ADMIN_SECRET", SECRET_KEY)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cairn {arguments:?}: {errors}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Cairn {
    fn drop(&mut self) {
        // At once: data that are thrown away need no clean end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command() -> Command {
    Command::new(std::env::var("CAIRN").unwrap_or("cairn".to_string()))
}
