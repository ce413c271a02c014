//! The words that stand nowhere else: how the answer was worked out, and how it was checked.

use register::Snapshot;
use stability::prices::{Exactness, Shared, UnitPrices, Verdict};

use super::{money, pounds, sure};
use crate::listing::{Cell, Section};

pub(super) fn section(answer: &UnitPrices) -> Section {
    let core = match answer.verdict {
        Verdict::Some => "The core of this cost game is not empty",
        Verdict::None => "The core of this cost game is empty",
        Verdict::Open => "Whether the core of this cost game is empty is not settled",
    };
    let idle = answer.smoothed.idle_cost();
    let steps = if answer.game.costs.has_steps() {
        format!(
            " Cost falls in steps{}. The empty places in the last steps cost {} a year; without them (each step as its slope) all groups are settled at once.",
            if matches!(answer.kind(), Exactness::Exact) {
                ", and is exact for every group"
            } else {
                "; groups were tried, not all gone through"
            },
            pounds(idle)
        )
    } else {
        " No cost falls in steps, so all groups are settled at once by a minimum cut.".to_string()
    };
    let service = answer
        .game
        .service
        .as_ref()
        .map_or("", |_| " One service is looked at: overhead counts with the part that it carries.");
    let mut section = Section::new("how", "How this was worked out").note(format!(
        "Players are buyers; a group keeps the lines that are cheaper in a unit of its own and buys the others elsewhere. {core}; support needed: {}.{steps}{service}",
        sure(answer.kind())
    ));
    section = section.note("Prices scaled, and the prices nearest to today's, share all that the unit needs in the long run. Alternatives count with tax that can't be recovered and the yearly part of the cost of switching; places at other units are left out, and so are lines without an alternative.");
    section
}

/// Nucleolus and Shapley value, by name.
pub(super) fn other_charges(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let mut section = Section::new("other_charges", "Two other ways to share, by their names")
        .column("buyer", "Buyer")
        .column("nucleolus_gbp", "Nucleolus")
        .column("shapley_gbp", "Shapley value");
    let (nucleolus, shapley) = (&answer.others.nucleolus, &answer.others.shapley);
    section = section.note(format!(
        "Of the game without steps, empty places as a cost that stays; there all together pay at most {}. Nucleolus: {}. Shapley value: {}.",
        pounds(nucleolus.charges.iter().sum()),
        sure(nucleolus.kind),
        sure(shapley.kind)
    ));
    for (at, code) in answer.game.buyers.iter().enumerate() {
        section.row(vec![
            super::buyer(snapshot, code),
            money(nucleolus.charges[at]),
            money(shapley.charges[at]),
        ]);
    }
    let sum = |shared: &Shared| money(shared.charges.iter().sum());
    section.row(vec![Cell::text("Together"), sum(nucleolus), sum(shapley)]);
    section
}

/// What was added up again.
pub(super) fn checks(answer: &UnitPrices) -> Section {
    let mut section = Section::new("checks", "Added up again, in whole pence, by a second routine")
        .column("what", "What")
        .column("passed", "So?")
        .column("slack_gbp", "Slack");
    for check in &answer.checks {
        section.row(vec![
            Cell::text(check.what.as_str()),
            Cell::text(if check.passed { "yes" } else { "NO" }),
            Cell::Rate(check.slack.as_f64()),
        ]);
    }
    section
}
