//! An answer as far as its reader sees it: whole, or in bands.

use exchange::result::banded::Banded;
use exchange::result::{Told, headline};
use listing::{Cell, Listing};
use register::Snapshot;
use stability::effects::percent_of;
use stability::impact::Party;
use vocabulary::Code;

use super::maps::Mapped;
use super::part::Part;
use super::postings::PostingsView;
use super::said::{self, InBands};

/// An answer as far as its reader sees it.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    /// All of it: the reader sees the books.
    Whole(Told<'a>),
    /// Its effect in bands, and the register that its codes are names of.
    Banded(&'a Banded, Option<&'a Snapshot>),
}

impl<'a> Seen<'a> {
    /// What a page says.
    pub(crate) fn said(&self, part: Part, view: &PostingsView) -> Listing {
        match *self {
            Seen::Whole(told) => said::said(&told, part, view),
            Seen::Banded(banded, names) => said::in_bands(&InBands { banded, names }, part),
        }
    }

    /// The whole answer, if it is seen.
    pub(super) fn told(&self) -> Option<Told<'a>> {
        match *self {
            Seen::Whole(told) => Some(told),
            Seen::Banded(..) => None,
        }
    }

    /// The four numbers, none of them told the other way round.
    pub(super) fn numbers(&self) -> Vec<(String, Cell)> {
        match *self {
            Seen::Whole(told) => {
                let numbers = headline(&told).numbers;
                numbers.into_iter().map(|number| (number.title, Cell::Money(number.value))).collect()
            }
            Seen::Banded(banded, _) => {
                let told = |number: &exchange::result::banded::BandedNumber| {
                    (number.title.clone(), super::short::band(number.band))
                };
                banded.numbers.iter().map(told).collect()
            }
        }
    }

    /// What the map says of each customer of the run, by name.
    pub(super) fn mapped(&self) -> Vec<Mapped> {
        let mut all = match *self {
            Seen::Whole(told) => whole(&told),
            Seen::Banded(banded, _) => bands(banded),
        };
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }
}

fn whole(told: &Told<'_>) -> Vec<Mapped> {
    let impact = &told.answer.impact;
    let buyers = impact
        .bodies()
        .into_iter()
        .filter(|body| matches!(impact.party(*body), Party::Leaver | Party::Neighbour));
    let one = |body| {
        let change = impact.change(body);
        let percent = percent_of(change, impact.baseline.sums.total(body)).unwrap_or(0.0);
        Mapped {
            code: impact.code(body).clone(),
            name: told.name(body),
            percent,
            said: format!("{} ({})", Cell::Percent(percent).words(), change.whole_pounds()),
            moves: impact.party(body) == Party::Leaver,
        }
    };
    buyers.map(one).collect()
}

fn bands(banded: &Banded) -> Vec<Mapped> {
    let buyers = banded.bodies.iter().filter(|body| matches!(body.role, "leaver" | "neighbour"));
    let one = |body: &exchange::result::banded::BandedBody| Mapped {
        code: Code::new(&body.body_code),
        name: body.name.clone(),
        percent: body.percent.map_or(0.0, vocabulary::PercentBand::least),
        said: match body.percent {
            Some(percent) => format!("{percent} ({})", super::short::band_words(body.change)),
            None => super::short::band_words(body.change),
        },
        moves: body.role == "leaver",
    };
    buyers.map(one).collect()
}
