//! The commands of `VERIFY.txt` do what it says, on a whole bundle and on changed ones.

use std::path::Path;
use std::process::{Command, Output};

use crate::bundled::{Files, files_of, ours, public};
use crate::{outside, world};

/// The commands of the page, one after the other.
fn commands(page: &str) -> String {
    page.lines().filter_map(|line| line.strip_prefix("    ")).map(|line| format!("{line}\n")).collect()
}

/// Are the tools there that the page names?
fn has_tools() -> bool {
    let has = |tool: &str| {
        Command::new(tool).arg("--version").output().is_ok()
            || tool == "xxd" && Path::new("/usr/bin/xxd").exists()
    };
    let all = ["bash", "sha256sum", "openssl", "base64", "jq", "xxd", "csplit"].iter().all(|tool| has(tool));
    if !all {
        eprintln!("a tool isn't installed: left out");
    }
    all
}

fn run(name: &str, files: &Files) -> Output {
    let folder = outside::folder(&format!("by-hand-{name}"));
    for (file, bytes) in files {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let page = &files.iter().find(|(file, _)| file == "VERIFY.txt").unwrap().1;
    let script = commands(std::str::from_utf8(page).unwrap());
    Command::new("bash").arg("-c").arg(script).current_dir(folder).output().unwrap()
}

fn sums(files: &mut Files, folder: &str) {
    let (sums, rest): (Vec<_>, Vec<_>) = files.drain(..).partition(|(name, _)| name == "SHA256SUMS");
    assert_eq!(sums.len(), 1);
    let folder = outside::folder(&format!("sums-{folder}"));
    for (file, bytes) in &rest {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let names = rest.iter().map(|(name, _)| name);
    let output = Command::new("sha256sum").args(names).current_dir(folder).output().unwrap();
    files.extend(rest);
    files.push(("SHA256SUMS".to_string(), output.stdout));
}

#[test]
fn a_whole_bundle_is_verified_by_hand() {
    if !has_tools() {
        return;
    }
    for (name, files) in [("public", public()), ("ours", ours())] {
        let output = run(name, &files);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: {said}{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("ballast.example+") && said.ends_with("Nothing differs.\n"), "{said}");
    }
}

/// Puts another letter where a text stands, so far behind it.
fn change(files: &Files, name: &str, after: &str, behind: usize) -> Files {
    let mut files = files.clone();
    let (_, bytes) = files.iter_mut().find(|(file, _)| file.contains(name)).unwrap();
    let at = bytes.windows(after.len()).position(|part| part == after.as_bytes()).unwrap();
    let at = at + after.len() + behind;
    bytes[at] = if bytes[at] == b'b' { b'c' } else { b'b' };
    files
}

#[test]
fn a_changed_bundle_is_found_by_hand() {
    if !has_tools() {
        return;
    }
    let (long, short) = (ours(), files_of(&world::one_page(), world::ours()).unwrap());
    // Where in which file: after which words, and how far behind them.
    let changes = [
        ("case.html", "<h1>", 3),
        ("record.jsonl", "\"content\":\"", 20),
        ("record.jsonl", "\"salt\":\"", 7),
        ("record.jsonl", "\"role\":\"", 0),
        ("proof.txt", "extra ", 30),
        ("proof.txt", "index 1\n", 9),
        ("proof.txt", "\n— ballast.example ", 40),
        ("case.json", "\"id\":\"value-for-money\",\"text\":\"", 4),
        ("case.json", "\"section\":\"value-for-money\",\"text\":\"", 4),
        ("result.json", "\"rules_hash\":\"", 5),
        ("effects.csv", "06N,", 1),
    ];
    for (number, (file, after, behind)) in changes.into_iter().enumerate() {
        let whole = if ["result.json", "effects.csv"].contains(&file) { &long } else { &short };
        let mut files = change(whole, file, after, behind);
        assert!(!run(&format!("changed-{number}"), &files).status.success(), "{file} after {after}");
        // And so it is when the sums are made anew, wherever a signature or an exhibit's hash reaches.
        if ["record.jsonl", "proof.txt", "case.json", "result.json"].contains(&file) {
            sums(&mut files, &number.to_string());
            let output = run(&format!("anew-{number}"), &files);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(!output.status.success() && !said.contains("Nothing"), "{file} after {after}: {said}");
        }
    }
}
