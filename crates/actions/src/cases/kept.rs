//! A case as it is kept, and how an act is added to it.

use casework::{Act, Case, Event, Party, Refused, Turn, Who};
use exchange::casework::{EventLine, act_value, event_value, read_act};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{CaseHead, CaseLine, NewAudit, NewCaseLine, StoreError, Tx, View};
use vocabulary::{Code, Date, Finding, Place};

use crate::mail::{Notice, To, notify};
use crate::recorded::record_case;
use crate::refusal::Refusal;

/// A case with what it is found by.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub head: CaseHead,
    pub case: Case,
    /// The receipt of each act, in their order.
    pub receipts: Vec<String>,
}

/// The day that an act counts from.
pub(crate) fn day_of(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// The case of a reference, worked out from its acts.
///
/// Errors: when what is kept can't be read.
pub(crate) async fn kept(view: &mut View, reference: &Code) -> Result<Option<Kept>, Refusal> {
    let Some(head) = view.case(reference).await? else { return Ok(None) };
    let lines = view.case_lines(reference).await?;
    let events: Option<Vec<Event>> = lines.iter().map(event).collect();
    let case = events.and_then(|events| Case::of(&events));
    let unreadable = || StoreError::Failed { why: format!("the acts of case {reference} can't be read") };
    let case = case.ok_or_else(|| Refusal::Store(unreadable()))?;
    let receipts = lines.into_iter().map(|line| line.receipt).collect();
    Ok(Some(Kept { head, case, receipts }))
}

fn event(line: &CaseLine) -> Option<Event> {
    let act = read_act(&serde_json::from_str(&line.act).ok()?).ok()?;
    let who =
        Who { person: line.person.to_string(), body: line.body.clone(), office: line.office.parse().ok()? };
    Some(Event { act, who, on: line.on })
}

/// Something that is being done.
pub(crate) struct Doing {
    pub act: Act,
    pub who: Who,
    pub now: Timestamp,
}

/// Keeps a case that is opened; the receipt.
///
/// Errors: `Invalid` when it can't be begun so.
pub(crate) async fn begin(tx: &mut Tx, doing: Doing) -> Result<String, Refusal> {
    let Act::Open { setup } = &doing.act else { return Err(Refusal::NotFound) };
    let case = Case::open((**setup).clone(), doing.who.clone(), day_of(doing.now))
        .map_err(|refused| told(&setup.reference, &refused))?;
    let receipt = keep(tx, &case, &doing, 0).await?;
    tell(tx, &[], &case, &doing).await?;
    Ok(receipt)
}

/// Does something to a case and keeps it; the receipt.
///
/// Errors: as [`Case::apply`] refuses; `Stale` when somebody else was first.
pub(crate) async fn carry_on(tx: &mut Tx, kept: &Kept, doing: Doing) -> Result<String, Refusal> {
    let reference = &kept.head.reference;
    let after = kept
        .case
        .apply(doing.act.clone(), &doing.who, day_of(doing.now))
        .map_err(|refused| told(reference, &refused))?;
    let receipt = keep(tx, &after, &doing, kept.head.acts).await?;
    tell(tx, &kept.case.turns(day_of(doing.now)), &after, &doing).await?;
    Ok(receipt)
}

/// Mails to those whose turn it has become. By reference alone: mail isn't private.
async fn tell(tx: &mut Tx, before: &[Turn], after: &Case, doing: &Doing) -> Result<(), Refusal> {
    let reference = &after.setup().reference;
    let subject = format!("Something waits for you in case {reference}");
    let link = format!("/cases/{reference}");
    let by = doing.who.person.parse().ok();
    for turn in after.turns(day_of(doing.now)).iter().filter(|turn| !before.contains(turn)) {
        let (to, text) = (To::Roles(&turn.body, &[turn.office]), "It is your turn in a case.");
        let notice = Notice { to, subject: &subject, text, link: &link, due: turn.by };
        notify(tx, &notice, by.as_ref(), doing.now).await?;
    }
    Ok(())
}

async fn keep(tx: &mut Tx, after: &Case, doing: &Doing, read: i64) -> Result<String, Refusal> {
    let reference = &after.setup().reference;
    let person = doing.who.person.parse().map_err(|_| Refusal::SignInFirst)?;
    let line = NewAudit { person: Some(&person), act: "act-on-case", on_kind: "case", ..NewAudit::default() };
    let line = NewAudit { body: Some(&doing.who.body), ..line };
    let audit = tx.append_audit(&line, doing.now).await?;
    let receipt = record_case(tx, &audit, &in_case(after), doing.now).await?.to_string();
    let act = act_value(&doing.act).to_string();
    let new = NewCaseLine {
        reference,
        act: &act,
        on: day_of(doing.now),
        body: &doing.who.body,
        office: doing.who.office.word(),
        person: &person,
        receipt: &receipt,
    };
    match read {
        0 => tx.open_case(&new, doing.now).await?,
        _ => {
            let is_public = !after.grounds(Party::Public).is_empty();
            tx.act_on_case(&new, read, is_public, doing.now).await?;
        }
    }
    for body in concerned(after) {
        tx.concern(body, reference).await?;
    }
    Ok(receipt)
}

/// The last event of a case as the record holds it: persons by a number in the order in which they first acted.
fn in_case(case: &Case) -> String {
    let mut persons: Vec<&str> = Vec::new();
    for event in case.events() {
        if !persons.contains(&event.who.person.as_str()) {
            persons.push(&event.who.person);
        }
    }
    let number_of = |person: &str| persons.iter().position(|known| *known == person).unwrap_or_default() + 1;
    let Some(last) = case.events().last() else { return String::new() };
    let who = Who { person: number_of(&last.who.person).to_string(), ..last.who.clone() };
    let line = EventLine {
        case: case.setup().reference.clone(),
        number: case.events().len(),
        event: Event { who, ..last.clone() },
    };
    record::canonical(&event_value(&line))
}

/// Bodies that may see something of a case.
fn concerned(case: &Case) -> impl Iterator<Item = &Code> {
    let deciding = case.review().deciding.iter().filter(|_| case.is_known_to_overseers());
    case.stands().keys().chain(case.consultation().keys()).chain(case.told()).chain(deciding)
}

/// A refusal of `casework` as acts tell it. It tells no more than its reader may know.
fn told(reference: &Code, refused: &Refused) -> Refusal {
    match refused {
        Refused::NotYours { .. } => Refusal::Forbidden,
        Refused::NotNow { open, .. } => {
            Refusal::WrongState { allowed: open.iter().map(|act| act.word()).collect() }
        }
        Refused::NotSo { act, guards, .. } => {
            let finding = |guard: &casework::Guard| {
                Finding::error("case-not-so", Place::cell("case", reference, act.word()), "it isn’t so")
                    .expected(format!("that {}", guard.word()))
                    .action("Put this right, then do it again.")
            };
            Refusal::Invalid(guards.iter().map(finding).collect())
        }
    }
}
