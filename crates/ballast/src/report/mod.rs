//! The impact statement, part by part: answer first, then tables, then how it was worked out.

mod bodies;
mod charge;
mod draws;
mod drivers;
mod head;
mod notes;
mod people;
mod recorded;
mod rules;
mod significance;
mod spread;
mod unit;

use exchange::result::Told;
use vocabulary::Findings;

use crate::text::Page;

/// The impact statement of an answer, as text for 100 columns, with what there is to say of it on the day that
/// it is shown.
pub fn statement(told: &Told<'_>, of_the_day: &Findings, all_rules: bool, colour: bool) -> String {
    let mut page = Page::new(colour);
    head::write(told, &mut page);
    recorded::write(told, &mut page);
    bodies::write(told, &mut page);
    unit::write(told, &mut page);
    spread::write(told, &mut page);
    people::write(told, &mut page);
    charge::write(told, &mut page);
    if all_rules {
        rules::write(told, &mut page);
    }
    significance::write(told, &mut page);
    draws::write(told, &mut page);
    drivers::write(told, &mut page);
    notes::write(told, of_the_day, &mut page);
    page.into_text()
}

/// The register's own word for a role, one or several.
fn label(told: &Told<'_>, role: &str, several: bool) -> String {
    told.snapshot.label(role, several)
}

/// A share as people read it.
fn percent(value: f64) -> String {
    let text = format!("{value:.1}%");
    if text == "-0.0%" { "0.0%".to_string() } else { text.replace('-', "−") }
}

/// A change with its sign.
fn signed(change: vocabulary::Pence) -> String {
    if change.0 > 0 { format!("+{}", change.whole_pounds()) } else { change.whole_pounds() }
}

/// Millions of pounds with their sign, for tables with many columns.
fn millions(change: vocabulary::Pence) -> String {
    let text = format!("{:+.2}", change.as_f64() / 1e8);
    if text == "-0.00" || text == "+0.00" { "0.00".to_string() } else { text.replace('-', "−") }
}

/// A range over the draws, in whole pounds; a dash without draws.
pub(crate) fn range(range: Option<stability::ensemble::Range>) -> String {
    let whole = |pence: f64| vocabulary::Pence::round(pence).whole_pounds();
    range.map_or_else(|| "–".to_string(), |range| format!("{} to {}", whole(range.p10), whole(range.p90)))
}
