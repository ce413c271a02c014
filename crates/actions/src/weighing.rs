//! An appraisal made ready to be worked out: read, its register found, what its reader sees of the answer, and
//! everything that is wrong with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use appraisal::answer::{Depth, answer};
use appraisal::bands::banded;
use appraisal::input::{Appraisal, Post};
use exchange::{appraisal_hash, read_appraisal};
use jiff::Timestamp;
use register::Snapshot;
use store::{Id, StoreError, View};
use vocabulary::{Code, Finding, Findings, PeopleBand, Place};

use crate::actor::Actor;
use crate::bounds::bounds_of_appraisal;
use crate::desk::Desk;
use crate::question::{can_be_kept, register_of, unknown_register};
use crate::refusal::Refusal;
use crate::sight::{Sight, sight_of, units_weighed};
use crate::weighed::Weighed;

/// The kind of draft and of result that an appraisal is.
pub(crate) const KIND: &str = "appraisal";
/// Tables of findings that are about what the author stated.
const STATED: [&str; 2] = ["appraisal", "option"];

/// An appraisal that a body is writing.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighing {
    /// The draft that holds it.
    pub id: Id,
    /// The draft's version, to change it with.
    pub version: i64,
    /// Whose it is.
    pub body: Code,
    /// Who began it.
    pub person: Id,
    /// What is weighed.
    pub appraisal: Appraisal,
    /// When it was last changed.
    pub changed: Timestamp,
}

impl Weighing {
    /// Errors: `Invalid` when an earlier version of Ballast kept what this one can't read.
    pub(crate) fn of(draft: store::Draft) -> Result<Self, Refusal> {
        let store::Draft { id, version, body, person, content, changed, .. } = draft;
        let appraisal = read(&content)?;
        Ok(Weighing { id, version, body, person, appraisal, changed })
    }
}

/// So few posts that somebody could know who holds them.
pub(crate) fn is_small(post: &Post) -> bool {
    PeopleBand::of(post.wte).is_small()
}

/// Reads an appraisal. Errors: `Invalid` with every finding.
pub(crate) fn read(text: &str) -> Result<Appraisal, Refusal> {
    let (appraisal, findings) = read_appraisal(KIND, text);
    appraisal.ok_or(Refusal::Invalid(findings))
}

/// Refuses what can't be kept for a body: no title, too long, or another body's.
pub(crate) fn is_for(body: &Code, appraisal: &Appraisal, text: &str) -> Result<(), Refusal> {
    can_be_kept(&appraisal.title, text)?;
    if appraisal.buyer == *body {
        return Ok(());
    }
    let place = Place::cell(KIND, "", "buyer");
    Err(Refusal::Invalid(vec![
        Finding::error("another-buyer", place, appraisal.buyer.to_string())
            .expected(format!("{body}, the body that it is kept for"))
            .action("Weigh the options of your own body."),
    ]))
}

/// An appraisal made ready, as far as it goes.
pub(crate) struct Ready {
    pub snapshot: Option<Arc<Snapshot>>,
    pub sight: Sight,
    pub findings: Findings,
}

/// Makes an appraisal ready on the register that counts now.
pub(crate) async fn ready(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    (body, appraisal): (&Code, &Appraisal),
    now: Timestamp,
) -> Result<Ready, Refusal> {
    let Some(snapshot) = register_of(desk, view, body, &appraisal.register, now).await? else {
        let findings = vec![unknown_register(KIND, &appraisal.register)];
        return Ok(Ready { snapshot: None, sight: Sight::Bands, findings });
    };
    let sight = sight_of(actor, &snapshot, &units(desk, &snapshot, appraisal));
    let mut findings = Findings::new();
    if !sight.is_books() {
        findings.extend(bounds_of_appraisal(appraisal));
    }
    Ok(Ready { snapshot: Some(snapshot), sight, findings })
}

/// The units whose books an answer to it rests on.
pub(crate) fn units(desk: &Desk, snapshot: &Snapshot, appraisal: &Appraisal) -> BTreeSet<Code> {
    units_weighed(snapshot, desk.rulebook(), appraisal)
}

/// What the engine has to say of it: at likely values, and nothing of the answer is kept.
pub(crate) async fn engine_says(
    desk: &Desk,
    ready: &mut Ready,
    appraisal: &Appraisal,
) -> Result<(), Refusal> {
    let Some(snapshot) = ready.snapshot.clone() else { return Ok(()) };
    let likely = Appraisal { draws: 0, ..appraisal.clone() };
    let rulebook = Arc::clone(desk.rulebook());
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    let work = move || match answer(&snapshot, &rulebook, &likely, Depth::default()) {
        Ok(answer) => answer.findings,
        Err(findings) => findings,
    };
    let said = tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    ready.findings.extend(told_to(said, &ready.sight));
    Ok(())
}

/// Findings as far as a sight goes: what the author stated is the author's own, the rest may be in the books.
pub(crate) fn told_to(findings: Findings, sight: &Sight) -> Findings {
    let blank = |finding: Finding| match finding.place.table.as_str() {
        table if sight.is_books() || STATED.contains(&table) => finding,
        _ => Finding { seen: "something in the register".to_string(), ..finding },
    };
    findings.into_iter().map(blank).collect()
}

/// Works an appraisal out beside everything else, or remembers it.
///
/// Errors: `Invalid` with everything that forbids an answer.
pub(crate) async fn worked_out(
    desk: &Desk,
    snapshot: &Arc<Snapshot>,
    appraisal: Appraisal,
) -> Result<Arc<Weighed>, Refusal> {
    let key = format!("{}/{}/{}", snapshot.hash, appraisal_hash(&appraisal), desk.rulebook().hash);
    if let Some(known) = desk.known_weighed(&key) {
        return Ok(known);
    }
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    if let Some(known) = desk.known_weighed(&key) {
        return Ok(known);
    }
    let (snapshot, rulebook) = (Arc::clone(snapshot), Arc::clone(desk.rulebook()));
    let work = move || {
        let answer = answer(&snapshot, &rulebook, &appraisal, Depth::default())?;
        let told = banded(&snapshot, &rulebook, &answer.appraisal)?;
        Ok(Arc::new(Weighed::of(&answer, &told, &snapshot, &rulebook)))
    };
    let worked: Result<Arc<Weighed>, Findings> =
        tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    let known = worked.map_err(Refusal::Invalid)?;
    desk.know_weighed(&key, &known);
    Ok(known)
}
