use listing::{Cell, Section};
use vocabulary::Pence;

use super::{Asked, Told, money};
use crate::answer::{OptionAnswer, UnitStanding};
use crate::input::RankBy;

/// The options side by side, the first one first.
pub(super) fn options(told: &Told<'_>) -> Section {
    let answer = told.answer;
    let order = match answer.appraisal.order() {
        RankBy::Points => {
            "in the order of their weighted points, and of net present social value where those are equal"
        }
        RankBy::Money => "in the order of their net present social value",
    };
    let mut section = Section::new("options", "The options")
        .note(format!(
            "What each costs us, others (the tax authority among them) and the public purse beside {} over the horizon, in prices of the first year, its net present social value, and its points out of 100; the options \
             stand {order}.",
            told.beside()
        ))
        .note(illustrative(told))
        .column("place", "Place")
        .column("option", "Option")
        .column("points", "Points")
        .column("us_gbp", "To us")
        .column("others_gbp", "To others")
        .column("purse_gbp", "To the purse")
        .column("npsv_gbp", "Net present value");
    for (place, index) in (1..).zip(&answer.order) {
        let option = &answer.options[*index];
        section.row(vec![
            Cell::count(place),
            Cell::text(option.title.clone()),
            Cell::maybe(answer.points.weighted[*index], |points| Cell::text(format!("{points:.1}"))),
            money(option.money.us),
            money(option.money.others + option.money.exchequer),
            money(option.money.purse),
            money(option.money.net_present),
        ]);
    }
    section
}

/// What the figures rest on: most of a register may be assumed, and then so is what follows from it.
fn illustrative(told: &Told<'_>) -> String {
    let of = |option: &OptionAnswer| {
        let resting = option.resting_on?;
        let percent = |share: f64| format!("{:.0}%", share * 100.0);
        Some(format!(
            "“{}” {} on assumed rows, {} on derived and {} on recorded ones",
            option.title,
            percent(resting.assumed),
            percent(resting.derived),
            percent(resting.recorded)
        ))
    };
    let parts: Vec<String> =
        told.answer.order.iter().filter_map(|index| of(&told.answer.options[*index])).collect();
    let stated = "What the author states (costs, items, scores, claims) says of itself how it is known";
    if parts.is_empty() {
        return format!("{stated}.");
    }
    format!(
        "Illustrative where it is assumed. Of the money of the register that each option moves: {}. {stated}.",
        parts.join("; ")
    )
}

/// How far each option's figures may differ.
pub(super) fn ranges(told: &Told<'_>) -> Section {
    let answer = told.answer;
    let mut section = Section::new("ranges", "How far they may differ")
        .note(
            "Places that some weighting gives; net present social value over the draws, and before anything is done about \
             optimism; benefit by cost, which is never a pass mark.",
        )
        .column("option", "Option")
        .column("points_range", "Points, P10–P90")
        .column("places", "Places")
        .column("npsv_p10_gbp", "Worth, P10")
        .column("npsv_p90_gbp", "Worth, P90")
        .column("npsv_before_gbp", "Unmitigated")
        .column("bcr", "Ratio");
    for index in &answer.order {
        let option = &answer.options[*index];
        let range = option.ranges.map(|ranges| ranges.net_present);
        let (points, places) = (answer.points.ranges[*index], answer.points.places[*index]);
        section.row(vec![
            Cell::text(option.title.clone()),
            Cell::maybe(points, |range| Cell::text(format!("{:.0} to {:.0}", range.p10, range.p90))),
            Cell::maybe(places, |(best, worst)| Cell::text(span(best, worst))),
            Cell::maybe(range, |range| money(range.p10)),
            Cell::maybe(range, |range| money(range.p90)),
            money(option.money.net_present_unmitigated),
            Cell::maybe(option.money.benefit_cost_ratio(), |ratio| Cell::text(format!("{ratio:.2}"))),
        ]);
    }
    section
}

pub(super) fn span(best: usize, worst: usize) -> String {
    if best == worst { best.to_string() } else { format!("{best} to {worst}") }
}

/// Where each service comes from in each option.
pub(super) fn sourcing(asked: Asked<'_>) -> Section {
    let mut section = Section::new("sourcing", "Where each service comes from")
        .note("Costs that are left blank are those of the register.")
        .column("option", "Option")
        .column("service", "Service")
        .column("sourcing", "From")
        .column("branch", "Branch")
        .column("to", "Who")
        .column("date", "When")
        .column("running_gbp", "Running a year")
        .column("one_off_gbp", "Once")
        .column("basis", "Known")
        .column("reason", "Why");
    for option in &asked.appraisal.options {
        for (_, choice) in option.changes() {
            let pounds = |value: vocabulary::Estimate| Cell::Money(Pence::round(value.likely() * 100.0));
            section.row(vec![
                Cell::text(option.title.clone()),
                asked.service(&choice.service),
                Cell::text(choice.sourcing.words()),
                Cell::text(choice.sourcing.branch().word()),
                Cell::maybe(choice.to.as_ref(), |code| asked.body(code)),
                Cell::text(choice.date.to_string()),
                Cell::maybe(choice.running_gbp, pounds),
                Cell::maybe(choice.one_off_gbp, pounds),
                Cell::text(choice.basis.word()),
                Cell::text(choice.reason.clone()),
            ]);
        }
    }
    section
}

/// Bodies listed at most for each option.
pub(super) const SHOWN_MAX: usize = 25;

/// Who pays more and who pays less with the preferred option, by name.
pub(super) fn who_pays(told: &Told<'_>) -> Section {
    let best = told.preferred();
    let mut section = Section::new("who_pays", format!("Who pays more with “{}”", best.title))
        .column("body", "Body")
        .column("party", "It is")
        .column("change_gbp", "Pays more over the horizon")
        .column("change_percent", "Of what it pays otherwise");
    let mut shown: Vec<_> = best.bodies.iter().collect();
    shown.sort_by_key(|row| (std::cmp::Reverse(row.change.abs()), row.body.clone()));
    let left = shown.len().saturating_sub(SHOWN_MAX);
    shown.truncate(SHOWN_MAX);
    for row in &shown {
        section.row(vec![
            told.body(&row.body),
            Cell::text(row.party),
            Cell::Money(row.change),
            Cell::maybe(row.percent, Cell::Percent),
        ]);
    }
    if left > 0 {
        section =
            section.note(format!("The {SHOWN_MAX} largest changes; {left} smaller ones are left out here."));
    }
    if best.spread > 0 {
        let lines = if best.spread == 1 {
            "one more line leaves".to_string()
        } else {
            format!("{} more lines leave", best.spread)
        };
        section = section.note(format!("Because of it {lines} by their buyers' own decision."));
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

/// How units stand in each option.
pub(super) fn units(told: &Told<'_>) -> Section {
    let mut section = Section::new("units", "How the units stand")
        .note("Our unit, and every other one that stands differently.")
        .column("option", "Option")
        .column("unit", "Unit")
        .column("before", "Without it")
        .column("after", "With it")
        .column("lowest_reserve_gbp", "Lowest reserve with it");
    for option in &told.answer.options {
        let told_of =
            |row: &&UnitStanding| row.before != row.after || row.unit == told.answer.appraisal.supplier;
        for row in option.units.iter().filter(told_of) {
            section.row(vec![
                Cell::text(option.title.clone()),
                told.body(&row.unit),
                Cell::text(row.before.word()),
                Cell::text(row.after.word()),
                Cell::Money(row.lowest_reserve),
            ]);
        }
    }
    section
}
