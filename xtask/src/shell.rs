//! Where the workspace is, and how child processes are started.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The top folder of the workspace: the nearest one above the current folder whose `Cargo.toml` says `[workspace]`.
pub fn root() -> Result<PathBuf, String> {
    let here = env::current_dir().map_err(|e| format!("the current folder can't be read: {e}"))?;
    here.ancestors()
        .find(|folder| {
            std::fs::read_to_string(folder.join("Cargo.toml"))
                .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
        })
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("no workspace at or above {}", here.display()))
}

/// Where build output is: as the environment says, else outside of the checkout.
pub fn build_output(root: &Path) -> PathBuf {
    let named = env::var_os("CARGO_TARGET_DIR").map(|folder| root.join(folder));
    named.or_else(target_folder).unwrap_or_else(|| root.join("target"))
}

/// Build output stays outside of the checkout, in one folder that every step shares.
fn target_folder() -> Option<PathBuf> {
    if env::var_os("CARGO_TARGET_DIR").is_some() {
        return None; // the child inherits it
    }
    env::var_os("HOME").map(|home| Path::new(&home).join(".cache/ballast/target"))
}

/// `cargo` with the given words, in the workspace.
pub fn cargo(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root);
    if let Some(folder) = target_folder() {
        command.env("CARGO_TARGET_DIR", folder);
    }
    command
}

/// Runs a child to its end; whether it succeeded.
pub fn succeeds(command: &mut Command) -> Result<bool, String> {
    let status = command.status().map_err(|e| format!("could not start {command:?}: {e}"))?;
    Ok(status.success())
}

/// Runs a child and gives back what it printed.
pub fn output(command: &mut Command) -> Result<String, String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|e| format!("could not start {command:?}: {e}"))?;
    if !output.status.success() {
        return Err(format!("{command:?} ended with {}", output.status));
    }
    String::from_utf8(output.stdout)
        .map_err(|e| format!("{command:?} printed something that isn't UTF-8: {e}"))
}

/// Runs a child, shows each line of its standard output as it comes, and hands the line to `see`.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool, String> {
    let told = format!("{command:?}");
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|e| format!("could not start {told}: {e}"))?;
    if let Some(stdout) = child.stdout.take() {
        for bytes in BufReader::new(stdout).split(b'\n') {
            let bytes = bytes.map_err(|e| format!("could not read what {told} prints: {e}"))?;
            let line = String::from_utf8_lossy(&bytes);
            println!("{line}");
            see(&line);
        }
    }
    let status = child.wait().map_err(|e| format!("could not wait for {told}: {e}"))?;
    Ok(status.success())
}

/// Whether a program is on the path.
pub fn is_installed(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Installs Debian packages. `Ok(false)` when that didn't work.
pub fn apt_get_install(packages: &[&str]) -> Result<bool, String> {
    if !is_installed("apt-get") {
        println!("there is no apt-get here: install {} by hand", packages.join(", "));
        return Ok(false);
    }
    let apt_get = |words: &[&str]| {
        succeeds(Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let mut words = vec!["install", "-qq", "-y", "--no-install-recommends"];
    words.extend(packages);
    let installed = apt_get(&["update", "-qq"])? && apt_get(&words)?;
    if !installed {
        println!("apt-get could not install them: it needs to run as root and to reach its packages");
    }
    Ok(installed)
}
