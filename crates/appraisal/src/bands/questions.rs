//! The same appraisal without what it states, and the same register without the books.

use register::tables::{CostPool, PoolKind};
use register::{Register, Rows, Snapshot};
use vocabulary::{Code, Estimate, Pence};

use crate::input::{Appraisal, Choice};

/// Tables that hold a unit's books.
const BOOKS: [&str; 3] = ["cost_pools", "post_groups", "units"];

/// The register with nothing in its books: pools that cost nothing, no posts, no reserve, no review month of its own.
/// That a unit keeps a pool stays, for it says no more than that it supplies.
pub(super) fn without_books(snapshot: &Snapshot) -> Snapshot {
    snapshot.supposing(|rows| {
        blank_pools(rows);
        rows.post_groups = Rows::default();
        rows.units = Rows::default();
    })
}

fn blank_pools(rows: &mut Register) {
    let mut blank = Rows::default();
    for (line, pool) in rows.cost_pools.numbered() {
        blank.push(
            line,
            CostPool {
                kind: PoolKind::Fixed,
                annual_gbp: Pence::ZERO,
                step_volume: None,
                is_staff: false,
                release_delay_months: 0,
                release_over_months: 0,
                ..pool.clone()
            },
        );
    }
    rows.cost_pools = blank;
}

/// The appraisal as it is asked of a register without books: nobody reacts, for nobody's price follows cost there,
/// and nothing is assumed about books.
pub(super) fn asked_without_books(appraisal: &Appraisal) -> Appraisal {
    let mut asked = appraisal.clone();
    asked.reaction = false;
    asked.draws = 0;
    asked.assumptions.retain(|assumption| {
        let table = assumption.at.split('/').next().unwrap_or_default();
        !BOOKS.contains(&table)
    });
    asked
}

/// The appraisal without the posts that the HR lead has stated.
pub(super) fn without_posts(appraisal: &Appraisal) -> Appraisal {
    Appraisal { posts: Vec::new(), ..appraisal.clone() }
}

/// The appraisal with nothing for every amount that it states, today's price for every new one, and no posts of its
/// own. What is chosen, by whom, from when and over how long stays.
pub(super) fn unstated(appraisal: &Appraisal) -> Appraisal {
    let mut asked = without_posts(appraisal);
    for option in &mut asked.options {
        option.items.clear();
        option.choices.iter_mut().for_each(unstate);
    }
    asked
}

fn unstate(choice: &mut Choice) {
    let fixed = |value: f64| Estimate::fixed(value).ok();
    choice.running_gbp = choice.running_gbp.and_then(|_| fixed(0.0));
    choice.one_off_gbp = choice.one_off_gbp.and_then(|_| fixed(0.0));
    choice.price_percent = choice.price_percent.and_then(|_| fixed(100.0));
    choice.vat_percent = choice.vat_percent.map(|_| 0.0);
    choice.optimism = None;
    choice.mitigated_share = 0.0;
}

/// Has the HR lead stated the posts of every line that an option takes away? Then what becomes of them hangs on no
/// books.
pub(super) fn posts_are_stated(appraisal: &Appraisal, option: &crate::input::AppraisalOption) -> bool {
    let stated = |service: &Code| appraisal.posts.iter().any(|post| post.service == *service);
    option
        .changes()
        .filter(|(_, choice)| choice.sourcing.destination().is_some())
        .all(|(_, choice)| stated(&choice.service))
}
