//! A question made ready to be asked: its scenario read, its register found, what its asker sees of the answer,
//! and everything that is wrong with it. Nothing is run.

use std::sync::Arc;

use exchange::{read_scenario, scenario_hash};
use jiff::Timestamp;
use register::Snapshot;
use stability::answer::{Answer, Depth, answer};
use stability::scenario::Scenario;
use stability::setup::{Options, prepare};
use store::{Id, StoreError, View};
use vocabulary::{Code, Finding, Findings, Place};

use crate::actor::Actor;
use crate::acts::see_register::of_hash;
use crate::answered::{Answered, Known};
use crate::bounds::bounds;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::sight::{Sight, sight_of, units_of};

/// The kind of draft that a question is.
pub(crate) const KIND: &str = "question";
/// A title is no longer.
const TITLE_MAX: usize = 200;
/// A scenario is no larger.
const TEXT_BYTES_MAX: usize = 256 * 1024;

/// A question that somebody is writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The draft that holds it.
    pub id: Id,
    /// The draft's version, to change it with.
    pub version: i64,
    /// Whose question it is.
    pub body: Code,
    /// What its author calls it.
    pub title: String,
    /// The scenario as its author wrote it.
    pub scenario: String,
    /// When it was last changed.
    pub changed: Timestamp,
}

impl Question {
    pub(crate) fn of(draft: store::Draft) -> Self {
        let store::Draft { id, version, body, title, content, changed, .. } = draft;
        Question { id, version, body, title, scenario: content, changed }
    }
}

/// A question made ready, as far as it goes.
pub(crate) struct Ready {
    pub scenario: Option<Scenario>,
    pub snapshot: Option<Arc<Snapshot>>,
    pub sight: Sight,
    pub findings: Findings,
}

impl Ready {
    /// What can be run. Errors: `Invalid` with every finding.
    pub(crate) fn sound(self) -> Result<(Scenario, Arc<Snapshot>, Sight), Refusal> {
        let sound = self.findings.iter().all(|finding| !finding.is_error());
        match (self.scenario, self.snapshot) {
            (Some(scenario), Some(snapshot)) if sound => Ok((scenario, snapshot, self.sight)),
            _ => Err(Refusal::Invalid(self.findings)),
        }
    }
}

/// Refuses a title or a scenario that can't be kept.
pub(crate) fn can_be_kept(title: &str, scenario: &str) -> Result<(), Refusal> {
    let mut findings = Findings::new();
    let length = title.chars().count();
    if title.trim().is_empty() || length > TITLE_MAX {
        findings.push(
            Finding::error(
                "question-title",
                Place::cell("question", "", "title"),
                format!("{length} characters"),
            )
            .expected(format!("1 to {TITLE_MAX} characters"))
            .action("Give it a short title."),
        );
    }
    if scenario.len() > TEXT_BYTES_MAX {
        let seen = format!("{} bytes", scenario.len());
        findings.push(
            Finding::error("question-too-large", Place::cell("question", "", "scenario"), seen)
                .expected(format!("at most {TEXT_BYTES_MAX} bytes"))
                .action("Ask about less at once."),
        );
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}

/// Makes a question ready on the register that counts now.
pub(crate) async fn ready(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    (body, text): (&Code, &str),
    now: Timestamp,
) -> Result<Ready, Refusal> {
    let (scenario, mut findings) = read_scenario("scenario", text);
    let Some(scenario) = scenario else {
        return Ok(Ready { scenario: None, snapshot: None, sight: Sight::Bands, findings });
    };
    let Some(snapshot) = register_of(desk, view, body, &scenario.register, now).await? else {
        findings.push(unknown_register("scenario", &scenario.register));
        return Ok(Ready { scenario: Some(scenario), snapshot: None, sight: Sight::Bands, findings });
    };
    let sight = sight_of(actor, &snapshot, &units_of(&snapshot, &scenario));
    if !sight.is_books() {
        findings.extend(bounds(&scenario));
    }
    Ok(Ready { scenario: Some(scenario), snapshot: Some(snapshot), sight, findings })
}

/// What the engine has to say before it runs. Of those who see bands, what was seen may hold a figure of the books.
pub(crate) fn engine_says(desk: &Desk, ready: &mut Ready) {
    let (Some(scenario), Some(snapshot)) = (&ready.scenario, &ready.snapshot) else { return };
    let said = match prepare(snapshot, desk.rulebook(), scenario, Options::default()) {
        Ok(setup) => setup.findings,
        Err(findings) => findings,
    };
    ready.findings.extend(told_to(said, &ready.sight));
}

/// Findings of the engine as far as a sight goes: the scenario is its author's own, the rest may be in the books.
pub(crate) fn told_to(findings: Findings, sight: &Sight) -> Findings {
    let blank = |finding: Finding| match finding.place.table.as_str() {
        "scenario" => finding,
        _ if sight.is_books() => finding,
        _ => Finding { seen: "something in the register".to_string(), ..finding },
    };
    findings.into_iter().map(blank).collect()
}

/// A name of a register that nobody brought in.
pub(crate) fn unknown_register(table: &str, name: &str) -> Finding {
    let seen = format!("{name:?} names no register");
    Finding::error("unknown-register", Place::cell(table, "", "register"), seen)
        .expected("the name of a register that was brought in")
        .action("Correct the name, or bring the register in.")
}

/// The register of a name that counts now: the body's own before others'; without a name the one that the market
/// shows.
pub(crate) async fn register_of(
    desk: &Desk,
    view: &mut View,
    body: &Code,
    name: &str,
    now: Timestamp,
) -> Result<Option<Arc<Snapshot>>, Refusal> {
    let all = view.registers().await?;
    let named = || all.iter().filter(|import| name.is_empty() || import.register == name);
    let own = named().find(|import| import.body == *body && !name.is_empty());
    let Some(found) = own.or_else(|| named().next()) else { return Ok(None) };
    let Some(import) = view.current_import(&found.body, &found.register, now).await? else { return Ok(None) };
    Ok(Some(of_hash(desk, view, &import.snapshot_hash).await?))
}

/// The key by which an answer is remembered.
pub(crate) fn key_of(desk: &Desk, snapshot: &Snapshot, scenario: &Scenario, depth: Depth) -> String {
    // The title is no part of the hash, and is told.
    let hash = scenario_hash(scenario);
    format!("{}/{hash}/{}/{}/{}", snapshot.hash, desk.rulebook().hash, depth.variants, scenario.title)
}

/// Works an answer out beside everything else, or remembers it.
///
/// Errors: `Invalid` with everything that forbids an answer.
pub(crate) async fn worked_out(
    desk: &Desk,
    snapshot: &Arc<Snapshot>,
    scenario: Scenario,
    depth: Depth,
) -> Result<Known, Refusal> {
    let key = key_of(desk, snapshot, &scenario, depth);
    if let Some(known) = desk.known_answer(&key) {
        return Ok(known);
    }
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    // Somebody before us in the queue may have asked the same.
    if let Some(known) = desk.known_answer(&key) {
        return Ok(known);
    }
    let (snapshot, rulebook) = (Arc::clone(snapshot), Arc::clone(desk.rulebook()));
    let work = move || {
        let answer: Answer = answer(&snapshot, &rulebook, &scenario, depth)?;
        Ok(Known::of(Answered { answer, snapshot, rulebook, depth }))
    };
    let worked: Result<Known, Findings> =
        tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    let known = worked.map_err(Refusal::Invalid)?;
    desk.know_answer(&key, &known);
    Ok(known)
}

/// How deep an answer is worked out that is kept.
pub(crate) const KEPT: Depth =
    Depth { options: Options { whole_register: false, draw: None }, variants: true, samples: 0, only: None };
