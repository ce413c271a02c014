use std::sync::{Arc, OnceLock};

use market::usual_date;
use register::Snapshot;
use vocabulary::{Code, Date};

use crate::map::Boundaries;

/// What the pages of the market are made from. One for each snapshot; cheap to hand around in an [`Arc`].
#[derive(Debug)]
pub struct MarketFacts {
    /// The register as it was.
    was: Arc<Snapshot>,
    /// The same under the bodies of today, made when it is first asked for.
    now: OnceLock<Arc<Snapshot>>,
    /// The day of the register.
    day: Date,
    /// The areas of its commissioners, if they are known.
    boundaries: Option<Arc<Boundaries>>,
}

impl MarketFacts {
    /// The facts of a snapshot, with the boundaries of its areas if there are any.
    pub fn new(snapshot: Arc<Snapshot>, boundaries: Option<Arc<Boundaries>>) -> Self {
        let day = usual_date(&snapshot);
        MarketFacts { was: snapshot, now: OnceLock::new(), day, boundaries }
    }

    /// The register as it was.
    pub fn was(&self) -> &Arc<Snapshot> {
        &self.was
    }

    /// The register under the bodies of today.
    pub fn now(&self) -> &Arc<Snapshot> {
        self.now.get_or_init(|| Arc::new(self.was.as_it_is_now(self.day)))
    }

    /// One of the two.
    pub fn snapshot(&self, is_now: bool) -> &Arc<Snapshot> {
        if is_now { self.now() } else { &self.was }
    }

    /// The day of the register.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The areas.
    pub fn boundaries(&self) -> Option<&Boundaries> {
        self.boundaries.as_deref()
    }

    /// Who follows a body today; itself if nobody does.
    pub fn todays(&self, body: &Code) -> Vec<Code> {
        self.was.todays(body, self.day).into_iter().map(|(code, _)| code).collect()
    }
}
