//! Python programs that tests compare with, each set in a folder of its own beside other build output.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell;

/// What the tests of documents and open data read with; one version of each, so that they say the same each time.
const PACKAGES: &str = "tools/peers/requirements.txt";

/// Packages whose source is read, for what only that holds: the schema of the Open Contracting Data Standard.
const SOURCES: [&str; 1] = ["ocdsmerge==0.8.0"];

/// The folder of a name below `~/.cache/ballast`.
pub fn folder(name: &str) -> Result<PathBuf, String> {
    let home = std::env::var_os("HOME").ok_or("there is no home folder")?;
    Ok(Path::new(&home).join(".cache/ballast").join(name))
}

/// Makes a folder for packages, and installs them.
///
/// Errors: Python or a package isn't to be had.
pub fn install(folder: &Path, packages: &[&str]) -> Result<(), String> {
    let make = || shell::succeeds(Command::new("python3").args(["-m", "venv"]).arg(folder));
    // Debian keeps `venv` in a package of its own.
    let is_made = make().unwrap_or(false) || (shell::apt_get_install(&["python3-venv"])? && make()?);
    if !is_made {
        return Err("Python's venv isn't there: install python3-venv".to_string());
    }
    let mut install = Command::new(folder.join("bin/pip"));
    install.args(["install", "--quiet", "--disable-pip-version-check"]).args(packages);
    match shell::succeeds(&mut install)? {
        true => Ok(()),
        false => Err(format!("{} could not be installed", packages.join(" "))),
    }
}

/// Installs what `tools/peers/requirements.txt` names, and brings the sources beside it, unless just that is there.
///
/// Errors: it can't be had.
pub fn install_peers(root: &Path) -> Result<(), String> {
    let wanted = root.join(PACKAGES);
    let text = std::fs::read_to_string(&wanted).map_err(|error| format!("{PACKAGES}: {error}"))?;
    let (folder, text) = (folder("peers")?, format!("{text}{}\n", SOURCES.join("\n")));
    let seen = folder.join("requirements.txt");
    if std::fs::read_to_string(&seen).is_ok_and(|seen| seen == text) {
        return Ok(());
    }
    install(&folder, &["--requirement", &wanted.display().to_string()])?;
    for package in SOURCES {
        let name = package.split("==").next().unwrap_or(package);
        let mut download = Command::new(folder.join("bin/pip"));
        download.args([
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--no-binary",
            name,
        ]);
        download.arg("--dest").arg(folder.join("sources")).arg(package);
        if !shell::succeeds(&mut download)? {
            return Err(format!("the source of {package} could not be had"));
        }
    }
    std::fs::write(&seen, text).map_err(|error| format!("{}: {error}", seen.display()))
}
