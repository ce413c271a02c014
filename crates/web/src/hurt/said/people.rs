//! Posts that transfer, are redeployed or are lost. Small groups are suppressed.

use std::collections::BTreeMap;

use exchange::result::Told;
use listing::{Cell, Listing, Section};
use register::tables::Tier;
use vocabulary::Pence;

use super::capital;

/// A group of fewer posts than this could tell who somebody is.
pub(in crate::hurt) const SMALL_WTE: f64 = 5.0;

#[derive(Default, Clone, Copy)]
struct Posts {
    transfer: f64,
    redeploy: f64,
    at_risk: f64,
    cost: Pence,
}

pub(super) fn page(told: &Told<'_>) -> Listing {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let rows = &impact.moved.outcome.people;
    if rows.is_empty() {
        return Listing::new("", "No posts are known for what moves.");
    }
    let mut groups: BTreeMap<Tier, Posts> = BTreeMap::new();
    let mut all = Posts::default();
    for row in rows {
        for posts in [groups.entry(model.posts[row.posts].tier).or_default(), &mut all] {
            posts.transfer += row.transfer_wte;
            posts.redeploy += row.redeploy_wte;
            posts.at_risk += row.redundant_wte;
            posts.cost += row.cost;
        }
    }
    let mut listing = Listing::new(
        "",
        capital(&format!(
            "{} posts go with the work, {} find other work in the unit, and {} are at risk.",
            rounded(all.transfer),
            rounded(all.redeploy),
            rounded(all.at_risk)
        )),
    );
    listing.add(table(&groups, &all));
    let months: Vec<u32> = rows.iter().filter(|row| row.cost.0 > 0).map(|row| row.month).collect();
    if let (Some(first), Some(last)) = (months.iter().min(), months.iter().max()) {
        let month = |month: u32| model.month(month).words();
        let when =
            if first == last { month(*first) } else { format!("{} to {}", month(*first), month(*last)) };
        let note = format!(
            "Redundancy of {} is paid in {when}, when the posts are released; until then they are in the unit's cost.",
            all.cost.whole_pounds()
        );
        listing.add(Section::new("redundancy", "What redundancy costs").note(note));
    }
    listing
}

/// Whole groups of five: with the exact sum a group that is left out could be worked out again.
fn rounded(wte: f64) -> String {
    match wte {
        wte if wte <= 0.0 => "no".to_string(),
        wte if wte < SMALL_WTE => format!("fewer than {SMALL_WTE:.0}"),
        wte => format!("about {:.0}", (wte / 5.0).round() * 5.0),
    }
}

fn wte(value: f64) -> Cell {
    match value {
        value if value <= 0.0 => Cell::text("0"),
        value if value < SMALL_WTE => Cell::text(format!("fewer than {SMALL_WTE:.0}")),
        value => Cell::text(format!("{value:.1}")),
    }
}

fn table(groups: &BTreeMap<Tier, Posts>, all: &Posts) -> Section {
    let mut section = Section::new("posts", "Posts, in whole-time equivalents")
        .note("Posts are counted in groups, never by name. A group of fewer than 5 is told as such, and sums are rounded to five, so that it can't be worked out again.")
        .column("tier", "Posts")
        .column("transfer_wte", "Transfer")
        .column("redeploy_wte", "Redeployed")
        .column("at_risk_wte", "At risk");
    for (tier, posts) in groups {
        section.row(vec![
            Cell::text(capital(tier.word())),
            wte(posts.transfer),
            wte(posts.redeploy),
            wte(posts.at_risk),
        ]);
    }
    section.row(vec![
        Cell::text("All"),
        Cell::text(rounded(all.transfer)),
        Cell::text(rounded(all.redeploy)),
        Cell::text(rounded(all.at_risk)),
    ]);
    section
}
