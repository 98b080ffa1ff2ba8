//! The PostgreSQL server of the tests: started by the first test that needs it, shared by every
//! process of the run, stopped and removed by a small guard once nobody has used it for a minute.
//!
//! `PERENNIAL_TEST_POSTGRES_URL` (a URL without a database name, of a role that may create
//! databases) puts a server of one's own in its place.

use std::{
    env,
    fs::{self, File, OpenOptions},
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const HELP: &str = "tests need PostgreSQL 14 or newer: install it (`apt-get install postgresql`, \
    `brew install postgresql`), or set PERENNIAL_TEST_POSTGRES_URL to a server such as \
    postgres://user:password@localhost:5432";

/// The server, as one process sees it.
#[derive(Debug)]
pub(crate) struct Cluster {
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// Somebody else's, by URL.
    Given(String),
    Ours {
        folder: PathBuf,
        /// Held, shared, as long as this process lives: the guard waits for it.
        _users: File,
    },
}

impl Cluster {
    /// Finds the server running, or starts it.
    pub fn running() -> Self {
        if let Ok(url) = env::var("PERENNIAL_TEST_POSTGRES_URL") {
            let url = url.trim_end_matches('/').to_owned();
            return Self { place: Place::Given(url) };
        }
        let owner = Owner::find();
        let folder = env::temp_dir().join(format!("perennial-testkit-postgres-{}", owner.uid));
        fs::create_dir_all(&folder).unwrap();
        let users = open(&folder.join("users.lock"));
        users.lock_shared().unwrap();
        // Tells the guard that somebody is here.
        users.set_modified(now()).unwrap();
        let starting = open(&folder.join("start.lock"));
        starting.lock().unwrap();
        if !is_answering(&folder) {
            start(&folder, &owner);
        }
        drop(starting);
        Self { place: Place::Ours { folder, _users: users } }
    }

    /// The URL of a database on it.
    pub fn url(&self, database: &str) -> String {
        match &self.place {
            Place::Given(url) => format!("{url}/{database}"),
            Place::Ours { folder, .. } => {
                let socket = folder.join("run");
                format!("postgres://postgres@localhost/{database}?host={}", socket.display())
            }
        }
    }

    /// Keeps other processes from doing the same at once, until it is dropped.
    pub fn lock(&self) -> File {
        let path = match &self.place {
            Place::Given(_) => env::temp_dir().join("perennial-testkit-postgres.lock"),
            Place::Ours { folder, .. } => folder.join("start.lock"),
        };
        let file = open(&path);
        file.lock().unwrap();
        file
    }
}

/// Whom the server runs as: PostgreSQL refuses to run as root.
struct Owner {
    uid: u32,
    /// The account to change to, where we are root.
    other: Option<(u32, u32)>,
}

impl Owner {
    fn find() -> Self {
        let home = tempfile::tempdir().unwrap();
        let uid = fs::metadata(home.path()).unwrap().uid();
        let other = (uid == 0).then(|| {
            let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
            let line = users.lines().find(|line| line.starts_with("postgres:"));
            let mut ids = line.expect(HELP).split(':').skip(2).map(|id| id.parse().unwrap());
            (ids.next().unwrap(), ids.next().unwrap())
        });
        Self { uid, other }
    }

    /// A quiet command, run as the owner.
    fn command(&self, program: &Path) -> Command {
        let mut command = match self.other {
            None => Command::new(program),
            Some((uid, gid)) => {
                let mut command = Command::new("setpriv");
                command.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}"));
                command.arg("--clear-groups").arg(program);
                command
            }
        };
        command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

fn start(folder: &Path, owner: &Owner) {
    let bin = programs();
    let (data, run) = (folder.join("data"), folder.join("run"));
    for path in [&data, &run] {
        let _ = fs::remove_dir_all(path);
        fs::create_dir(path).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).unwrap();
        if let Some((uid, gid)) = owner.other {
            chown(path, Some(uid), Some(gid)).unwrap();
        }
    }
    let made = owner
        .command(&bin.join("initdb"))
        .args(["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"])
        .arg("--pgdata")
        .arg(&data)
        .status();
    assert!(made.is_ok_and(|status| status.success()), "initdb failed; {HELP}");
    let settings = format!(
        "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off \
         -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
         -c shared_buffers=64MB -c autovacuum=off -c max_wal_size=2GB",
        run.display()
    );
    let log = run.join("server.log");
    let started = owner
        .command(&bin.join("pg_ctl"))
        .args(["start", "-w", "-t", "30", "-D"])
        .arg(&data)
        .arg("-l")
        .arg(&log)
        .args(["-o", &settings])
        .status();
    let log = || fs::read_to_string(&log).unwrap_or_default();
    assert!(started.is_ok_and(|status| status.success()), "PostgreSQL did not start: {}", log());
    guard(folder, owner, &bin);
}

/// Leaves a shell behind that stops the server and removes its data once nobody has come for a
/// minute and nobody is there. Where there is no `flock` or `setsid` the server stays.
fn guard(folder: &Path, owner: &Owner, bin: &Path) {
    const SCRIPT: &str = r#"
        while sleep 15; do
            [ -d data ] || exit 0
            find users.lock -mmin +1 | grep -q . || continue
            flock --nonblock users.lock sh -c '"$0" stop -D data -m immediate && rm -rf data run' "$1" && exit 0
        done"#;
    let mut script = Command::new("setsid");
    script.args(["sh", "-c", SCRIPT, "guard"]);
    match owner.other {
        None => script.arg(bin.join("pg_ctl")),
        // `pg_ctl` refuses root as `postgres` does.
        Some((uid, gid)) => {
            let path = folder.join("pg_ctl.sh");
            let line = format!(
                "#!/bin/sh\nexec setpriv --reuid={uid} --regid={gid} --clear-groups {} \"$@\"\n",
                bin.join("pg_ctl").display()
            );
            fs::write(&path, line).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
            script.arg(path)
        }
    };
    script.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let _ = script.spawn();
}

fn is_answering(folder: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(folder.join("run/.s.PGSQL.5432")).is_ok()
}

/// The folder of `initdb` and `pg_ctl`: the newest that is installed, or the one on the path.
fn programs() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok())
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    found.sort();
    let on_path = || {
        let path = env::var_os("PATH")?;
        env::split_paths(&path).find(|folder| folder.join("initdb").exists())
    };
    found.pop().map(|(_, bin)| bin).or_else(on_path).expect(HELP)
}

fn open(path: &Path) -> File {
    OpenOptions::new().create(true).truncate(false).write(true).open(path).unwrap()
}

/// The files' time, not the product's.
#[allow(clippy::disallowed_methods)]
fn now() -> std::time::SystemTime {
    std::time::SystemTime::now()
}
