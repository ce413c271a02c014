//! A round as it is kept, and how an act is added to one of its units.

use std::sync::Arc;

use assurance::{Act, Assessment, Event, Party, Refused, Turn};
use exchange::assurance::{
    KeptDefinition, RoundEvent, keep_checkpoint, read_round_act, round_act_value, round_event_value,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{NewAudit, NewRoundLine, RoundFile, RoundHead, RoundLine, StoreError, Tx, View};
use vocabulary::{Code, Date, Finding, Place, Who};

use crate::desk::Desk;
use crate::mail::{Notice, To, notify};
use crate::recorded::record_round;
use crate::refusal::Refusal;

/// A round with what was done on each of its units.
#[derive(Debug, Clone)]
pub(crate) struct KeptRound {
    pub head: RoundHead,
    pub definition: Arc<KeptDefinition>,
    pub units: Vec<Arc<KeptUnit>>,
}

/// A unit of a round.
#[derive(Debug, Clone)]
pub(crate) struct KeptUnit {
    pub assessment: Assessment,
    /// How many acts there are.
    pub acts: i64,
    /// The receipt of each act, in order.
    pub receipts: Vec<String>,
    /// Its papers, of this round and of earlier ones, by hash.
    pub files: Vec<RoundFile>,
}

/// The day that an act counts from.
pub(crate) fn day_of(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// The round of a reference, worked out from its acts and the definition that it was opened with.
///
/// Errors: when what is kept can't be read.
pub(crate) async fn kept(
    desk: &Desk,
    view: &mut View,
    reference: &Code,
) -> Result<Option<KeptRound>, Refusal> {
    let Some(head) = view.round(reference).await? else { return Ok(None) };
    let definition = definition_of(desk, &head)?;
    let files = view.round_files(reference, &head.body).await?;
    let mut units = Vec::new();
    for unit in view.round_units(reference).await? {
        let lines = view.round_lines(reference, &unit.unit).await?;
        let events: Option<Vec<Event>> = lines.iter().map(|line| event(line, &definition)).collect();
        let assessment = events.and_then(|events| Assessment::of(&events));
        let why = || format!("the acts of round {reference} on unit {} can't be read", unit.unit);
        let assessment = assessment.ok_or_else(|| unreadable(why()))?;
        let receipts = lines.into_iter().map(|line| line.receipt).collect();
        let files = files.iter().filter(|file| file.unit == unit.unit).cloned().collect();
        units.push(Arc::new(KeptUnit { assessment, acts: unit.acts, receipts, files }));
    }
    Ok(Some(KeptRound { head, definition, units }))
}

fn unreadable(why: String) -> Refusal {
    Refusal::Store(StoreError::Failed { why })
}

/// The definition that a round was opened with: never the one that ships by now.
fn definition_of(desk: &Desk, head: &RoundHead) -> Result<Arc<KeptDefinition>, Refusal> {
    if let Some(known) = desk.known_definition(&head.definition_hash) {
        return Ok(known);
    }
    let kept = keep_checkpoint(&head.definition_name, &head.definition).0;
    let kept = kept.filter(|kept| kept.sha256 == head.definition_hash);
    let why = || format!("the definition of round {} isn't what it was opened with", head.reference);
    let kept = Arc::new(kept.ok_or_else(|| unreadable(why()))?);
    desk.know_definition(&kept);
    Ok(kept)
}

fn event(line: &RoundLine, definition: &KeptDefinition) -> Option<Event> {
    let act = read_round_act(&serde_json::from_str(&line.act).ok()?, definition).ok()?;
    let who =
        Who { person: line.person.to_string(), body: line.body.clone(), office: line.office.parse().ok()? };
    Some(Event { act, who, on: line.on })
}

/// Something that is being done.
pub(crate) struct Doing<'a> {
    pub act: Act,
    pub who: Who,
    pub now: Timestamp,
    /// What the round asks.
    pub definition: &'a KeptDefinition,
}

/// Keeps a unit of a round that is opened; the receipt.
///
/// Errors: `Invalid` when it can't be begun so.
pub(crate) async fn begin(tx: &mut Tx, doing: Doing<'_>) -> Result<String, Refusal> {
    let Act::Open { setup } = &doing.act else { return Err(Refusal::NotFound) };
    let opened = Assessment::open((**setup).clone(), doing.who.clone(), day_of(doing.now));
    let opened = opened.map_err(|refused| told(&setup.unit, &refused, &[]))?;
    let receipt = keep(tx, &opened, &doing, 0).await?;
    tell(tx, &[], &opened, &doing).await?;
    Ok(receipt)
}

/// Does something on a unit and keeps it; the receipt.
///
/// Errors: as [`Assessment::apply`] refuses; `Stale` when somebody else was first.
pub(crate) async fn carry_on(tx: &mut Tx, kept: &KeptUnit, doing: Doing<'_>) -> Result<String, Refusal> {
    let (before, day) = (&kept.assessment, day_of(doing.now));
    let after = before.apply(doing.act.clone(), &doing.who, day).map_err(|refused| {
        let open: Vec<_> = before.offered_to(&doing.who, day).into_iter().map(|act| act.word()).collect();
        told(&before.setup().unit, &refused, &open)
    })?;
    let receipt = keep(tx, &after, &doing, kept.acts).await?;
    tell(tx, &before.turns(), &after, &doing).await?;
    Ok(receipt)
}

/// Mails to those whose turn it has become. By reference alone: mail isn't private.
async fn tell(tx: &mut Tx, before: &[Turn], after: &Assessment, doing: &Doing<'_>) -> Result<(), Refusal> {
    let (round, unit) = (&after.setup().round, &after.setup().unit);
    let subject = format!("Something waits for you in round {round}");
    let link = format!("/rounds/{round}/{unit}");
    let by = doing.who.person.parse().ok();
    for turn in after.turns().iter().filter(|turn| !before.contains(turn)) {
        let offices = after.offices_for(turn.act, &turn.body);
        let (to, text) = (To::Roles(&turn.body, &offices), "It is your turn in a round that assures a unit.");
        let notice = Notice { to, subject: &subject, text, link: &link, due: turn.by };
        notify(tx, &notice, by.as_ref(), doing.now).await?;
    }
    Ok(())
}

async fn keep(tx: &mut Tx, after: &Assessment, doing: &Doing<'_>, read: i64) -> Result<String, Refusal> {
    let setup = after.setup();
    let person = doing.who.person.parse().map_err(|_| Refusal::SignInFirst)?;
    let line =
        NewAudit { person: Some(&person), act: "act-on-round", on_kind: "round", ..NewAudit::default() };
    let line = NewAudit { body: Some(&doing.who.body), ..line };
    let audit = tx.append_audit(&line, doing.now).await?;
    let receipt = record_round(tx, &audit, &in_round(after, doing.definition), doing.now).await?.to_string();
    let act = round_act_value(&doing.act, doing.definition).to_string();
    let new = NewRoundLine {
        reference: &setup.round,
        unit: &setup.unit,
        act: &act,
        on: day_of(doing.now),
        body: &doing.who.body,
        office: doing.who.office.word(),
        person: &person,
        receipt: &receipt,
    };
    if read == 0 {
        tx.begin_round_unit(&new, doing.now).await?;
        for body in setup.customers.iter().chain([&setup.unit, &setup.overseer]) {
            tx.concern_round(body, &setup.round, &setup.unit).await?;
        }
    } else {
        let is_public = !after.grounds(Party::Public).is_empty();
        tx.act_on_round(&new, read, is_public, doing.now).await?;
    }
    Ok(receipt)
}

/// The last event of an assessment as the record holds it: persons by a number in the order in which they first acted.
fn in_round(assessment: &Assessment, definition: &KeptDefinition) -> String {
    let mut persons: Vec<&str> = Vec::new();
    for event in assessment.events() {
        if !persons.contains(&event.who.person.as_str()) {
            persons.push(&event.who.person);
        }
    }
    let number_of = |person: &str| persons.iter().position(|known| *known == person).unwrap_or_default() + 1;
    let Some(last) = assessment.events().last() else { return String::new() };
    let who = Who { person: number_of(&last.who.person).to_string(), ..last.who.clone() };
    let line = RoundEvent {
        round: assessment.setup().round.clone(),
        unit: assessment.setup().unit.clone(),
        number: assessment.events().len(),
        event: Event { who, ..last.clone() },
    };
    record::canonical(&round_event_value(&line, definition))
}

/// A refusal of `assurance` as acts tell it. It tells no more than its reader may know: `open` are the acts that are open to them.
fn told(unit: &Code, refused: &Refused, open: &[&'static str]) -> Refusal {
    match refused {
        Refused::NotYours { .. } => Refusal::Forbidden,
        Refused::NoSuchUnit => Refusal::NotFound,
        Refused::NotNow { .. } => Refusal::WrongState { allowed: open.to_vec() },
        Refused::NotSo { act, guards } => {
            let finding = |guard: &assurance::Guard| {
                Finding::error("round-not-so", Place::cell("round", unit, act.word()), "it isn’t so")
                    .expected(format!("that {}", guard.word()))
                    .action("Put this right, then do it again.")
            };
            Refusal::Invalid(guards.iter().map(finding).collect())
        }
    }
}
