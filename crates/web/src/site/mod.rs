//! The server: who asks, what they are shown around a page, and how a refusal is told.
//!
//! A handler takes [`Site`] and [`Visitor`], calls acts, and answers `Result<Response, Refused>`. It decides nothing.

mod answers;
mod around;
mod bounded;
mod current;
mod form;
mod history;
mod kept;
mod names;
mod next;
pub(crate) mod plain;
mod refused;
mod routes;
mod signed_out;
mod visitor;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};

use actions::Desk;
use jiff::{Timestamp, ToSpan};
use register::Rulebook;

use crate::MarketFacts;
use crate::home::Guide;
use crate::map::Boundaries;

pub(crate) use answers::{again, id_of, shown, state_tag};
pub(crate) use around::encoded;
pub(crate) use around::recorded;
pub use around::shell;
pub(crate) use bounded::{Bounded, BytesMax};
pub use form::Posted;
pub(crate) use history::history;
pub(crate) use names::Names;
pub(crate) use next::inside;
pub use refused::Refused;
pub use routes::site_routes;
pub(crate) use signed_out::{signed_out, signed_out_at, signed_out_with_file};
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
    /// So many days later than it is: in the demonstration, where days are let pass.
    days_later: AtomicI64,
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
    /// Where it is found from outside, for addresses that leave it: `https://ballast.example`. Blank where nobody said.
    pub public_address: String,
    /// Is it reached by https? Then cookies are never sent without.
    pub is_secure: bool,
}

impl Site {
    /// A site on a desk.
    pub fn new(desk: Desk, settings: Settings) -> Self {
        Site(Arc::new(Parts {
            desk,
            settings,
            market: RwLock::default(),
            pages: kept::Kept::default(),
            days_later: AtomicI64::new(0),
        }))
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
        Timestamp::now().saturating_add((24 * self.days_later()).hours()).unwrap_or(Timestamp::MAX)
    }

    /// How many days were let pass.
    pub(crate) fn days_later(&self) -> i64 {
        self.0.days_later.load(Ordering::Relaxed)
    }

    /// Lets a day pass, in the demonstration alone. Some hundred years and no more.
    pub(crate) fn let_a_day_pass(&self) {
        if self.desk().samples().is_some() && self.days_later() < 40_000 {
            self.0.days_later.fetch_add(1, Ordering::Relaxed);
        }
    }
}
