//! Charges by buyer, side by side.

use register::Snapshot;
use stability::prices::UnitPrices;
use vocabulary::Pence;

use super::{money, pounds, sure};
use crate::listing::{Cell, Section};

pub(super) fn section(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let mut section = Section::new("charges", "Prices side by side, a year")
        .column("buyer", "Buyer")
        .column("today_gbp", "Today")
        .column("scaled_gbp", "Scaled")
        .column("holds_gbp", "Nearest that holds")
        .column("change_gbp", "Against scaled")
        .column("scrb_gbp", "By benefit");
    section = section.note(what_it_is(answer));
    section = section.note("By benefit: each pays what serving it adds last; the rest is shared by what each gains against being alone (separable cost, remaining benefit).");
    let holds: Option<&Vec<Pence>> = answer.stable.as_ref().map(|stable| &stable.pence);
    let mut totals = [0.0; 5];
    for (at, code) in answer.game.buyers.iter().enumerate() {
        let scaled = answer.scaled.prices[at];
        let holds = holds.map(|pence| pence[at].as_f64());
        let amounts = [
            Some(answer.today.prices[at]),
            Some(scaled),
            holds,
            holds.map(|holds| holds - scaled),
            Some(answer.others.scrb[at]),
        ];
        totals.iter_mut().zip(amounts).for_each(|(total, amount)| *total += amount.unwrap_or(0.0));
        let cells = amounts.map(|amount| Cell::maybe(amount, money));
        section.row(std::iter::once(super::buyer(snapshot, code)).chain(cells).collect());
    }
    section.row(std::iter::once(Cell::text("Together")).chain(totals.map(money)).collect());
    section
}

/// What the nearest prices promise.
fn what_it_is(answer: &UnitPrices) -> String {
    let Some(stable) = &answer.stable else {
        return "No prices nearest to today's could be worked out.".to_string();
    };
    let moved = if stable.distance < 100.0 {
        "Today's prices, scaled, are those nearest to today's that hold.".to_string()
    } else {
        format!(
            "Nearest that holds: the prices nearest to today's, scaled; rises and falls come to {} in all.",
            pounds(stable.distance)
        )
    };
    let missing = answer.whole - stable.charges.iter().sum::<f64>();
    let support = if missing >= 50.0 {
        format!(" With them {} must come from somebody else.", pounds(missing))
    } else {
        String::new()
    };
    let idle = answer.smoothed.idle_cost();
    let promise = if stable.tested.holds() {
        " No group whatever gains by leaving them.".to_string()
    } else if let Some(group) = &stable.tested.in_pounds {
        format!(
            " A group was found that gains {} by leaving; none can gain more than what its members pay for empty places in teams, {} in all.",
            pounds(group.gain()),
            pounds(idle)
        )
    } else {
        format!(
            " No group was found that gains by leaving them; none can gain more than what its members pay for empty places in teams, {} in all ({}).",
            pounds(idle),
            sure(stable.tested.kind)
        )
    };
    format!("{moved}{promise}{support}")
}
