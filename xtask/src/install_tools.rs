//! `cargo xtask install-tools`: what the tests need beside Rust.

use crate::{Answer, shell};

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
    let packages: Vec<&str> = missing.iter().map(|(_, package, _)| *package).collect();
    let installed = shell::apt_get_install(&packages)?;
    Ok(installed && TOOLS.iter().all(|(program, ..)| shell::is_installed(program)))
}
