//! `cargo xtask browser`: the pages in a real browser. Starts the demonstration, opens every kind of page and clicks
//! through the journeys, wide and on a phone, with and without JavaScript. Pictures are kept beside build output.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{Answer, shell};

/// The scripts, in the order in which they run.
const SCRIPTS: [&str; 2] = ["check.mjs", "journeys.mjs"];

/// A server that was started here, and ends with this value.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says that only the pages are opened, and no journey is gone.
pub const PAGES: &str = "pages";

/// Runs the browser's tests. What follows names journeys; without it all are gone. `pages` goes none.
pub fn run(root: &Path, journeys: &[String]) -> Answer {
    let folder = prepared(root)?;
    if !shell::succeeds(&mut shell::cargo(root, &["build", "--workspace", "--bins"]))? {
        return Err("the program could not be built".into());
    }
    let server = demonstration(root)?;
    let pictures = shell::build_output(root).join("pictures");
    println!("pictures: {}", pictures.display());
    let mut well = true;
    for script in SCRIPTS {
        let only_pages = journeys.iter().any(|word| word == PAGES);
        if (script == "check.mjs" && !journeys.is_empty() && !only_pages)
            || (script != "check.mjs" && only_pages)
        {
            continue;
        }
        let mut node = Command::new("node");
        node.arg(folder.join(script)).arg(&server.address).arg(&pictures);
        if !journeys.is_empty() {
            node.env("JOURNEYS", journeys.join(" "));
        }
        well &= shell::succeeds(&mut node)?;
    }
    Ok(well)
}

/// The scripts with what they need from npm, in a folder outside of the checkout.
fn prepared(root: &Path) -> Result<PathBuf, String> {
    let (from, to) = (root.join("crates/web/tests/browser"), shell::build_output(root).join("browser"));
    let lock = "package-lock.json";
    let is_fresh = to.join("node_modules").is_dir()
        && std::fs::read(from.join(lock)).ok() == std::fs::read(to.join(lock)).ok();
    copy(&from, &to).map_err(|error| format!("{}: {error}", to.display()))?;
    if !is_fresh
        && !shell::succeeds(
            Command::new("npm").args(["ci", "--silent", "--no-fund", "--no-audit"]).current_dir(&to),
        )?
    {
        return Err("npm could not install what the browser's tests need".into());
    }
    Ok(to)
}

/// Copies files and folders, but nothing that npm put there.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_name() == "node_modules" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            let _ = std::fs::remove_dir_all(&target);
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Starts the demonstration at a free port, and waits until it says where it is.
fn demonstration(root: &Path) -> Result<Server, String> {
    let program = shell::build_output(root).join("debug/ballast");
    let mut child = Command::new(&program)
        .args(["demo", "--address", "127.0.0.1:0"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("could not start {}: {error}", program.display()))?;
    let stderr = child.stderr.take();
    let mut server = Server { child, address: String::new() };
    let Some(stderr) = stderr else { return Err("the demonstration has no messages".into()) };
    let mut lines = BufReader::new(stderr).lines();
    for line in lines.by_ref() {
        let line = line.map_err(|error| error.to_string())?;
        if let Some(at) = line.find("http://") {
            let rest = &line[at..];
            server.address = rest.split([' ', ')']).next().unwrap_or(rest).to_string();
            // What it still has to say is read, so that it never waits for a reader.
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(server);
        }
        println!("{line}");
    }
    Err("the demonstration ended before it listened".into())
}
