//! The server: who asks, what they are shown around a page, and how a refusal is told.
//!
//! A handler takes [`Site`] and [`Visitor`], calls acts, and answers `Result<Response, Refused>`. It decides nothing.

mod answers;
mod around;
mod current;
mod form;
mod kept;
mod names;
mod next;
pub(crate) mod plain;
mod refused;
mod routes;
mod visitor;

use std::sync::{Arc, RwLock};

use actions::Desk;
use jiff::Timestamp;
use register::Rulebook;

use crate::MarketFacts;
use crate::home::Guide;
use crate::map::Boundaries;

pub(crate) use answers::{again, id_of, shown, state_tag};
pub(crate) use around::encoded;
pub(crate) use around::recorded;
pub use around::shell;
pub use form::Posted;
pub(crate) use names::Names;
pub(crate) use next::inside;
pub use refused::Refused;
pub use routes::site_routes;
pub(crate) use visitor::look_up;
pub(crate) use visitor::sample_cookie;
pub use visitor::{Samples, Visitor, session_cookie, session_ended};

/// What every page of a server is made from. Cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

struct Parts {
    desk: Desk,
    settings: Settings,
    /// The market as it was last read, by the number of its import.
    market: RwLock<Option<Arc<MarketFacts>>>,
    /// Pages of the market that were made before.
    pages: kept::Kept,
}

/// What a server is told when it starts.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The dated rules and rates.
    pub rulebook: Arc<Rulebook>,
    /// The areas of commissioners, if they are known.
    pub boundaries: Option<Arc<Boundaries>>,
    /// Scenarios that questions may start from: name and text.
    pub scenarios: Arc<Vec<(String, String)>>,
    /// Appraisals that others may start from: name and text.
    pub appraisals: Arc<Vec<(String, String)>>,
    /// What the first page shows to everybody, in the demonstration.
    pub guide: Option<Guide>,
    /// The record is sealed every so many minutes; none when it isn't.
    pub seal_minutes: Option<u32>,
    /// Is it reached by https? Then cookies are never sent without.
    pub is_secure: bool,
}

impl Site {
    /// A site on a desk.
    pub fn new(desk: Desk, settings: Settings) -> Self {
        Site(Arc::new(Parts { desk, settings, market: RwLock::default(), pages: kept::Kept::default() }))
    }

    /// Where acts are done.
    pub fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// What it was told when it started.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The time that acts are told.
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
