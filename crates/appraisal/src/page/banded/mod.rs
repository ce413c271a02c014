//! The answer to an appraisal as somebody reads it who doesn't see the unit's books: the same sections under the same names,
//! as far as they are told.

mod bodies;
mod closure;
mod options;
mod people;
mod plan;
mod sentence;

use listing::{Cell, Listing, Section};
use register::Snapshot;

use super::{Asked, stages};
use crate::bands::{Banded, Seen};

/// What the parts of the page look at.
pub(super) struct Told<'a> {
    pub banded: &'a Banded,
    pub asked: Asked<'a>,
}

/// What is told of an amount.
pub(super) fn range(seen: Seen) -> Cell {
    Cell::Range(seen.low(), seen.high())
}

/// The answer in bands, for people.
pub fn banded_page(banded: &Banded, snapshot: &Snapshot) -> Listing {
    let asked = Asked { appraisal: &banded.appraisal, snapshot };
    let told = Told { banded, asked };
    let mut page = Listing::new(banded.appraisal.title.clone(), sentence::sentence(&told));
    let best = banded.best();
    page.number("cost_to_us_gbp", "Cost to us", range(best.us));
    page.number("cost_to_others_gbp", "Cost to others", range(best.others));
    page.number("cost_to_purse_gbp", "Cost to the public purse", range(best.purse));
    page.number("net_present_social_value_gbp", "Net present social value", range(best.net_present));
    page.add(options::options(&told));
    page.add(options::ranges(&told));
    page.add(super::options::sourcing(asked));
    page.add(bodies::who_pays(&told));
    page.add(bodies::followers(&told));
    page.add(options::firmness(&told));
    page.add(stages::claims(&banded.claims));
    page.add(plan::significance(&told));
    page.add(plan::dates(&told));
    page.add(super::plan::hosting(asked, &banded.hosting));
    page.add(people::people(&told));
    page.add(super::people::posts_cost(asked, &banded.posts));
    page.add(closure::map(&told));
    page.add(closure::receivers(&told));
    page.add(plan::envelope(&told));
    page.add(stages::aim(&banded.appraisal));
    page.add(stages::needs(asked));
    page.add(stages::scores(&banded.appraisal));
    page.add(not_shown());
    page.add(stages::how(asked));
    page.findings.clone_from(&banded.findings);
    page
}

/// What isn't here, why, and who sees it.
fn not_shown() -> Section {
    Section::new("not_shown", "What isn't shown here").note(
        "What hangs on the unit's cost, posts and reserve is told in bands that never move, and what can't be told in a \
         band isn't here: the two cases year by year, the draws, what drives the answer and what would change it, other \
         dates, how the units stand, cost pools and posts of a closure map, and the workbook. The unit's director and \
         finance lead see all of it, and so do those who oversee the unit: ask them to look at this appraisal.",
    )
}
