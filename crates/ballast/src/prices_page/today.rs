//! Today's prices, tested as they are and scaled.

use register::Snapshot;
use stability::prices::{Breakaway, Exactness, Judged, UnitPrices};

use super::{money, pounds, who};
use crate::listing::{Cell, Section};

pub(super) fn section(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let paid: f64 = answer.today.prices.iter().sum();
    let scaled = match answer.whole - paid {
        gap if gap.abs() < 1.0 => "Today's prices add up to what the unit costs.".to_string(),
        gap if gap > 0.0 => format!(
            "Today's prices are {} a year less than the unit costs in the long run. Scaled, each is raised by {:.1}%.",
            pounds(gap),
            gap / paid * 100.0
        ),
        gap => format!(
            "Today's prices are {} a year more than the unit costs in the long run. Scaled, each is lowered by {:.1}%.",
            pounds(-gap),
            -gap / paid * 100.0
        ),
    };
    let mut section = Section::new("today", "Do today's prices hold?")
        .note(scaled)
        .column("prices", "Prices")
        .column("measure", "Gains most")
        .column("group", "Group")
        .column("pays_gbp", "Pays")
        .column("alone_gbp", "Alone")
        .column("gain_gbp", "Gains")
        .column("gain_percent", "Of its bill");
    for (name, judged) in [("as they are", &answer.today), ("scaled", &answer.scaled)] {
        let tested = &judged.tested;
        for (measure, group) in [("in pounds", &tested.in_pounds), ("in per cent", &tested.in_per_cent)] {
            section.row(row(snapshot, answer, name, measure, group.as_ref()));
        }
    }
    section.note(said(answer))
}

/// How sure the largest gains are.
fn said(answer: &UnitPrices) -> String {
    let exact = |judged: &Judged| matches!(judged.tested.kind, Exactness::Exact);
    if exact(&answer.today) && exact(&answer.scaled) {
        return "These answers are exact: every group counts.".to_string();
    }
    let one = |name: &str, judged: &Judged| match &judged.tested.in_pounds {
        None => {
            format!("prices {name}: no group was found that gains, and none gains more than {}", most(judged))
        }
        Some(_) => format!("prices {name}: no group gains more than {}", most(judged)),
    };
    format!(
        "With steps not every group can be looked at: {}; {}.",
        one("as they are", &answer.today),
        one("scaled", &answer.scaled)
    )
}

/// What no group gains more than.
fn most(judged: &Judged) -> String {
    match judged.tested.kind {
        Exactness::Bracket { high, .. } => pounds(high),
        _ => pounds(judged.tested.in_pounds.as_ref().map_or(0.0, Breakaway::gain)),
    }
}

fn row(
    snapshot: &Snapshot,
    answer: &UnitPrices,
    name: &str,
    measure: &str,
    group: Option<&Breakaway>,
) -> Vec<Cell> {
    let mut row = vec![Cell::text(name), Cell::text(measure)];
    match group {
        None => row.extend([Cell::text("nobody"), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]),
        Some(group) => row.extend([
            Cell::text(who(snapshot, answer, &group.group)),
            money(group.pays),
            money(group.alone),
            money(group.gain()),
            Cell::Percent(group.share() * 100.0),
        ]),
    }
    row
}
