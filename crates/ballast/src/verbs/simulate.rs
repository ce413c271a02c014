use exchange::result::{Told, effects_csv, result_files, result_json};
use register::{Rulebook, Snapshot};
use stability::answer::{Depth, watched_answer};
use stability::scenario::Scenario;
use stability::setup::Options;
use vocabulary::{Finding, Findings};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::exit::Exit;
use crate::progress::Progress;
use crate::report::statement;
use crate::review;

/// What `simulate` is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub scenario: String,
    pub out: Option<String>,
    pub all_rules: bool,
    pub whole_register: bool,
    pub draws: Option<u32>,
    /// The draw to run at.
    pub draw: Option<u32>,
    /// Base samples of the sensitivity indices.
    pub samples: u32,
}

/// A scenario with the register and the rules that it is asked of.
pub(super) struct Loaded {
    pub scenario: Scenario,
    pub snapshot: Snapshot,
    pub rulebook: Rulebook,
    pub findings: Findings,
}

/// Loads a scenario, its register and the rules. Errors: everything that forbids an answer.
pub(super) fn load(context: &Context, name: &str) -> Result<Loaded, Findings> {
    let (scenario, mut findings) = context.loader.scenario(name);
    let Some(mut scenario) = scenario.filter(|_| !findings.iter().any(Finding::is_error)) else {
        return Err(findings);
    };
    if let Some(register) = &context.register {
        scenario.register = register.clone();
    }
    let (snapshot, of_register) = context.loader.register(&scenario.register);
    let (rulebook, of_rules) = context.loader.rulebook();
    findings.extend(of_register.into_iter().filter(|finding| finding.severity > vocabulary::Severity::Note));
    findings.extend(of_rules);
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    Ok(Loaded { scenario, snapshot, rulebook, findings })
}

/// Runs a scenario and prints or writes the answer.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let mut loaded = match load(context, &asked.scenario) {
        Ok(loaded) => loaded,
        Err(findings) => return Answered::refused(&findings),
    };
    if let Some(draws) = asked.draws {
        loaded.scenario.draws = draws;
    }
    let options = Options { whole_register: asked.whole_register, draw: asked.draw };
    let depth = Depth { options, variants: true, samples: asked.samples, only: None };
    let progress = Progress::start();
    let answer = watched_answer(&loaded.snapshot, &loaded.rulebook, &loaded.scenario, depth, &progress);
    progress.end();
    let answer = match answer {
        Ok(answer) => answer,
        Err(findings) => return Answered::refused(&findings),
    };
    let told = Told { answer: &answer, snapshot: &loaded.snapshot, rulebook: &loaded.rulebook, options };
    let mut findings = loaded.findings.clone();
    findings.extend(answer.findings.iter().cloned());
    let late = review::late(&told, review::today());
    findings.extend(late.iter().cloned());
    let written = match asked.out.as_deref().map(|folder| write(folder, &result_files(&told))).transpose() {
        Ok(written) => written,
        Err(message) => return Answered::could_not(message),
    };
    let data = match context.format {
        Format::Text => statement(&told, &late, asked.all_rules, context.colour).into_bytes(),
        Format::Json => result_json(&told),
        Format::Csv => effects_csv(&told),
    };
    // The statement shows findings in its own words; for other formats they are messages.
    let shown = if context.format == Format::Text { Findings::new() } else { findings.clone() };
    let mut answered = Answered::with(data, &shown);
    answered.exit = match Answered::with(Vec::new(), &findings).exit {
        // Part of what was asked for could not be done, whatever else is to be said.
        _ if findings.iter().any(|finding| finding.code == "stopped-early") => Exit::CouldNot,
        exit => exit,
    };
    match written {
        Some(message) => answered.saying(message),
        None => answered,
    }
}

/// Writes the files of a result into a folder: all of them, or none that is half written.
fn write(folder: &str, files: &[(String, Vec<u8>)]) -> Result<String, String> {
    crate::folder::write_new(std::path::Path::new(folder), files)?;
    Ok(format!("{} files written to {folder}", files.len()))
}
