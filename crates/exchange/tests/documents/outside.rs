//! Programs from outside that read what is written here. Left out where they aren't installed; `cargo xtask
//! install-tools` brings them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A fresh folder.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("documents-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Python with the packages of `tools/peers/requirements.txt`.
pub fn python() -> Option<Command> {
    let home = std::env::var_os("HOME")?;
    let python = Path::new(&home).join(".cache/ballast/peers/bin/python");
    if !python.is_file() {
        eprintln!("the Python packages aren't installed: left out");
        return None;
    }
    Some(Command::new(python))
}

/// What a script says of a file, as JSON.
pub fn said(script: &str, words: &[&Path]) -> Option<serde_json::Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(script);
    let output = python()?.arg(script).args(words).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    Some(serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}")))
}

/// Converts a Word file with LibreOffice Writer; the bytes of what comes of it.
pub fn converted(name: &str, docx: &[u8], to: &str) -> Option<Vec<u8>> {
    if !Path::new("/usr/lib/libreoffice/program/libswlo.so").is_file() {
        eprintln!("LibreOffice Writer isn't installed: left out");
        return None;
    }
    let folder = folder(&format!("{name}-libreoffice"));
    std::fs::write(folder.join("document.docx"), docx).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.join("saved"))
        .arg(folder.join("document.docx"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let ending = to.split(':').next().unwrap();
    Some(std::fs::read(folder.join("saved").join(format!("document.{ending}"))).unwrap())
}
