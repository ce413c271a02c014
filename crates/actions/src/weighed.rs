//! An appraisal that was worked out, as far as each sight goes.

use std::collections::BTreeSet;
use std::sync::Arc;

use appraisal::answer::Answer;
use appraisal::bands::Banded;
use appraisal::page::{banded_page, page};
use exchange::AppraisalManifest;
use listing::{Cell, Listing};
use register::{Rulebook, Snapshot};
use vocabulary::Code;

use crate::sight::Sight;

/// The file that holds the manifest.
pub(crate) const MANIFEST: &str = "appraisal.json";

/// The answer to an appraisal in both of its forms.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub whole: Arc<Listing>,
    pub banded: Arc<Listing>,
    /// The title of the option that is preferred by what is told in bands.
    preferred: String,
    /// The hash that names the exhibit.
    pub exhibit: String,
}

impl Weighed {
    /// The answer as pages tell it, in both of its forms.
    pub(crate) fn of(answer: &Answer, told: &Banded, snapshot: &Snapshot, rulebook: &Rulebook) -> Self {
        Weighed {
            whole: Arc::new(page(answer, snapshot)),
            banded: Arc::new(banded_page(told, snapshot)),
            preferred: told.best().title.clone(),
            exhibit: AppraisalManifest::of(&answer.appraisal, snapshot, rulebook).exhibit(),
        }
    }

    /// As far as a sight goes.
    pub(crate) fn shown(&self, sight: &Sight) -> Arc<Listing> {
        match sight {
            Sight::Books => Arc::clone(&self.whole),
            Sight::Bands => Arc::clone(&self.banded),
            Sight::Line(bodies) => Arc::new(self.line_of(bodies)),
        }
    }
}

/// Sections of which a neighbour reads the rows about itself, or what moves.
const OF_A_LINE: [&str; 2] = ["sourcing", "who_pays"];

impl Weighed {
    /// What a body whose price moves sees of an appraisal that was shared: what would move with the preferred option, and
    /// its own line. Points, reasons and what the others pay are between those who weigh and those who review.
    fn line_of(&self, bodies: &BTreeSet<Code>) -> Listing {
        let mut line = Listing::new(
            self.banded.title.clone(),
            format!(
                "Somebody weighs where its services should come from, and what you pay would change with the option that it \
                 prefers, “{}”. Below is what would move, and your own line.",
                self.preferred
            ),
        );
        for section in self.banded.sections.iter().filter(|section| OF_A_LINE.contains(&section.id)) {
            let mut section = section.clone();
            section.notes.clear();
            match section.id {
                "who_pays" => section
                    .rows
                    .retain(|row| matches!(row.first(), Some(Cell::Named(code, _)) if bodies.contains(code))),
                _ => {
                    section.rows.retain(|row| row.first() == Some(&Cell::text(self.preferred.clone())));
                    section = without_costs(section);
                }
            }
            line.add(section);
        }
        line
    }
}

/// Columns of what moves that are nobody's but the author's.
const OWN: [&str; 4] = ["running_gbp", "one_off_gbp", "basis", "reason"];

fn without_costs(mut section: listing::Section) -> listing::Section {
    let keep: Vec<bool> = section.columns.iter().map(|column| !OWN.contains(&column.key)).collect();
    let kept = |cells: Vec<Cell>| {
        cells.into_iter().zip(&keep).filter(|(_, keep)| **keep).map(|(cell, _)| cell).collect::<Vec<_>>()
    };
    section.rows = std::mem::take(&mut section.rows).into_iter().map(kept).collect();
    section.columns.retain(|column| !OWN.contains(&column.key));
    section
}
