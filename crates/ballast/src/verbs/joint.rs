use exchange::{joint_csv, joint_json};
use register::{Rulebook, Snapshot};
use stability::joint::page::{Detail, headline, page};
use stability::joint::{FailureKind, Joint, JointAsked, Pending, joint};
use stability::scenario::Scenario;
use vocabulary::{Finding, Findings, Severity};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{json_bytes, to_text};

/// What is asked of the verb.
pub(super) struct Asked {
    pub scenarios: Vec<String>,
    pub failure: String,
    pub size: u8,
    pub sets: Option<u64>,
    pub all_rules: bool,
}

/// Says what several pending cases do together.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let Some(failures) = failures(&asked.failure) else {
        let known = FailureKind::WORDS.join(", ");
        return Answered::wrong_use(format!("--failure {}: expected one of {known}, all", asked.failure));
    };
    let defaults = JointAsked::default();
    let what = JointAsked {
        failures,
        size: usize::from(asked.size),
        rests_max: asked.sets.unwrap_or(defaults.rests_max),
        runs_max: asked.sets.unwrap_or(defaults.runs_max),
    };
    let (joint, snapshot, loading) = match answer(context, asked, &what) {
        Ok(answer) => answer,
        Err(findings) => return Answered::refused(&findings),
    };
    let mut findings = loading;
    findings.extend(joint.findings.iter().cloned());
    let data = match context.format {
        Format::Text => {
            to_text(&page(&joint, &snapshot, &findings, Detail::Whole), context.colour).into_bytes()
        }
        Format::Json => json_bytes(&joint_json(&joint, &snapshot, &headline(&joint, &snapshot), &findings)),
        Format::Csv => joint_csv(&joint),
    };
    // The page shows findings itself; for other formats they are messages. Only a defect is an error here.
    let shown = if context.format == Format::Text { Findings::new() } else { findings.clone() };
    let mut answered = Answered::with(data, &shown);
    let defects = findings.into_iter().filter(|finding| finding.code == "certificate-differs").collect();
    answered.exit = Answered::with(Vec::new(), &defects).exit;
    answered
}

fn failures(word: &str) -> Option<Vec<FailureKind>> {
    if word == "all" { Some(FailureKind::ALL.to_vec()) } else { word.parse().ok().map(|one| vec![one]) }
}

fn answer(
    context: &Context,
    of_verb: &Asked,
    asked: &JointAsked,
) -> Result<(Joint, Snapshot, Findings), Findings> {
    let (cases, mut findings) = cases(context, &of_verb.scenarios)?;
    let register = cases.first().map_or(String::new(), |(_, scenario)| scenario.register.clone());
    let (snapshot, of_register) = context.loader.register(&register);
    let (rulebook, of_rules): (Rulebook, _) = context.loader.rulebook();
    findings.extend(of_register.into_iter().filter(|finding| finding.severity > Severity::Note));
    findings.extend(of_rules);
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    let pending = Pending::of(&snapshot, &rulebook, &cases).map_err(|more| {
        findings.extend(more);
        findings.clone()
    })?;
    let answer = joint(pending, &rulebook, asked);
    let answer = if of_verb.all_rules { answer.with_rules(&snapshot, &rulebook)? } else { answer };
    Ok((answer, snapshot, findings))
}

/// Every scenario, with the name that people call its case. Errors: those that can't be read, all at once.
fn cases(context: &Context, names: &[String]) -> Result<(Vec<(String, Scenario)>, Findings), Findings> {
    let (mut cases, mut findings) = (Vec::new(), Findings::new());
    for name in names {
        let (scenario, more) = context.loader.scenario(name);
        findings.extend(more);
        let Some(mut scenario) = scenario else { continue };
        if let Some(register) = &context.register {
            scenario.register = register.clone();
        }
        cases.push((called(name, names), scenario));
    }
    if findings.iter().any(Finding::is_error) { Err(findings) } else { Ok((cases, findings)) }
}

/// The name of a file without its folder and ending, unless two files are then called the same.
fn called(name: &str, names: &[String]) -> String {
    let short = |name: &str| {
        let stem = std::path::Path::new(name).file_stem();
        stem.map_or_else(|| name.to_string(), |stem| stem.to_string_lossy().into_owned())
    };
    let alike = names.iter().filter(|other| short(other) == short(name)).count();
    if alike > 1 { name.to_string() } else { short(name) }
}
