use std::sync::Arc;

use appraisal::input::Appraisal;
use exchange::read_appraisal_manifest;
use listing::Listing;
use register::Snapshot;
use store::{Id, RunState, StoredResult, View};
use vocabulary::Code;

use super::see_answer::{SharedAnswer, of_body, shared, signed, visible};
use crate::actor::Actor;
use crate::asked::{Asked, asked_of};
use crate::desk::Desk;
use crate::files::{AnswerFile, listed, may_open};
use crate::refusal::Refusal;
use crate::sight::Sight;
use crate::signatures::SignedCount;
use crate::weighed::{MANIFEST, Weighed};
use crate::weighing::{KIND, worked_out};

/// The answer to an appraisal as far as somebody sees it.
#[derive(Debug, Clone)]
pub struct SeenAppraisal {
    /// What is stored: title, body, how far the run has come. What was asked is blank where its author put figures of
    /// a unit's books in it and the viewer doesn't see them.
    pub stored: StoredResult,
    /// How much of it is seen.
    pub sight: Sight,
    /// The answer; none while the run isn't done, and when another version of Ballast or of the rules would answer
    /// otherwise: then its files are what is left.
    pub page: Option<Arc<Listing>>,
    /// The hash that names the exhibit; blank while the run isn't done.
    pub exhibit: String,
    /// Its files, those that may not be opened too; empty while the run isn't done.
    pub files: Vec<AnswerFile>,
    /// How much of what is assumed about each unit the unit has signed.
    pub signed: Vec<SignedCount>,
}

/// The answer to an appraisal of one's own body, or one that another body has shared with it.
///
/// Errors: `NotFound` when there is none, or it isn't the actor's to see.
pub async fn see_weighed(desk: &Desk, actor: &Actor, id: &Id) -> Result<SeenAppraisal, Refusal> {
    let mut view = desk.store().view().await?;
    let (stored, sight) = visible(desk, &mut view, actor, (id, KIND)).await?;
    if stored.run.state != RunState::Done {
        let (exhibit, files, signed) = (String::new(), Vec::new(), Vec::new());
        return Ok(SeenAppraisal { stored, sight, page: None, exhibit, files, signed });
    }
    let recalled = recalled(desk, &mut view, id).await?;
    let files = listed(&mut view, &stored, &sight).await?;
    let signed = signed(desk, &mut view, id).await?;
    drop(view);
    let (known, exhibit) = recalled.known(desk).await?;
    Ok(SeenAppraisal { page: known.map(|known| known.shown(&sight)), stored, sight, exhibit, files, signed })
}

/// The answers to appraisals of a body, latest first.
///
/// Errors: `Forbidden`.
pub async fn see_all_weighed(desk: &Desk, actor: &Actor, body: &Code) -> Result<Vec<StoredResult>, Refusal> {
    of_body(desk, actor, body, KIND).await
}

/// Appraisals that other bodies have shared and that concern the actor, the last shared first.
///
/// Errors: `Forbidden` with a token that isn't for answers.
pub async fn see_shared_weighed(desk: &Desk, actor: &Actor) -> Result<Vec<SharedAnswer>, Refusal> {
    shared(desk, actor, KIND).await
}

/// The bytes of a file of an answered appraisal, as far as the actor's sight goes.
///
/// Errors: `NotFound` when there is no such file, or it isn't the actor's to open.
pub async fn weighed_file(desk: &Desk, actor: &Actor, id: &Id, path: &str) -> Result<Vec<u8>, Refusal> {
    let mut view = desk.store().view().await?;
    let (stored, sight) = visible(desk, &mut view, actor, (id, KIND)).await?;
    // A neighbour's line is on its page: no file holds just that.
    let is_open = may_open(path, &sight, &stored) && !matches!(sight, Sight::Line(_));
    if stored.run.state != RunState::Done || !is_open {
        return Err(Refusal::NotFound);
    }
    view.result_file(id, path).await?.ok_or(Refusal::NotFound)
}

/// The answer of a stored appraisal that is done, as far as it is known without working anything out.
enum Recalled {
    /// It is remembered.
    Known(Arc<Weighed>),
    /// It has to be worked out again, and held against the exhibit that was stored.
    Forgotten { key: String, exhibit: String, appraisal: Box<Appraisal>, snapshot: Arc<Snapshot> },
    /// It isn't the answer to an appraisal; its exhibit.
    Other(String),
}

async fn recalled(desk: &Desk, view: &mut View, id: &Id) -> Result<Recalled, Refusal> {
    let key = format!("result/{id}");
    if let Some(known) = desk.known_weighed(&key) {
        return Ok(Recalled::Known(known));
    }
    let bytes = view.result_file(id, MANIFEST).await?.ok_or(Refusal::NotFound)?;
    let exhibit = read_appraisal_manifest(&bytes).map_err(Refusal::Invalid)?.exhibit();
    let stored = view.result(id).await?.ok_or(Refusal::NotFound)?;
    Ok(match asked_of(desk, view, &stored).await? {
        (Asked::Appraisal(appraisal), snapshot) => Recalled::Forgotten { key, exhibit, appraisal, snapshot },
        (Asked::Question(_), _) => Recalled::Other(exhibit),
    })
}

impl Recalled {
    /// The answer and its exhibit; no answer when it comes out as another. The database isn't needed for it.
    async fn known(self, desk: &Desk) -> Result<(Option<Arc<Weighed>>, String), Refusal> {
        let (key, exhibit, appraisal, snapshot) = match self {
            Recalled::Known(known) => {
                let exhibit = known.exhibit.clone();
                return Ok((Some(known), exhibit));
            }
            Recalled::Other(exhibit) => return Ok((None, exhibit)),
            Recalled::Forgotten { key, exhibit, appraisal, snapshot } => (key, exhibit, appraisal, snapshot),
        };
        match worked_out(desk, &snapshot, *appraisal).await {
            Ok(known) if known.exhibit == exhibit => {
                desk.know_weighed(&key, &known);
                Ok((Some(known), exhibit))
            }
            Ok(_) | Err(Refusal::Invalid(_)) => Ok((None, exhibit)),
            Err(other) => Err(other),
        }
    }
}
