use std::collections::BTreeSet;
use std::sync::Arc;

use exchange::result::read_manifest;
use jiff::Timestamp;

use register::Snapshot;
use stability::scenario::Scenario;
use store::{Id, RunState, StoredResult, View};
use vocabulary::Code;

use crate::actor::Actor;
use crate::answered::{Known, Shown};
use crate::asked::{Asked, asked_of};
use crate::desk::Desk;
use crate::files::{AFFECTED, AnswerFile, listed};
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::{KEPT, KIND, worked_out};
use crate::refusal::Refusal;
use crate::sight::{Sight, oversees, sight_of};
use crate::signatures::{SignedCount, count};

/// An answer as far as somebody sees it.
#[derive(Debug, Clone)]
pub struct SeenAnswer {
    /// What is stored: title, body, how far the run has come. The scenario is blank where its author put figures of
    /// a unit's books in it and the viewer doesn't see them.
    pub stored: StoredResult,
    /// How much of it is seen.
    pub sight: Sight,
    /// The answer; none while the run isn't done, and when another version of Ballast or of the rules would answer
    /// otherwise: then its files are what is left.
    pub shown: Option<Shown>,
    /// Its files, those that may not be opened too; empty while the run isn't done.
    pub files: Vec<AnswerFile>,
    /// By unit that lines leave or join: how many of the figures that are derived or assumed about it the unit has
    /// signed. The same for everybody who sees the answer.
    pub signed: Vec<SignedCount>,
}

/// What another body has shared.
#[derive(Debug, Clone)]
pub struct SharedAnswer {
    /// What is stored.
    pub stored: StoredResult,
    /// How much of it is seen.
    pub sight: Sight,
}

/// An answer of one's own body, or one that another body has shared with it.
///
/// Errors: `NotFound` when there is none, or it isn't the actor's to see.
pub async fn see_answer(desk: &Desk, actor: &Actor, id: &Id, now: Timestamp) -> Result<SeenAnswer, Refusal> {
    let _ = now;
    let mut view = desk.store().view().await?;
    let (stored, sight) = visible(desk, &mut view, actor, (id, KIND)).await?;
    if stored.run.state != RunState::Done {
        return Ok(SeenAnswer { stored, sight, shown: None, files: Vec::new(), signed: Vec::new() });
    }
    let signed = signed(desk, &mut view, id).await?;
    let files = listed(&mut view, &stored, &sight).await?;
    let recalled = recalled(desk, &mut view, &stored).await?;
    drop(view);
    let shown = recalled.known(desk).await?.map(|known| known.shown(&sight));
    Ok(SeenAnswer { stored, sight, shown, files, signed })
}

/// What units have signed of the figures that an answer rests on: of those in its moves; of all when nothing moves.
pub(crate) async fn signed(desk: &Desk, view: &mut View, id: &Id) -> Result<Vec<SignedCount>, Refusal> {
    let stored = view.result(id).await?.ok_or(Refusal::NotFound)?;
    let (asked, snapshot) = asked_of(desk, view, &stored).await?;
    let mut units = asked.units(desk, &snapshot);
    units.retain(|unit| asked.moves(unit));
    let mut counts = Vec::new();
    for unit in units {
        let words = view.signatures_of_unit(&unit).await?;
        counts.push(count(&snapshot, &unit, &words));
    }
    counts.retain(|count| count.figures > 0);
    Ok(counts)
}

/// The answers of a body, latest first.
///
/// Errors: `Forbidden`.
pub async fn see_answers(desk: &Desk, actor: &Actor, body: &Code) -> Result<Vec<StoredResult>, Refusal> {
    of_body(desk, actor, body, KIND).await
}

/// The answers of one kind of a body, latest first.
pub(super) async fn of_body(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    kind: &str,
) -> Result<Vec<StoredResult>, Refusal> {
    allow(actor, Operation::SeeAnswer, Some(body))?;
    let mut view = desk.store().view().await?;
    let mut answers = Vec::new();
    for stored in view.results_of_body(body, kind).await? {
        let sight = own_sight(desk, &mut view, actor, &stored).await?;
        answers.push(crate::files::without_books(stored, &sight, actor));
    }
    Ok(answers)
}

/// What other bodies have shared and what concerns the actor: as unit, as overseer, or as a body whose price moves.
/// The last shared first.
///
/// Errors: `Forbidden` with a token that isn't for answers: it doesn't even learn that there are none.
pub async fn see_shared_answers(desk: &Desk, actor: &Actor) -> Result<Vec<SharedAnswer>, Refusal> {
    shared(desk, actor, KIND).await
}

/// What other bodies have shared of one kind, and what concerns the actor.
pub(super) async fn shared(desk: &Desk, actor: &Actor, kind: &str) -> Result<Vec<SharedAnswer>, Refusal> {
    if actor.scope.as_ref().is_some_and(|scope| !scope.contains(&Operation::SeeAnswer)) {
        return Err(Refusal::Forbidden);
    }
    let mut view = desk.store().view().await?;
    let mut answers = Vec::new();
    for stored in view.shared_results(kind).await? {
        if allow(actor, Operation::SeeAnswer, Some(&stored.body)).is_ok() {
            continue;
        }
        if let Some(sight) = shared_sight(desk, &mut view, actor, &stored).await? {
            let stored = crate::files::without_books(stored, &sight, actor);
            answers.push(SharedAnswer { stored, sight });
        }
    }
    Ok(answers)
}

/// The stored answer of a kind, and how much of it an actor sees.
pub(super) async fn visible(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    (id, kind): (&Id, &str),
) -> Result<(StoredResult, Sight), Refusal> {
    let stored = view.result(id).await?.filter(|stored| stored.kind == kind).ok_or(Refusal::NotFound)?;
    let own = allow(actor, Operation::SeeAnswer, Some(&stored.body)).is_ok();
    let sight = match own {
        true => Some(own_sight(desk, view, actor, &stored).await?),
        false if stored.shared.is_some() => shared_sight(desk, view, actor, &stored).await?,
        false => None,
    };
    let sight = sight.ok_or(Refusal::NotFound)?;
    Ok((crate::files::without_books(stored, &sight, actor), sight))
}

async fn own_sight(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    stored: &StoredResult,
) -> Result<Sight, Refusal> {
    let (asked, snapshot) = asked_of(desk, view, stored).await?;
    Ok(sight_of(actor, &snapshot, &asked.units(desk, &snapshot)))
}

/// How much somebody sees of what another body has shared; none when it doesn't concern them.
async fn shared_sight(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    stored: &StoredResult,
) -> Result<Option<Sight>, Refusal> {
    let (asked, snapshot) = asked_of(desk, view, stored).await?;
    let units = asked.units(desk, &snapshot);
    let bodies: BTreeSet<&Code> = actor.bodies();
    let may = |body: &Code| allow(actor, Operation::SeeAnswer, Some(body)).is_ok();
    if sight_of(actor, &snapshot, &units).is_books() && bodies.iter().any(|body| may(body)) {
        return Ok(Some(Sight::Books));
    }
    let affected = view.result_file(&stored.id, AFFECTED).await?.unwrap_or_default();
    let affected: BTreeSet<Code> =
        String::from_utf8_lossy(&affected).lines().skip(1).map(Code::new).collect();
    let over = |body: &Code| units.iter().chain(&affected).any(|below| oversees(&snapshot, body, below));
    if bodies.iter().any(|body| may(body) && (units.contains(*body) || over(body))) {
        return Ok(Some(Sight::Bands));
    }
    let own: BTreeSet<Code> =
        bodies.into_iter().filter(|body| may(body) && affected.contains(*body)).cloned().collect();
    Ok((!own.is_empty()).then_some(Sight::Line(own)))
}

/// The answer of a stored result that is done, as far as it is known without working anything out.
pub(crate) enum Recalled {
    /// It is remembered.
    Known(Box<Known>),
    /// It has to be worked out again, and held against the exhibit that was stored.
    Forgotten { key: String, exhibit: String, scenario: Box<Scenario>, snapshot: Arc<Snapshot> },
    /// It isn't the answer to a question.
    Other,
}

/// Recalls an answer. Working it out anew takes a while, and is done without the database ([`Recalled::known`]).
pub(crate) async fn recalled(
    desk: &Desk,
    view: &mut View,
    stored: &StoredResult,
) -> Result<Recalled, Refusal> {
    let key = format!("result/{}", stored.id);
    if let Some(known) = desk.known_answer(&key) {
        return Ok(Recalled::Known(Box::new(known)));
    }
    let bytes = view.result_file(&stored.id, "result.json").await?.ok_or(Refusal::NotFound)?;
    let exhibit = read_manifest(&bytes).map_err(Refusal::Invalid)?.exhibit();
    let of_store = view.result(&stored.id).await?.ok_or(Refusal::NotFound)?;
    Ok(match asked_of(desk, view, &of_store).await? {
        (Asked::Question(scenario), snapshot) => Recalled::Forgotten { key, exhibit, scenario, snapshot },
        (Asked::Appraisal(_), _) => Recalled::Other,
    })
}

impl Recalled {
    /// The answer; none when it comes out as another than was stored.
    pub(crate) async fn known(self, desk: &Desk) -> Result<Option<Known>, Refusal> {
        let (key, exhibit, scenario, snapshot) = match self {
            Recalled::Known(known) => return Ok(Some(*known)),
            Recalled::Other => return Ok(None),
            Recalled::Forgotten { key, exhibit, scenario, snapshot } => (key, exhibit, scenario, snapshot),
        };
        match worked_out(desk, &snapshot, *scenario, KEPT).await {
            Ok(known) if known.banded.exhibit == exhibit => {
                desk.know_answer(&key, &known);
                Ok(Some(known))
            }
            Ok(_) | Err(Refusal::Invalid(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }
}
