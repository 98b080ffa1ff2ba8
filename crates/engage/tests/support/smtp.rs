//! A real SMTP server, from Python's aiosmtpd.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use perennial_engage::deliver::{Security, SmtpSettings};
use serde::Deserialize;

const HOW_TO_INSTALL: &str = "the e-mail tests need Python 3 and aiosmtpd: \
    pip install -r crates/engage/tests/requirements.txt";

/// An e-mail as the server took it.
#[derive(Debug, Deserialize)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub encrypted: bool,
    pub login: Option<String>,
    pub message: String,
}

impl Taken {
    /// The value of a header; folded lines are joined.
    pub fn header(&self, name: &str) -> String {
        let head = self.message.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let prefix = format!("{name}: ");
        let found = head.lines().find_map(|line| line.strip_prefix(&prefix).map(str::to_owned));
        found.unwrap_or_else(|| panic!("no header {name} in:\n{head}"))
    }
}

pub struct SmtpServer {
    child: Child,
    _stdin: ChildStdin,
    taken: mpsc::Receiver<Taken>,
    pub settings: SmtpSettings,
}

impl SmtpServer {
    pub fn start(security: Security, login: Option<(&str, &str)>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let mut command = Command::new(python());
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp_server.py"));
        let mut ca_file = None;
        if security != Security::None {
            let (cert, key) = certificate(folder);
            command.arg("--cert").arg(&cert).arg("--key").arg(&key);
            ca_file = Some(cert);
        }
        command.arg("--security").arg(match security {
            Security::None => "none",
            Security::Starttls => "starttls",
            Security::Tls => "tls",
        });
        if let Some((user, password)) = login {
            command.arg("--login").arg(format!("{user}:{password}"));
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{HOW_TO_INSTALL} ({error})"));
        let stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = match lines.next() {
            Some(Ok(port)) => port.parse().unwrap(),
            _ => panic!("{HOW_TO_INSTALL} (the server ended: {:?})", child.wait()),
        };
        let (sender, taken) = mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if sender.send(serde_json::from_str(&line).unwrap()).is_err() {
                    return;
                }
            }
        });
        let settings = SmtpSettings {
            host: "localhost".into(),
            port: Some(port),
            security,
            username: login.map(|(user, _)| user.to_owned()),
            password: login.map(|(_, password)| password.to_owned()),
            from: "Perennial <perennial@example.com>".into(),
            reply_to: None,
            ca_file,
            timeout_seconds: 10,
        };
        Self { child, _stdin: stdin, taken, settings }
    }

    /// The next e-mail that arrives.
    pub fn next(&self) -> Taken {
        self.taken.recv_timeout(Duration::from_secs(10)).expect("an e-mail within ten seconds")
    }

    /// How many arrived that nobody looked at. The server answers a sender only after it printed,
    /// so what was sent before is there or about to be.
    pub fn rest(&self) -> usize {
        let mut count = 0;
        while self.taken.recv_timeout(Duration::from_millis(300)).is_ok() {
            count += 1;
        }
        count
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A certificate for localhost that signs itself, and its key; made anew for each test.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let name = format!("smtp-{}-{:?}", std::process::id(), std::thread::current().id());
    let (cert, key) = (folder.join(format!("{name}.pem")), folder.join(format!("{name}.key")));
    let done = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-out")
        .arg(&cert)
        .arg("-keyout")
        .arg(&key)
        .output()
        .expect("the e-mail tests need the openssl command: apt-get install openssl");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    (cert, key)
}

/// The Python that has the tests' packages (`scripts/setup-tests.sh`).
fn python() -> String {
    std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}
