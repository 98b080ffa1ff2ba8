//! The program under measurement: started in a folder of its own, stopped when dropped.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// A data folder of its own.
pub struct Folder {
    dir: tempfile::TempDir,
}

impl Folder {
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self { dir: tempfile::tempdir()? })
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, args: &[&str]) -> anyhow::Result<Command> {
        let program =
            std::env::var("PERENNIAL_BIN").context("set PERENNIAL_BIN to the program's path")?;
        let mut command = Command::new(program);
        command.arg("--data").arg(self.file("data")).args(args).env("PERENNIAL_LOG_LEVEL", "error");
        Ok(command)
    }

    pub fn run(&self, args: &[&str]) -> anyhow::Result<String> {
        let out = self.command(args)?.stderr(Stdio::inherit()).output()?;
        ensure!(out.status.success(), "perennial {args:?} failed");
        Ok(String::from_utf8(out.stdout)?)
    }

    pub fn serve(&self) -> anyhow::Result<Server> {
        let addr = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let child = self.command(&["serve", "--addr", &addr])?.stdout(Stdio::null()).spawn()?;
        let server = Server { child, addr };
        let began = Instant::now();
        while ureq::get(server.url("/readyz")).call().is_err() {
            ensure!(
                began.elapsed() < Duration::from_secs(120),
                "the server was not ready in two minutes"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(server)
    }
}

pub struct Server {
    child: Child,
    addr: String,
}

impl Server {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    pub fn addr(&self) -> &str {
        &self.addr
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Resident memory in MB, as the kernel counts it.
    pub fn resident_mb(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).context("no VmRSS")?;
        let kb: f64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
        Ok(kb / 1000.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
