use vocabulary::{Finding, Pence, Place};

use super::{Answer, Kind, Table, WorstGroup};

/// Says whether the shares hold, and whether any would. `largest` is the largest excess before rounding, in pence.
pub(super) fn judge(table: &Table, largest: f64, answer: &mut Answer) {
    let Some(core) = &answer.certificate.core else { return };
    let said = match &answer.certificate.worst {
        _ if core.empty => Some(none_holds(table, core.cover_amount)),
        Some(worst) if worst.excess > Pence::ZERO => Some(shares_fail(table, largest, worst)),
        _ => None,
    };
    answer.findings.extend(said);
}

fn none_holds(table: &Table, cover_amount: f64) -> Finding {
    let (cover, total) = (Pence::round(cover_amount), table.total());
    let gap = Pence::round((total.as_f64() - cover_amount).abs());
    let seen = match table.kind {
        Kind::Cost => format!(
            "groups that cover each member once cost {cover} together, {gap} less than all as one ({total})"
        ),
        Kind::Savings => format!(
            "groups that cover each member once save {cover} together, {gap} more than all as one ({total})"
        ),
    };
    Finding::warning("coalition-no-price-holds", Place::default(), seen)
        .expected("shares at which no group gains by leaving")
        .action("No shares hold: pay the gap, or let the groups of the certificate go their own way.")
}

fn shares_fail(table: &Table, largest: f64, worst: &WorstGroup) -> Finding {
    let group = table.names(worst.group).join("+");
    let (together, alone, excess) = (worst.together, worst.alone, worst.excess);
    let seen = match table.kind {
        Kind::Cost => format!("{group} pays {together}, alone it would pay {alone}: {excess} less"),
        Kind::Savings => format!("{group} gets {together}, alone it would get {alone}: {excess} more"),
    };
    // Half a penny can't come from the solver: its answers are right to far less.
    if largest < 0.5 && excess.0 <= table.members.len() as i64 {
        return Finding::note("coalition-rounding", Place::default(), seen)
            .expected("shares that hold before they are rounded to whole pence, as these do");
    }
    Finding::warning("coalition-shares-do-not-hold", Place::default(), seen)
        .expected("shares at which no group gains by leaving; there are some")
        .action("Compare with `nucleolus`.")
}
