//! The peers that benchmarks run beside. `coopgame` comes with cargo; numpy has to be installed.

use crate::shell;
use std::process::{Command, Stdio};

/// Where benchmark programs look for a python that has numpy.
pub const PYTHON: &str = "BALLAST_PYTHON";

/// A python with numpy: the one that the environment names, else the system's, with numpy from Debian when it
/// is missing. None when there is none and none could be installed.
pub fn python() -> Result<Option<String>, String> {
    if let Ok(named) = std::env::var(PYTHON) {
        return if has_numpy(&named) {
            Ok(Some(named))
        } else {
            Err(format!("{PYTHON}={named} has no numpy"))
        };
    }
    let python = "python3".to_string();
    if !has_numpy(&python) {
        println!("installing numpy, the peer of the cascade and of the timeline");
        shell::apt_get_install(&["python3-numpy"])?;
    }
    // Another python may come first on the path; Debian's own is the one that Debian's numpy is for.
    Ok([python, "/usr/bin/python3".to_string()].into_iter().find(|python| has_numpy(python)))
}

/// Installs the program that asks the server for pages, if it is missing. Whether it is there.
pub fn load_generator() -> Result<bool, String> {
    Ok(shell::is_installed("wrk") || shell::apt_get_install(&["wrk"])?)
}

fn has_numpy(python: &str) -> bool {
    let mut command = Command::new(python);
    command.args(["-c", "import numpy"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
