//! Which file of an answer is open to which sight.

use sha2::{Digest, Sha256};
use store::{StoredResult, View};

use crate::actor::Actor;
use crate::asked::{Asked, asked_file};
use crate::question;
use crate::refusal::Refusal;
use crate::sight::Sight;

/// The bodies whose price moves: a column of codes.
pub(crate) const AFFECTED: &str = "bands/affected.csv";
/// Posts by unit and service, small groups not told apart.
pub(crate) const GROUPED: &str = "people_grouped.csv";

/// A file of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// Its name.
    pub path: String,
    /// SHA-256 of an open file. Closed files have one hash together, over a line `path hash` for each of them in the
    /// order of names: of a short file alone somebody could guess the figures until the hash fits.
    pub sha256: String,
    /// How many bytes; of a closed file none.
    pub size_bytes: Option<i64>,
    /// May this actor open it?
    pub may_open: bool,
    /// Who may, in words.
    pub seen_by: &'static str,
}

/// May a file be opened?
pub(crate) fn may_open(path: &str, sight: &Sight, stored: &StoredResult) -> bool {
    match sight {
        _ if tells_posts_apart(path, stored) => false,
        Sight::Books => true,
        Sight::Bands => {
            path.starts_with("bands/") || (path == asked_file(&stored.kind) && !holds_books(stored))
        }
        Sight::Line(_) => path.starts_with("bands/") && path != AFFECTED,
    }
}

/// Single posts could be known by name. An appraisal's table of people has small groups as a band; what its HR lead
/// stated has not.
fn tells_posts_apart(path: &str, stored: &StoredResult) -> bool {
    match path {
        "people.csv" => stored.kind == question::KIND,
        "appraisal.toml" => tells_small_groups(stored),
        _ => false,
    }
}

/// Does what was asked tell small groups of posts apart? What was blanked may.
fn tells_small_groups(stored: &StoredResult) -> bool {
    Asked::of(stored).map_or(true, |asked| asked.tells_posts_apart())
}

fn seen_by(path: &str, stored: &StoredResult) -> &'static str {
    match path {
        _ if tells_posts_apart(path, stored) => {
            "nobody: it tells small groups of posts apart. It is kept so that the answer can be replayed"
        }
        "scenario.toml" | "appraisal.toml" => {
            "the body that asked, and whoever it is shared with, unless it holds a unit's books"
        }
        path if path.starts_with("bands/") => "the body that asked, and whoever it is shared with",
        _ => "the unit's director and finance lead, and those who oversee it",
    }
}

/// Does what was asked hold more than somebody who sees bands may ask? What can't be read may.
pub(crate) fn holds_books(stored: &StoredResult) -> bool {
    // A blank one was blanked by `without_books`.
    stored.scenario.is_empty() || Asked::of(stored).map_or(true, |asked| asked.holds_books())
}

/// What is stored, without a scenario that holds figures which the viewer doesn't see.
pub(crate) fn without_books(stored: StoredResult, sight: &Sight, actor: &Actor) -> StoredResult {
    let author = actor.person.as_ref() == Some(&stored.person);
    let hide = match sight {
        Sight::Books => !author && tells_small_groups(&stored),
        Sight::Bands => !author && (holds_books(&stored) || tells_small_groups(&stored)),
        Sight::Line(_) => true,
    };
    // What failed may say why in numbers.
    let message = if sight.is_books() || stored.run.state != store::RunState::Failed {
        stored.run.message.clone()
    } else {
        "It could not be worked out.".to_string()
    };
    let run = store::Run { message, ..stored.run.clone() };
    StoredResult { scenario: if hide { String::new() } else { stored.scenario.clone() }, run, ..stored }
}

/// The files of an answer, each with who may open it.
pub(crate) async fn listed(
    view: &mut View,
    stored: &StoredResult,
    sight: &Sight,
) -> Result<Vec<AnswerFile>, Refusal> {
    let files = view.result_files(&stored.id).await?;
    let closed = files.iter().filter(|file| !may_open(&file.name, sight, stored));
    let mut together = Sha256::new();
    for file in closed {
        together.update(format!("{} {}\n", file.name, file.hash));
    }
    let together = register::hex(&together.finalize());
    let row = |file: store::NamedBlob| {
        let open = may_open(&file.name, sight, stored);
        // What a neighbour opens is made for it alone, and has no hash of its own here.
        let own = open && !matches!(sight, Sight::Line(_));
        AnswerFile {
            seen_by: seen_by(&file.name, stored),
            may_open: open,
            sha256: if own { file.hash } else { together.clone() },
            size_bytes: own.then_some(file.size_bytes),
            path: file.name,
        }
    };
    Ok(files.into_iter().map(row).collect())
}
