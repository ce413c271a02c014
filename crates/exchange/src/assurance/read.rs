use assurance::{Condition, Definition, Rule};
use vocabulary::{Code, Date, Findings};

use super::items::{origin, read_domain, read_outcome, read_rating, read_source, text};
use crate::appraisal::codes;
use crate::scenario::read::{each, read_toml};
use crate::scenario::section::Section;

const SETTINGS: &[&str] = &[
    "title",
    "about",
    "valid_from",
    "valid_to",
    "author",
    "checked_by",
    "review_date",
    "source",
    "rating",
    "domain",
    "outcome",
    "rule",
];

/// Reads a definition of a checkpoint from TOML. `name` is what findings call the file; without `.toml` it is the name
/// of the checkpoint.
///
/// All findings come at once, those about the rule too: every way to rate the domains is tried. The definition is none
/// when any of them is an error.
pub fn read_checkpoint(name: &str, text: &str) -> (Option<Definition>, Findings) {
    let (definition, mut findings) = read_toml(name, text, SETTINGS, read_top);
    let Some(definition) = definition else { return (None, findings) };
    findings.extend(definition.check(name));
    let sound = findings.iter().all(|finding| !finding.is_error());
    (sound.then_some(definition), findings)
}

fn read_top(top: &Section<'_>, findings: &mut Findings) -> Option<Definition> {
    top.need("valid_from", "2012-03-31, the first day on which it holds", findings);
    top.need("review_date", "2027-11-30, when it should be looked at again", findings);
    let (valid_from, review_date) = (top.day("valid_from", findings), top.day("review_date", findings));
    Some(Definition {
        id: Code::new(top.file.rsplit('/').next().unwrap_or(top.file).trim_end_matches(".toml")),
        title: text(top, "title", findings),
        about: text(top, "about", findings),
        valid_to: top.day("valid_to", findings),
        author: text(top, "author", findings),
        checked_by: top.text("checked_by", findings).unwrap_or_default(),
        sources: each(top, "source", findings, read_source),
        ratings: each(top, "rating", findings, read_rating),
        domains: each(top, "domain", findings, read_domain),
        outcomes: each(top, "outcome", findings, read_outcome),
        rules: each(top, "rule", findings, read_rule),
        valid_from: valid_from.unwrap_or(Date::MIN),
        review_date: review_date.unwrap_or(Date::MIN),
    })
}

fn read_rule(section: &Section<'_>, findings: &mut Findings) -> Option<Rule> {
    section.allow(&["outcome", "words", "when", "known", "source"], findings);
    section.need("outcome", "the id of an outcome", findings);
    section.need("when", "[[rule.when]], once for each condition", findings);
    let outcome = section.code("outcome", findings);
    let words = text(section, "words", findings);
    let when = each(section, "when", findings, read_condition);
    let origin = origin(section, findings);
    Some(Rule { outcome: outcome?, words, when, origin: origin? })
}

fn read_condition(section: &Section<'_>, findings: &mut Findings) -> Option<Condition> {
    section.allow(&["ratings", "domains", "at_least", "at_most"], findings);
    section.need("ratings", "[\"fails\"], the ratings that count", findings);
    if !["at_least", "at_most"].iter().any(|key| section.get(key).is_some()) {
        section.need("at_least", "a number of domains, or at_most", findings);
    }
    let bound = |key: &str, findings: &mut Findings| {
        section.whole(key, 0, 1_000, findings).and_then(|number| u32::try_from(number).ok())
    };
    let (at_least, at_most) = (bound("at_least", findings), bound("at_most", findings));
    let ratings = codes(section, "ratings", findings);
    // No setting means every domain; the list is then empty, not `*`.
    let domains = match section.get("domains") {
        Some(_) => codes(section, "domains", findings),
        None => Some(Vec::new()),
    };
    Some(Condition { ratings: ratings?, domains: domains?, at_least: at_least.unwrap_or(0), at_most })
}
