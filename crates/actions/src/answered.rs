//! Answers that were worked out, kept for a while: the same question on the same register is not run twice.

use std::sync::Arc;

use exchange::result::Told;
use exchange::result::banded::{Banded, banded};
use register::{Rulebook, Snapshot};
use stability::answer::{Answer, Depth};

use crate::sight::Sight;

/// An answer with everything that is needed to tell it. Only for those who see the books.
#[derive(Debug)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// The register that it was asked of.
    pub snapshot: Arc<Snapshot>,
    /// The rules and rates that were used.
    pub rulebook: Arc<Rulebook>,
    /// How deep it was worked out.
    pub depth: Depth,
}

impl Answered {
    /// The answer as pages and files tell it.
    pub fn told(&self) -> Told<'_> {
        Told {
            answer: &self.answer,
            snapshot: &self.snapshot,
            rulebook: &self.rulebook,
            options: self.depth.options,
        }
    }
}

/// An answer as far as somebody sees it.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Everything.
    Whole(Arc<Answered>),
    /// In bands.
    Banded(Arc<Banded>),
}

impl Shown {
    /// The hash that names the exhibit.
    pub fn exhibit(&self) -> String {
        match self {
            Shown::Whole(answered) => exchange::result::Manifest::of(&answered.told()).exhibit(),
            Shown::Banded(banded) => banded.exhibit.clone(),
        }
    }
}

/// An answer in both of its forms.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub whole: Arc<Answered>,
    pub banded: Arc<Banded>,
}

impl Known {
    pub(crate) fn of(answered: Answered) -> Self {
        let banded = Arc::new(banded(&answered.told()));
        Known { whole: Arc::new(answered), banded }
    }

    /// As far as a sight goes.
    pub(crate) fn shown(&self, sight: &Sight) -> Shown {
        match sight {
            Sight::Books => Shown::Whole(Arc::clone(&self.whole)),
            Sight::Bands => Shown::Banded(Arc::clone(&self.banded)),
            Sight::Line(bodies) => Shown::Banded(Arc::new(self.banded.only(bodies))),
        }
    }
}
