//! Starts the real program in a folder of its own and talks to it.
#![allow(dead_code)] // each test file uses its part

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A data folder and the variables that every command on it gets.
pub struct Folder {
    pub dir: tempfile::TempDir,
    pub env: Vec<(String, String)>,
}

impl Folder {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), env: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_perennial"));
        command.arg("--data").arg(self.path()).args(args);
        command.envs(self.env.iter().map(|(k, v)| (k, v))).env("PERENNIAL_LOG_LEVEL", "warn");
        command
    }

    /// Runs a command to its end and gives what it printed; panics with its errors when it failed.
    pub fn run(&self, args: &[&str]) -> String {
        let out = self.output(args);
        assert!(
            out.status.success(),
            "perennial {args:?}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        String::from_utf8(out.stdout).unwrap()
    }

    pub fn output(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    pub fn serve_with(&self, more: &[&str]) -> Server {
        let addr = free_address();
        let mut args = vec!["serve", "--addr", &addr];
        args.extend(more);
        let child =
            self.command(&args).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut server = Server { child, addr };
        server.wait_until_ready();
        server
    }
}

pub fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// A running program; killed when dropped.
pub struct Server {
    child: Child,
    pub addr: String,
}

impl Server {
    fn wait_until_ready(&mut self) {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(60) {
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("the server ended before it was ready: {status}");
            }
            if ureq::get(&self.url("/readyz")).call().is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(15));
        }
        panic!("the server was not ready within a minute");
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// SIGKILL: nothing in the process gets a chance to tidy up.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and waits for the graceful end.
    pub fn stop(mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        assert!(status.success(), "graceful shutdown ended with {status}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The Python that has the tests' packages.
pub fn python() -> Command {
    Command::new(std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned()))
}
