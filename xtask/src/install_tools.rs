//! `cargo xtask install-tools`: what the tests need beside Rust.

use crate::{Answer, shell};
use std::process::Command;

/// Program on the path, the Debian package that brings it, and which test needs it.
const TOOLS: &[(&str, &str, &str)] = &[(
    "soffice",
    "libreoffice-calc-nogui",
    "the workbook test opens a written workbook in LibreOffice Calc",
)];

/// Installs what is missing. `Ok(false)` when something is still missing afterwards.
pub fn run() -> Answer {
    let missing: Vec<_> = TOOLS.iter().filter(|(program, ..)| !shell::is_installed(program)).collect();
    if missing.is_empty() {
        println!("nothing to install");
        return Ok(true);
    }
    for (program, package, why) in &missing {
        println!("`{program}` isn't on the path (package {package}): {why}");
    }
    if !shell::is_installed("apt-get") {
        println!("there is no apt-get here: install them by hand");
        return Ok(false);
    }
    let mut words = vec!["install", "-qq", "-y", "--no-install-recommends"];
    words.extend(missing.iter().map(|(_, package, _)| *package));
    let installed = apt_get(&["update", "-qq"])? && apt_get(&words)?;
    if !installed {
        println!("apt-get could not install them: it needs to run as root and to reach its packages");
    }
    Ok(installed && TOOLS.iter().all(|(program, ..)| shell::is_installed(program)))
}

fn apt_get(words: &[&str]) -> Answer {
    shell::succeeds(Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"))
}
