//! The program itself, as somebody runs it.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::place::Place;

const SAYS: &str = "server.log";

/// `ballast` on a place, with words.
fn ballast(place: &Place, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ballast"));
    command.args(words).env("BALLAST_DATABASE", &place.address).env("BALLAST_RECORD_KEY", place.key());
    command.stdin(Stdio::null());
    command
}

/// Runs a verb to its end; what it prints.
pub fn run(place: &Place, words: &[&str]) -> Result<String, String> {
    let output = ballast(place, words).output().unwrap();
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match output.status.success() {
        true => Ok(told(&output.stdout)),
        false => Err(format!("ballast {words:?}: {}{}", told(&output.stdout), told(&output.stderr))),
    }
}

/// A server that is at work.
pub struct Server<'a> {
    child: Child,
    place: &'a Place,
    /// Where it listens: IP and port.
    pub address: String,
}

impl<'a> Server<'a> {
    /// Starts it at a free port of this machine, and waits until it says where.
    pub fn start(place: &'a Place) -> Server<'a> {
        let log = File::create(place.file(SAYS)).unwrap();
        let words = ["serve", "--address", "127.0.0.1:0", "--seal-minutes", "1"];
        let child = ballast(place, &words).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let mut server = Server { child, place, address: String::new() };
        let begun = Instant::now();
        while server.address.is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(30), "no server: {:?}", server.says());
            std::thread::sleep(Duration::from_millis(20));
            let says = server.says();
            let after = says.iter().find_map(|line| line.split_once("http://"));
            if let Some((address, _)) = after.and_then(|(_, rest)| rest.split_once(',')) {
                server.address = address.to_string();
            }
        }
        server
    }

    /// What it said on standard error.
    fn says(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.place.file(SAYS)).unwrap_or_default();
        text.lines().map(str::to_string).collect()
    }

    /// What it complained of: all but what it says when it starts.
    pub fn complaints(&self) -> Vec<String> {
        let starts = ["Ballast is at ", "No mail is sent"];
        let usual = |line: &String| starts.iter().any(|start| line.starts_with(start));
        self.says().into_iter().filter(|line| !usual(line)).collect()
    }

    /// How long processors have worked for it, in seconds, where the system tells in its usual hundredths.
    pub fn worked(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let hundredths =
            after_name.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<f64>().ok());
        hundredths.sum::<f64>() / 100.0
    }

    /// The memory that it holds, in megabytes, where the system tells.
    pub fn megabytes(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS"));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        kilobytes.unwrap_or(f64::NAN) / 1024.0
    }
}

/// It is killed, as by a power cut: what it confirmed has to be there all the same.
impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
