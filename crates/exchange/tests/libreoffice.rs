//! What we write opens in LibreOffice, and what LibreOffice saves is the same register. Left out where
//! LibreOffice isn't installed.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Command;

use exchange::{Limits, read_pack, write_xlsx};
use register::Snapshot;

fn has_libreoffice() -> bool {
    Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Opens a workbook and saves it again, with a profile of its own so that no other run is disturbed.
fn save_again(file: &Path, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(folder.join("saved"))
        .arg(file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn england_2013_is_the_same_after_libreoffice_saved_it() {
    if !has_libreoffice() {
        eprintln!("LibreOffice isn't installed: left out");
        return;
    }
    let folder = common::folder("libreoffice");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let (pack, _) = read_pack(&source, &Limits::default());
    std::fs::write(folder.join("england-2013.xlsx"), write_xlsx(&pack).unwrap()).unwrap();
    save_again(&folder.join("england-2013.xlsx"), &folder);
    let (again, findings) = read_pack(&folder.join("saved/england-2013.xlsx"), &Limits::default());
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(Snapshot::of(&pack).0.hash, Snapshot::of(&again).0.hash);
}
