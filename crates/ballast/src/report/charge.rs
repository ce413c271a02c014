use exchange::result::Told;
use stability::variants::Variant;
use vocabulary::Pence;

use super::millions;
use crate::text::{Align, Page};

/// The charge that leaves the others no worse off, in both of its terms, and the mitigations.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let charge = &told.answer.exit_charge;
    page.heading("What would leave everyone else no worse off?");
    page.paragraph(&format!(
        "A charge of {} (3.5% a year): income lost {} less cost avoided {}; that is, others pay {} and the unit \
         {} meanwhile.",
        charge.charge.whole_pounds(),
        charge.revenue_lost.whole_pounds(),
        charge.cost_avoided.whole_pounds(),
        more_or_less(charge.others_pay_more),
        loses_or_gains(charge.unit_loses),
    ));
    page.paragraph(&format!(
        "Those that move save {} in the same terms, and pay {} of such a charge under this scenario's rule.",
        charge.leaver_saving.whole_pounds(),
        charge.paid_already.whole_pounds()
    ));
    paid(told, page);
    if !told.answer.mitigations.is_empty() {
        mitigations(&told.answer.mitigations, page);
    }
}

/// Would paying it stop the spread, and would those that move still want to?
fn paid(told: &Told<'_>, page: &mut Page) {
    let Some(paid) = &told.answer.charge_paid else { return };
    let lines = |count: usize| if count == 1 { "one line".to_string() } else { format!("{count} lines") };
    let charge = &paid.charge;
    page.paragraph(&if paid.stops_the_spread() {
        format!(
            "Paid month by month to those who stay, it holds their bills where they would be without the move, and              stops the spread: {} would stay that otherwise follow. It then comes to {}.",
            lines(paid.kept.len()),
            charge.charge.whole_pounds()
        )
    } else {
        format!(
            "Paid month by month to those who stay, it would not stop the spread: {} would still follow, because the \
             move changes what leaving costs them. It then comes to {}.",
            lines(paid.follow.len()),
            charge.charge.whole_pounds()
        )
    });
    // What they pay already under the rule is part of the charge.
    let left = charge.leaver_saving + charge.paid_already - charge.charge;
    page.paragraph(&if left > Pence::ZERO {
        format!("Those that move would still save {} after paying it.", left.whole_pounds())
    } else {
        format!("Those that move would be {} worse off after paying it.", left.abs().whole_pounds())
    });
}

fn more_or_less(change: Pence) -> String {
    format!("{} {}", change.abs().whole_pounds(), if change.0 < 0 { "less" } else { "more" })
}

fn loses_or_gains(change: Pence) -> String {
    format!("{} {}", if change.0 < 0 { "gains" } else { "loses" }, change.abs().whole_pounds())
}

fn mitigations(variants: &[Variant], page: &mut Page) {
    page.heading("What would soften it?");
    let rows: Vec<Vec<String>> = variants.iter().map(row).collect();
    page.table(&COLUMNS, &rows);
    page.paragraph(
        "Each row is a scenario of its own (`mitigations/` of the result); “follow” counts the lines that leave \
         because of the move.",
    );
}

/// Columns of a table of variants.
pub(super) const COLUMNS: [(&str, Align); 8] = [
    ("£m paid more over the horizon", Align::Left),
    ("movers", Align::Right),
    ("neighbours", Align::Right),
    ("unit", Align::Right),
    ("centre", Align::Right),
    ("system", Align::Right),
    ("follow", Align::Right),
    ("unit", Align::Left),
];

/// A variant as a row: who pays more, how many lines follow, and whether the unit stands.
pub(super) fn row(variant: &Variant) -> Vec<String> {
    vec![
        variant.title.clone(),
        millions(variant.leavers),
        millions(variant.neighbours),
        millions(variant.units),
        millions(variant.centre),
        millions(variant.system),
        variant.spread.len().to_string(),
        variant.verdict.to_string(),
    ]
}
