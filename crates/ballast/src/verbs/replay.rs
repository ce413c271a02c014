use std::path::Path;

use exchange::csv_bytes;
use exchange::result::{Manifest, ReadResult, Told, finding, read_result, result_files};
use serde_json::json;
use stability::answer::{Depth, Done, answer};
use stability::setup::Options;
use vocabulary::{Finding, Findings, Place};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::exit::Exit;
use crate::text::{Page, width};

/// Columns of a line that are shown when it differs.
const SHOWN: usize = 84;

/// One file, as it lies in the folder and as the rerun writes it.
struct Compared {
    name: String,
    /// The first line that differs: its number, what the rerun writes and what is there.
    differs: Option<(usize, String, String)>,
}

/// Reruns a result's manifest and says whether every number is the same.
pub(super) fn run(context: &Context, result: &str) -> Answered {
    let (read, findings) = read_result(Path::new(result), &context.loader.limits);
    let Some(read) = read else {
        return Answered::refused(&findings);
    };
    let mut findings = Findings::new();
    let files = match rerun(context, &read, &mut findings) {
        Ok(files) => compare(&read, &files),
        Err(more) => {
            findings.extend(more);
            Vec::new()
        }
    };
    findings.extend(files.iter().filter_map(file_finding));
    let same = !findings.iter().any(Finding::is_error);
    let data = match context.format {
        Format::Text => text(&files, &findings, same, context.colour),
        Format::Json => as_json(&files, &findings, same),
        Format::Csv => as_csv(&files),
    };
    let messages = if context.format == Format::Text { Findings::new() } else { findings.clone() };
    let cannot_read = findings.iter().any(|finding| finding.code == "cannot-read");
    let exit = match (same, cannot_read) {
        (true, _) => Exit::Done,
        (false, true) => Exit::CouldNot,
        (false, false) => Exit::No,
    };
    Answered { exit, ..Answered::with(data, &messages) }
}

/// What differs between a result and its rerun: nothing when every number is the same.
pub(super) fn what_differs(context: &Context, result: &str) -> Findings {
    let (read, findings) = read_result(Path::new(result), &context.loader.limits);
    let Some(read) = read else { return findings };
    let mut findings = Findings::new();
    match rerun(context, &read, &mut findings) {
        Ok(files) => findings.extend(compare(&read, &files).iter().filter_map(file_finding)),
        Err(more) => findings.extend(more),
    }
    findings
}

/// Loads the register and the rules, notes what is another one than the manifest names, and runs again.
fn rerun(
    context: &Context,
    read: &ReadResult,
    findings: &mut Findings,
) -> Result<Vec<(String, Vec<u8>)>, Findings> {
    let name = context.register.as_deref().unwrap_or(&read.manifest.register);
    let (snapshot, of_register) = context.loader.register(name);
    let (rulebook, of_rules) = context.loader.rulebook();
    let errors: Findings =
        of_register.into_iter().chain(of_rules).filter(vocabulary::Finding::is_error).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let then = &read.manifest;
    let options = Options { whole_register: then.whole_register, draw: then.draw };
    // What was stopped early is run again as far as it went.
    let only = Some(Done { draws: then.draws_done, samples: then.samples_done });
    let depth = Depth { options, variants: true, samples: then.samples, only };
    let answer = answer(&snapshot, &rulebook, &read.scenario, depth);
    if let Err(more) = &answer {
        let hash_of_scenario = exchange::scenario_hash(&read.scenario);
        let here = (snapshot.hash.as_str(), rulebook.hash.as_str(), hash_of_scenario.as_str());
        findings.extend(differences(&read.manifest, here, env!("CARGO_PKG_VERSION")));
        return Err(more.clone());
    }
    let answer = answer?;
    let told = Told { answer: &answer, snapshot: &snapshot, rulebook: &rulebook, options };
    let now = Manifest::of(&told);
    let here = (now.register_hash.as_str(), now.rules_hash.as_str(), now.scenario_hash.as_str());
    findings.extend(differences(&read.manifest, here, &now.engine_version));
    if (now.seed, now.draws) != (read.manifest.seed, read.manifest.draws) {
        let seen = format!("seed {} and {} draws", now.seed, now.draws);
        let expected = format!("seed {} and {} draws", read.manifest.seed, read.manifest.draws);
        let place = Place::table("scenario.toml");
        findings.push(Finding::error("scenario-differs", place, seen).expected(expected).action(MADE_WITH));
    }
    Ok(result_files(&told))
}

const MADE_WITH: &str = "Rerun with what the result was made with, or make the result again.";

/// Each part of the manifest that isn't the same now. `here`: hashes of register, rules and scenario.
fn differences(then: &Manifest, here: (&str, &str, &str), engine: &str) -> Findings {
    let place = |field| Place::cell("result.json", "manifest", field);
    let parts = [
        // The register may be another one because it was named so.
        (
            (&then.register_hash, here.0),
            Finding::error("register-differs", place("register_hash"), here.0)
                .action("Name the same register with `--register`, or make the result again."),
        ),
        (
            (&then.rules_hash, here.1),
            Finding::error("rules-differ", place("rules_hash"), here.1).action(MADE_WITH),
        ),
        (
            (&then.scenario_hash, here.2),
            Finding::error("scenario-differs", place("scenario_hash"), here.2).action(MADE_WITH),
        ),
        (
            (&then.engine_version, engine),
            Finding::error("engine-differs", place("engine_version"), engine).action(MADE_WITH),
        ),
    ];
    let different = parts.into_iter().filter(|((expected, seen), _)| expected.as_str() != *seen);
    different.map(|((expected, _), finding)| finding.expected(expected.as_str())).collect()
}

fn compare(read: &ReadResult, files: &[(String, Vec<u8>)]) -> Vec<Compared> {
    let seen =
        |name: &str| read.files.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.as_slice());
    let one = |(name, expected): &(String, Vec<u8>)| {
        let seen = seen(name).unwrap_or_default();
        Compared { name: name.clone(), differs: (seen != expected).then(|| first_difference(expected, seen)) }
    };
    files.iter().map(one).collect()
}

fn first_difference(expected: &[u8], seen: &[u8]) -> (usize, String, String) {
    let (mut a, mut b) = (expected.split(|byte| *byte == b'\n'), seen.split(|byte| *byte == b'\n'));
    let mut line = 1;
    let line_text = |bytes: Option<&[u8]>| {
        bytes.map_or_else(|| "(the file ends here)".to_string(), |b| String::from_utf8_lossy(b).into_owned())
    };
    loop {
        match (a.next(), b.next()) {
            (None, None) => return (line, String::new(), String::new()),
            (one, other) if one == other => line += 1,
            (one, other) => return (line, line_text(one), line_text(other)),
        }
    }
}

fn file_finding(file: &Compared) -> Option<Finding> {
    let (line, expected, seen) = file.differs.as_ref()?;
    let (expected, seen) = around(expected, seen);
    let finding = Finding::error("file-differs", Place::row(&file.name, line), format!("`{seen}`"));
    Some(
        finding
            .expected(format!("`{expected}`"))
            .action("The file was changed, or was made with something else."),
    )
}

/// Both lines, cut so that the first difference is seen.
fn around(expected: &str, seen: &str) -> (String, String) {
    let same = expected.chars().zip(seen.chars()).take_while(|(a, b)| a == b).count();
    let start = if width(expected).max(width(seen)) <= SHOWN { 0 } else { same.saturating_sub(SHOWN / 2) };
    let cut = |text: &str| {
        let head = if start > 0 { "…" } else { "" };
        let tail = if width(text) > start + SHOWN { "…" } else { "" };
        format!("{head}{}{tail}", text.chars().skip(start).take(SHOWN).collect::<String>())
    };
    (cut(expected), cut(seen))
}

fn text(files: &[Compared], findings: &Findings, same: bool, colour: bool) -> Vec<u8> {
    let mut page = Page::new(colour);
    if same {
        page.paragraph(&format!("The same: {} files, every number.", files.len()));
        return page.into_text().into_bytes();
    }
    let differ = files.iter().filter(|file| file.differs.is_some()).count();
    page.paragraph(&match (files.len(), differ) {
        (0, _) => "Differs: it could not be run again.".to_string(),
        (all, 0) => {
            format!("Differs: all {all} files are the same, but not what they say they were made with.")
        }
        (all, some) => format!("Differs: {some} of {all} files."),
    });
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        page.gap();
        page.paragraph(&format!("[{}] {}", finding.code, finding.place));
        page.paragraph(&format!("  expected  {}", finding.expected));
        page.paragraph(&format!("  seen      {}", finding.seen));
        page.paragraph(&format!("  {}", finding.action));
    }
    page.into_text().into_bytes()
}

fn as_json(files: &[Compared], findings: &Findings, same: bool) -> Vec<u8> {
    let list: Vec<serde_json::Value> = files
        .iter()
        .map(|file| {
            let (line, expected, seen) = file.differs.clone().map_or((None, None, None), |(line, expected, seen)| {
                (Some(line), Some(expected), Some(seen))
            });
            json!({ "file": file.name, "same": file.differs.is_none(), "line": line, "expected": expected, "seen": seen })
        })
        .collect();
    let findings: Vec<serde_json::Value> = findings.iter().map(finding).collect();
    let value = json!({ "same": same, "files": list, "findings": findings });
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn as_csv(files: &[Compared]) -> Vec<u8> {
    let rows = files.iter().map(|file| {
        let same = if file.differs.is_none() { "yes" } else { "no" }.to_string();
        let (line, expected, seen) = file.differs.clone().unwrap_or_default();
        let line = if line == 0 { String::new() } else { line.to_string() };
        vec![file.name.clone(), same, line, expected, seen]
    });
    csv_bytes(&["file", "same", "line", "expected", "seen"], rows)
}
