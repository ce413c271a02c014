//! Does the case follow from its acts? Where all of them are there, it is worked out again; else each part is looked for
//! among the acts that are.

use std::collections::BTreeMap;

use casework::{Case, Event, Party, SectionId, Shown, Step, View};
use serde_json::Value;
use vocabulary::{Code, Date};

use super::CASE_JSON;
use super::differs::{BundleDiffers, differs, entry_differs};
use crate::paper::{CasePaper, ExhibitTold, Reading, Version};

/// How far a case follows from the acts of a version.
pub(super) struct Follows {
    pub replayed: bool,
    pub not_shown: Vec<String>,
}

/// Looks whether a case follows from acts, each with the number of its entry; none for one that is left out.
///
/// Errors: an act that wasn't allowed, or the first part that isn't what the acts make of it.
pub(super) fn follows(case: &CasePaper, acts: &[(u64, Option<Event>)]) -> Result<Follows, BundleDiffers> {
    let shown: Vec<Event> = acts.iter().filter_map(|(_, act)| act.clone()).collect();
    if shown.len() == acts.len() {
        let replayed = Case::replay(&shown);
        let made = replayed.or_else(|(at, refused)| {
            entry_differs(
                acts.get(at).map_or(0, |(entry, _)| *entry),
                format!("the act wasn't allowed: {refused}"),
            )
        })?;
        same(case, &made)?;
        return Ok(Follows { replayed: true, not_shown: Vec::new() });
    }
    let Some(made) = Case::of(&shown) else {
        return Ok(Follows { replayed: false, not_shown: vec!["the act that opened the case".to_string()] });
    };
    let made =
        with_reading(case, |reading| CasePaper::of_view(&made, &whole_view(&made, reading.on), reading))?;
    Ok(Follows { replayed: false, not_shown: Parts { case, made: &made, not_shown: Vec::new() }.look()? })
}

/// Reads the way in which a case was read.
fn with_reading(
    case: &CasePaper,
    read: impl Fn(&Reading<'_>) -> Option<CasePaper>,
) -> Result<CasePaper, BundleDiffers> {
    let wrong = |part: &str| differs(CASE_JSON, format!("its `{part}` isn't one"));
    let Ok(party) = case.reader.parse::<Party>() else { return wrong("reader") };
    let version = match case.is_public() {
        true if party == Party::Public && case.reader_body.is_empty() => Version::Public,
        false if case.version == "exempt" => Version::Exempt { party, body: Code::new(&case.reader_body) },
        _ => return wrong("version"),
    };
    let Ok(on) = case.on.parse::<Date>() else { return wrong("on") };
    let Ok(layout) = case.layout.parse() else { return wrong("layout") };
    let known = names_in(case);
    let names = |body: &Code| known.get(body.as_str()).cloned().unwrap_or_else(|| body.to_string());
    let reading = Reading { version, on, layout, names: &names, pages: &[], receipts: &[] };
    let Some(mut made) = read(&reading) else {
        return differs(CASE_JSON, "its reader is told of no case");
    };
    // What isn't made of acts is taken as it is.
    made.receipts = case.receipts.clone();
    for exhibit in made.exhibits.iter_mut().filter(|exhibit| exhibit.whole) {
        let told = case.exhibits.iter().find(|told| told.hash == exhibit.hash);
        exhibit.pages = told.map(|told| told.pages.clone()).unwrap_or_default();
    }
    Ok(made)
}

/// Names of bodies by code, as the case states them.
fn names_in(case: &CasePaper) -> BTreeMap<String, String> {
    fn walk(value: &Value, names: &mut BTreeMap<String, String>) {
        match value {
            Value::Object(parts) => {
                if let (Some(code), Some(name)) =
                    (parts.get("code").and_then(Value::as_str), parts.get("name").and_then(Value::as_str))
                {
                    names.insert(code.to_string(), name.to_string());
                }
                parts.values().for_each(|part| walk(part, names));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, names)),
            _ => {}
        }
    }
    let mut names = BTreeMap::new();
    walk(&serde_json::to_value(case).unwrap_or_default(), &mut names);
    names
}

/// Is the case what its acts make of it, as its reader sees it?
fn same(case: &CasePaper, made: &Case) -> Result<(), BundleDiffers> {
    let made = with_reading(case, |reading| CasePaper::of(made, reading))?;
    let (told, made) = (serde_json::to_value(case), serde_json::to_value(&made));
    let (Ok(Value::Object(told)), Ok(Value::Object(made))) = (told, made) else {
        return differs(CASE_JSON, "the case can't be written");
    };
    match made.iter().find(|(part, value)| told.get(*part) != Some(value)) {
        Some((part, _)) => differs(CASE_JSON, format!("its `{part}` isn't what the acts make of it")),
        None => Ok(()),
    }
}

/// Everything that some acts of a case say, whoever may see it.
fn whole_view(case: &Case, on: Date) -> View<'_> {
    let texts = SectionId::ALL.iter().filter(|id| !case.section(**id).versions.is_empty());
    let decisions = case.stands().iter().filter_map(|(body, stand)| Some((body, stand.decisions.last()?)));
    let asked = case.consultation().iter().map(|(body, invited)| Shown {
        body,
        stands: invited.stands(on),
        replies: invited.replies.iter().map(|reply| (reply.kind, reply.text.as_str())).collect(),
        private: invited
            .replies
            .iter()
            .map(|reply| reply.private.as_str())
            .filter(|t| !t.is_empty())
            .collect(),
    });
    let history =
        case.events().iter().map(|event| Step { on: event.on, act: event.act.kind(), body: &event.who.body });
    let figures: Vec<_> = case.exhibits().iter().flat_map(|exhibit| &exhibit.figures).collect();
    View {
        notice: Some((&case.setup().title, case.state())),
        texts: texts.map(|id| (*id, case.section(*id).text())).collect(),
        sources: case.sources(&figures),
        figures,
        files: case.files().iter().collect(),
        asked: asked.collect(),
        offers: case.offers().iter().collect(),
        notes: case.review().notes.iter().map(|note| (None, note)).collect(),
        points: case.review().points.clone(),
        recommendation: case.review().recommendation.as_ref(),
        outcome: case.review().outcome.as_ref(),
        decisions: decisions.collect(),
        milestones: case.milestones().iter().collect(),
        benefits: case.benefits().iter().collect(),
        history: history.collect(),
        ..View::default()
    }
}

/// A case, beside what the acts that are shown make of it.
struct Parts<'a> {
    case: &'a CasePaper,
    made: &'a CasePaper,
    not_shown: Vec<String>,
}

impl Parts<'_> {
    fn look(mut self) -> Result<Vec<String>, BundleDiffers> {
        let (case, made) = (self.case, self.made);
        for (part, told, made) in [
            ("reference", &case.reference, &made.reference),
            ("title", &case.title, &made.title),
            ("tier", &case.tier, &made.tier),
            ("right", &case.right, &made.right),
            ("right_source", &case.right_source, &made.right_source),
        ] {
            if told != made {
                return differs(CASE_JSON, format!("its `{part}` isn't what the acts make of it"));
            }
        }
        if case.units != made.units {
            return differs(CASE_JSON, "its `units` aren't those with which the case was opened");
        }
        self.listed("the state", &[&case.state], &[&made.state]);
        self.listed("the commissioners", &[&case.commissioners], &[&made.commissioners]);
        self.listed("who gave the outcome", case.oversight.as_slice(), made.oversight.as_slice());
        self.keyed("section", &case.sections, &made.sections, |section| &section.id)?;
        self.exhibits()?;
        self.listed("an evidence file", &case.files, &made.files);
        self.asked();
        self.listed("a counter-offer", &case.offers, &made.offers);
        self.listed("a note", &case.notes, &made.notes);
        self.listed("a point", &case.points, &made.points);
        self.keyed("outcome", case.outcome.as_slice(), made.outcome.as_slice(), |_| "")?;
        self.keyed("decision of", &case.decisions, &made.decisions, |decision| &decision.body.code)?;
        self.listed("a milestone", &case.milestones, &made.milestones);
        self.listed("a benefit", &case.benefits, &made.benefits);
        self.listed("some of what was done", &case.history, &made.history);
        Ok(self.not_shown)
    }

    /// Notes what isn't among what was made.
    fn listed<T: PartialEq>(&mut self, what: &str, told: &[T], made: &[T]) {
        if told.iter().any(|item| !made.contains(item)) {
            self.not_shown.push(what.to_string());
        }
    }

    /// As `listed`, where the shown acts may say otherwise, and then it differs.
    fn keyed<T: PartialEq>(
        &mut self,
        what: &str,
        told: &[T],
        made: &[T],
        key: impl Fn(&T) -> &str,
    ) -> Result<(), BundleDiffers> {
        for item in told.iter().filter(|item| !made.contains(item)) {
            let name = format!("{what} {}", key(item));
            if made.iter().any(|made| key(made) == key(item)) {
                let seen = format!("its {} isn't what the acts say", name.trim_end());
                return differs(CASE_JSON, seen);
            }
            self.not_shown.push(name.trim_end().to_string());
        }
        Ok(())
    }

    fn exhibits(&mut self) -> Result<(), BundleDiffers> {
        let made = &self.made.exhibits;
        for told in &self.case.exhibits {
            let same = |made: &&ExhibitTold| {
                (&made.hash, &made.title, &made.section, &made.basis)
                    == (&told.hash, &told.title, &told.section, &told.basis)
            };
            match made.iter().find(|made| made.hash == told.hash) {
                None => self.not_shown.push(format!("exhibit {}", told.hash)),
                Some(made) if !same(&made) || told.figures.iter().any(|f| !made.figures.contains(f)) => {
                    return differs(CASE_JSON, format!("its exhibit {} isn't what the acts say", told.hash));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn asked(&mut self) {
        for told in &self.case.asked {
            let made = self.made.asked.iter().find(|made| made.body == told.body);
            let is_shown = made.is_some_and(|made| {
                told.replies.iter().all(|reply| made.replies.contains(reply))
                    && told.private.iter().all(|text| made.private.contains(text))
            });
            if !is_shown {
                self.not_shown.push(format!("what {} replied", told.body.code));
            }
        }
    }
}
