use appraisal::answer::{Answer, Depth, watched_answer};
use appraisal::bands::banded;
use appraisal::input::Appraisal;
use appraisal::page::page;
use exchange::appraisal_files;
use register::{Rulebook, Snapshot};
use vocabulary::{Finding, Findings, Severity};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{json_bytes, json_value, to_text};
use crate::progress::Progress;

/// What `appraise` is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub file: String,
    pub out: Option<String>,
    pub draws: Option<u32>,
    /// Base samples of the sensitivity indices.
    pub samples: u32,
}

/// Weighs the options of an appraisal and prints or writes the answer.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let (appraisal, snapshot, rulebook, loading) = match load(context, asked) {
        Ok(loaded) => loaded,
        Err(findings) => return Answered::refused(&findings),
    };
    let progress = Progress::start();
    let depth = Depth { samples: asked.samples };
    let answer = watched_answer(&snapshot, &rulebook, &appraisal, depth, &progress);
    progress.end();
    let mut answer: Answer = match answer {
        Ok(answer) => answer,
        Err(findings) => return Answered::refused(&findings),
    };
    answer.findings.splice(0..0, loading);
    let page = page(&answer, &snapshot);
    let files = || {
        let told = banded(&snapshot, &rulebook, &answer.appraisal)?;
        appraisal_files(&answer, &told, &snapshot, &rulebook, &page)
    };
    let written = match asked.out.as_deref().map(|folder| write(folder, files())).transpose() {
        Ok(written) => written,
        Err(message) => return Answered::could_not(message),
    };
    let data = match context.format {
        Format::Text => to_text(&page, context.colour).into_bytes(),
        Format::Json => json_bytes(&json_value(&page)),
        Format::Csv => page.section("options").map(exchange::listing::section_csv).unwrap_or_default(),
    };
    let shown = answer.findings.clone();
    let answered = Answered::with(data, &shown);
    match written {
        Some(message) => answered.saying(message),
        None => answered,
    }
}

fn write(folder: &str, files: Result<Vec<(String, Vec<u8>)>, Findings>) -> Result<String, String> {
    let files =
        files.map_err(|findings| findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"))?;
    crate::folder::write_new(std::path::Path::new(folder), &files)?;
    Ok(format!("{} files written to {folder}", files.len()))
}

type Loaded = (Appraisal, Snapshot, Rulebook, Findings);

/// Loads an appraisal, its register and the rules. Errors: everything that forbids an answer.
fn load(context: &Context, asked: &Asked) -> Result<Loaded, Findings> {
    let (appraisal, mut findings) = context.loader.appraisal(&asked.file);
    let Some(mut appraisal) = appraisal.filter(|_| !findings.iter().any(Finding::is_error)) else {
        return Err(findings);
    };
    if let Some(register) = &context.register {
        appraisal.register = register.clone();
    }
    if let Some(draws) = asked.draws {
        appraisal.draws = draws;
    }
    let (snapshot, of_register) = context.loader.register(&appraisal.register);
    let (rulebook, of_rules) = context.loader.rulebook();
    findings.extend(of_register.into_iter().filter(|finding| finding.severity > Severity::Note));
    findings.extend(of_rules);
    if findings.iter().any(Finding::is_error) {
        Err(findings)
    } else {
        Ok((appraisal, snapshot, rulebook, findings))
    }
}
