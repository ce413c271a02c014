//! `cargo xtask install-tools`: what the tests need beside Rust.

use crate::{Answer, python, shell};
use std::path::Path;

/// A program that a test starts.
struct Tool {
    program: &'static str,
    /// The Debian package that brings it.
    package: &'static str,
    /// Which test needs it.
    why: &'static str,
    /// A folder of versions, where Debian keeps it off the path: `FOLDER/*/bin/PROGRAM`.
    versions: Option<&'static str>,
    /// A file of the package, where the program alone doesn't tell that it is there.
    file: Option<&'static str>,
}

const TOOLS: &[Tool] = &[
    Tool {
        program: "soffice",
        package: "libreoffice-calc-nogui",
        why: "the workbook test opens a written workbook in LibreOffice Calc",
        versions: None,
        file: None,
    },
    Tool {
        program: "soffice",
        package: "libreoffice-writer-nogui",
        why: "the document test opens a written case in LibreOffice Writer",
        versions: None,
        file: Some("/usr/lib/libreoffice/program/libswlo.so"),
    },
    Tool {
        program: "xxd",
        package: "xxd",
        why: "a case bundle is verified by hand, as its page says",
        versions: None,
        file: None,
    },
    Tool {
        program: "jq",
        package: "jq",
        why: "a case bundle is verified by hand, as its page says",
        versions: None,
        file: None,
    },
    Tool {
        program: "unzip",
        package: "unzip",
        why: "a case bundle is verified by hand, as its page says",
        versions: None,
        file: None,
    },
    Tool {
        program: "openssl",
        package: "openssl",
        why: "a PostgreSQL of the store's tests has a certificate",
        versions: None,
        file: None,
    },
    Tool {
        program: "initdb",
        package: "postgresql",
        why: "the store's tests run on a PostgreSQL of their own as well as on SQLite",
        versions: Some("/usr/lib/postgresql"),
        file: None,
    },
    Tool {
        program: "aiosmtpd",
        package: "python3-aiosmtpd",
        why: "mail is sent to a real mail server on this machine",
        versions: None,
        file: None,
    },
    Tool {
        program: "chromium",
        package: "chromium",
        why: "the pages are opened in a real browser",
        versions: None,
        file: None,
    },
];

/// The tests start a server of their own; Debian need not make and start one when the package is installed.
const NO_CLUSTER: (&str, &str) =
    ("/etc/postgresql-common/createcluster.d/ballast.conf", "create_main_cluster = false\n");

impl Tool {
    fn is_there(&self) -> bool {
        if let Some(file) = self.file {
            return Path::new(file).is_file();
        }
        shell::is_installed(self.program)
            || self.versions.is_some_and(|folder| is_in_a_version(Path::new(folder), self.program))
    }
}

/// Whether some version below a folder has a program.
fn is_in_a_version(folder: &Path, program: &str) -> bool {
    std::fs::read_dir(folder).is_ok_and(|versions| {
        versions.flatten().any(|version| version.path().join("bin").join(program).is_file())
    })
}

/// Installs what is missing. `Ok(false)` when something is still missing afterwards.
pub fn run(root: &Path) -> Answer {
    let programs = programs()?;
    python::install_peers(root)?;
    Ok(programs)
}

/// Installs the database server alone, if it is missing; whether it is there.
pub fn postgresql() -> Answer {
    install(TOOLS.iter().filter(|tool| tool.package == "postgresql"))
}

fn programs() -> Answer {
    if TOOLS.iter().all(Tool::is_there) {
        println!("nothing to install");
    }
    install(TOOLS.iter())
}

fn install(mut wanted: impl Iterator<Item = &'static Tool> + Clone) -> Answer {
    let missing: Vec<_> = wanted.clone().filter(|tool| !tool.is_there()).collect();
    if missing.is_empty() {
        return Ok(true);
    }
    for Tool { program, package, why, .. } in &missing {
        println!("`{program}` isn't there (package {package}): {why}");
    }
    if missing.iter().any(|tool| tool.package == "postgresql") {
        want_no_cluster();
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    let installed = shell::apt_get_install(&packages)?;
    Ok(installed && wanted.all(Tool::is_there))
}

/// A server that nobody asked for does no harm, so nothing is said when this can't be written.
fn want_no_cluster() {
    let (path, text) = NO_CLUSTER;
    let folder = Path::new(path).parent().unwrap_or(Path::new("/"));
    let _ = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
}

#[cfg(test)]
mod tests {
    use super::is_in_a_version;

    #[test]
    fn a_program_is_found_in_any_version() {
        let folder = std::env::temp_dir().join(format!("xtask-versions-{}", std::process::id()));
        let bin = folder.join("15/bin");
        std::fs::create_dir_all(&bin).unwrap();
        assert!(!is_in_a_version(&folder, "initdb"));
        std::fs::write(bin.join("initdb"), "").unwrap();
        assert!(is_in_a_version(&folder, "initdb"));
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(!is_in_a_version(&folder, "initdb"));
    }
}
