use appraisal::input::{Aim, Appraisal, Lock};
use toml::de::DeValue;
use vocabulary::{Code, Date, Findings};

use super::option::read_option;
use super::parts::{
    read_claim, read_criterion, read_destined, read_envelope, read_need, read_post, read_score,
};
use crate::scenario::assumptions::read_assumption;
use crate::scenario::moves::read_move;
use crate::scenario::read::{DRAWS_MAX, MONTHS_MAX, each, read_reluctance, read_toml, small};
use crate::scenario::section::Section;

const SETTINGS: &[&str] = &[
    "title",
    "register",
    "buyer",
    "supplier",
    "employer_kind",
    "prepared_on",
    "start",
    "months",
    "payer_rule",
    "reaction",
    "reluctance",
    "seed",
    "draws",
    "discount_schedule",
    "inflation_percent",
    "points_max",
    "rank_by",
    "preferred",
    "aim",
    "envelope",
    "need",
    "option",
    "criterion",
    "lock",
    "score",
    "claim",
    "post",
    "assume",
    "closure",
    "anyway",
    "comparator",
];

/// Reads an appraisal from TOML. `name` is what findings call the file.
///
/// All findings come at once, each with its place. The appraisal is none when any of them is an error. Codes are not
/// looked up; that needs a register.
pub fn read_appraisal(name: &str, text: &str) -> (Option<Appraisal>, Findings) {
    read_toml(name, text, SETTINGS, read_top)
}

/// Reads everything; none when something that is needed can't be had.
fn read_top(top: &Section<'_>, findings: &mut Findings) -> Option<Appraisal> {
    top.need("buyer", "\"06K\", the body that appraises", findings);
    top.need("supplier", "\"0CG\", the unit that it buys from", findings);
    top.need("start", "2013-04-01, the first day of the horizon", findings);
    top.need("prepared_on", "2013-03-15, the day on which it was prepared", findings);
    let start = top.month("start", findings);
    let prepared_on = top.day("prepared_on", findings);
    let (buyer, supplier) = (top.code("buyer", findings), top.code("supplier", findings));
    let reluctance = read_reluctance(top, findings);
    let code = |key: &str, default: &str, findings: &mut Findings| {
        top.code(key, findings).unwrap_or_else(|| Code::new(default))
    };
    Some(Appraisal {
        title: top.text("title", findings).unwrap_or_else(|| top.file.trim_end_matches(".toml").to_string()),
        register: top.text("register", findings).unwrap_or_default(),
        employer_kind: code("employer_kind", "nhs_body", findings),
        months: small(top.whole("months", 1, MONTHS_MAX, findings), 60),
        payer_rule: code("payer_rule", "unit-bears", findings),
        reaction: top.flag("reaction", findings).unwrap_or(true),
        seed: top.whole("seed", 0, u64::MAX, findings).unwrap_or(1),
        draws: small(top.whole("draws", 0, DRAWS_MAX, findings), 0),
        schedule: code("discount_schedule", "green-book-standard", findings),
        inflation_percent: top.number("inflation_percent", findings),
        points_max: top.number("points_max", findings).unwrap_or(4.0),
        rank_by: top.word("rank_by", findings),
        preferred: top.code("preferred", findings),
        comparator: top.code("comparator", findings),
        anyway: each(top, "anyway", findings, read_move),
        aim: read_aim(top, findings),
        needs: each(top, "need", findings, read_need),
        options: each(top, "option", findings, |section, findings| {
            read_option(section, start.unwrap_or(Date::MIN), findings)
        }),
        criteria: each(top, "criterion", findings, read_criterion),
        lock: read_lock(top, findings),
        scores: each(top, "score", findings, read_score),
        claims: each(top, "claim", findings, read_claim),
        posts: each(top, "post", findings, read_post),
        assumptions: each(top, "assume", findings, read_assumption),
        closure: each(top, "closure", findings, read_destined).into_iter().flatten().collect(),
        buyer: buyer?,
        supplier: supplier?,
        start: start?,
        prepared_on: prepared_on?,
        reluctance: reluctance?,
    })
}

fn read_aim(top: &Section<'_>, findings: &mut Findings) -> Aim {
    let envelope = each(top, "envelope", findings, read_envelope);
    let Some(section) = inner(top, "aim", findings) else { return Aim { envelope, ..Aim::default() } };
    section.allow(&["objective", "success"], findings);
    let text = |key: &str, findings: &mut Findings| section.text(key, findings).unwrap_or_default();
    Aim { objective: text("objective", findings), success: text("success", findings), envelope }
}

fn read_lock(top: &Section<'_>, findings: &mut Findings) -> Option<Lock> {
    let section = inner(top, "lock", findings)?;
    section.allow(&["by", "on"], findings);
    section.need("by", "who locked the weights", findings);
    section.need("on", "2013-03-01, when", findings);
    let (by, on) = (section.text("by", findings), section.day("on", findings));
    Some(Lock { by: by?, on: on? })
}

/// A table within the file; a finding when it is something else.
fn inner<'a>(top: &Section<'a>, key: &'static str, findings: &mut Findings) -> Option<Section<'a>> {
    match top.get(key)? {
        DeValue::Table(table) => Some(Section { file: top.file, row: key, table }),
        other => {
            findings.push(top.wrong(key, other, &format!("a table [{key}]")));
            None
        }
    }
}
