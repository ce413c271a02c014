//! A real PostgreSQL, made and started on a free port for as long as this process lives.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

static SHARED: OnceLock<Cluster> = OnceLock::new();
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The server that the tests share.
pub fn shared() -> &'static Cluster {
    SHARED.get_or_init(Cluster::start)
}

/// A throw-away server. A small shell waits at the other end of a pipe from us: when this process ends, in
/// whatever way, the pipe closes, and the shell stops the server and removes its folder.
pub struct Cluster {
    programs: PathBuf,
    data: PathBuf,
    /// What it is started with beside where it listens.
    settings: String,
    port: u16,
    watch: Child,
}

impl Cluster {
    /// Makes a server and starts it.
    pub fn start() -> Cluster {
        Cluster::made(false)
    }

    /// The same with TLS, by a certificate of its own for 127.0.0.1: the file of it.
    pub fn start_with_tls() -> (Cluster, PathBuf) {
        let cluster = Cluster::made(true);
        let certificate = cluster.data.with_file_name("server.crt");
        (cluster, certificate)
    }

    fn made(with_tls: bool) -> Cluster {
        let programs = programs();
        let folder = std::env::temp_dir().join(format!(
            "ballast-postgres-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let (data, log) = (folder.join("data"), folder.join("log"));
        if is_root() {
            ran(Command::new("chown").arg("postgres").arg(&folder).output().unwrap());
        }
        // Sorting as in English, so that a statement which relies on the order of bytes is seen to say so.
        let make =
            ["-U", "app", "-A", "trust", "-E", "UTF8", "--locale-provider=icu", "--icu-locale=en-GB", "-N"];
        ran(as_postgres(&programs.join("initdb"))
            .args(make)
            .args(["--locale=C.UTF-8", "-D"])
            .arg(&data)
            .output()
            .unwrap());
        let settings = if with_tls { certified(&folder) } else { String::new() };
        let watch = watch(&programs, &folder);
        let mut cluster = Cluster { programs, data, settings, port: 0, watch };
        // Somebody may take the port between our looking and the server's: then the next one.
        let started = (0..5).any(|_| {
            cluster.port = free_port();
            cluster.boot(&log, &folder)
        });
        let told = std::fs::read_to_string(&log).unwrap_or_default();
        assert!(started, "PostgreSQL did not start:\n{told}");
        cluster
    }

    fn boot(&self, log: &Path, folder: &Path) -> bool {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c max_connections=300 {}",
            self.port,
            folder.display(),
            self.settings
        );
        let mut command = self.control("start");
        command.arg("-l").arg(log).arg("-o").arg(options).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().unwrap().success()
    }

    fn control(&self, verb: &str) -> Command {
        let mut command = as_postgres(&self.programs.join("pg_ctl"));
        command.arg("-D").arg(&self.data).args(["-w", verb]).stdin(Stdio::null());
        command
    }

    /// Stops the server without letting it finish anything, as a power cut would, and starts it again.
    pub fn crash_and_recover(&self) {
        ran(self.control("stop").args(["-m", "immediate"]).output().unwrap());
        let folder = self.data.parent().unwrap();
        assert!(self.boot(&folder.join("log"), folder));
    }

    /// The address of a new, empty database.
    pub fn new_database(&self) -> String {
        let name = format!("ballast_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-q", "-h", "127.0.0.1", "-U", "app", "-d", "postgres", "-p"]).arg(self.port.to_string());
        ran(psql.arg("-c").arg(format!("CREATE DATABASE {name}")).output().unwrap());
        self.url(&name)
    }

    /// The address of a database, whether it is there or not.
    pub fn url(&self, name: &str) -> String {
        format!("postgres://app@127.0.0.1:{}/{name}", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
    }
}

/// Makes a key and a certificate that signs itself; the settings that name them.
fn certified(folder: &Path) -> String {
    let (key, certificate) = (folder.join("server.key"), folder.join("server.crt"));
    let words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE";
    let mut command = as_postgres(Path::new("openssl"));
    command.args(words.split_whitespace()).arg("-keyout").arg(&key).arg("-out").arg(&certificate);
    ran(command.output().expect("openssl isn't installed: run `cargo xtask install-tools`"));
    format!("-c ssl=on -c ssl_cert_file={} -c ssl_key_file={}", certificate.display(), key.display())
}

/// The folder with the programs of the server. Debian keeps them off the path.
fn programs() -> PathBuf {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(&on_path));
    let found =
        folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file());
    found.expect("PostgreSQL isn't installed (no `initdb`): run `cargo xtask install-tools`")
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.trim_ascii() == b"0"
}

/// The server refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new(program);
    if is_root() {
        command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    command.current_dir("/");
    command
}

fn watch(programs: &Path, folder: &Path) -> Child {
    let script = "trap '' INT TERM HUP; cat >/dev/null; \
        $1 \"$2/pg_ctl\" -D \"$3/data\" -m immediate -w stop >/dev/null 2>&1; rm -rf \"$3\"";
    let runner = if is_root() { "runuser -u postgres --" } else { "" };
    let mut command = Command::new("sh");
    command.args(["-c", script, "watch", runner]).arg(programs).arg(folder).current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn ran(output: Output) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}
