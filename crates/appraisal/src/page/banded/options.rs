use listing::{Cell, Section};

use super::{Told, range};
use crate::bands::BandedOption;
use crate::input::RankBy;

/// The options side by side, the first one first by what is told.
pub(super) fn options(told: &Told<'_>) -> Section {
    let banded = told.banded;
    let order = match banded.appraisal.order() {
        RankBy::Points => "in the order of their weighted points, which hang on no books",
        RankBy::Money => "in the order of the middle of what is told of their net present value",
    };
    let mut section = Section::new("options", "The options")
        .note(format!(
            "What each costs us, others (the tax authority among them) and the public purse beside {} over the horizon, in \
             prices of the first year, its net present social value, and its points out of 100; the options stand {order}.",
            told.asked.beside()
        ))
        .note(
            "Each amount is what the appraisal states and open tables say, exactly, and a band of what hangs on the unit's \
             books. The band is the same whatever amounts are stated.",
        )
        .note(illustrative(told))
        .column("place", "Place")
        .column("option", "Option")
        .column("points", "Points")
        .column("us_gbp", "To us")
        .column("others_gbp", "To others")
        .column("purse_gbp", "To the purse")
        .column("npsv_gbp", "Net present value")
        .column("alike", "Can't be told apart from");
    for index in &banded.order {
        let option = &banded.options[*index];
        let points = banded.points.weighted[*index];
        section.row(vec![
            Cell::text(super::super::options::span(option.places.0, option.places.1)),
            Cell::text(option.title.clone()),
            Cell::maybe(points, |points| Cell::text(format!("{points:.1}"))),
            range(option.us),
            range(option.others),
            range(option.purse),
            range(option.net_present),
            Cell::text(alike(told, option)),
        ]);
    }
    section
}

/// Options that one can't be told apart from, by their titles.
pub(super) fn alike(told: &Told<'_>, option: &BandedOption) -> String {
    let titles = option.alike.iter().map(|other| format!("“{}”", told.banded.options[*other].title));
    titles.collect::<Vec<_>>().join(", ")
}

/// What the figures rest on, to the nearest ten per cent.
fn illustrative(told: &Told<'_>) -> String {
    let of = |option: &BandedOption| {
        let [assumed, derived, recorded] = option.resting_tenths?.map(|tenths| u32::from(tenths) * 10);
        Some(format!(
            "“{}” about {assumed}% on assumed rows, {derived}% on derived and {recorded}% on recorded ones",
            option.title
        ))
    };
    let order = told.banded.order.iter();
    let parts: Vec<String> = order.filter_map(|index| of(&told.banded.options[*index])).collect();
    let stated = "What the author states (costs, items, scores, claims) says of itself how it is known";
    if parts.is_empty() {
        return format!("{stated}.");
    }
    format!(
        "Illustrative where it is assumed. Of the money of the register that each option moves: {}. {stated}.",
        parts.join("; ")
    )
}

/// How far the points may differ: they hang on no books.
pub(super) fn ranges(told: &Told<'_>) -> Section {
    let points = &told.banded.points;
    if points.weightings == 0 {
        return Section::default();
    }
    let mut section = Section::new("ranges", "How far their points may differ")
        .note("Points over draws of the scores, and places that some weighting gives.")
        .column("option", "Option")
        .column("points_range", "Points, P10–P90")
        .column("places", "Places");
    for index in &told.banded.order {
        section.row(vec![
            Cell::text(told.banded.options[*index].title.clone()),
            Cell::maybe(points.ranges[*index], |range| {
                Cell::text(format!("{:.0} to {:.0}", range.p10, range.p90))
            }),
            Cell::maybe(points.places[*index], |(best, worst)| {
                Cell::text(super::super::options::span(best, worst))
            }),
        ]);
    }
    section
}

/// How firmly the order by points stands.
pub(super) fn firmness(told: &Told<'_>) -> Section {
    let points = &told.banded.points;
    if points.weightings == 0 {
        return Section::default();
    }
    let mut section = Section::new("firmness", "How firmly the order of the points stands")
        .note(format!(
            "How often each is first by points. {} weightings were tried of each kind, at likely scores: near ones have \
             each weight between half and double what is locked.",
            points.weightings
        ))
        .column("option", "Option")
        .column("near", "Near weights")
        .column("any", "Any weights");
    for (index, option) in told.banded.options.iter().enumerate() {
        section.row(vec![
            Cell::text(option.title.clone()),
            Cell::Percent(points.first_near[index] * 100.0),
            Cell::Percent(points.first_any[index] * 100.0),
        ]);
    }
    section
}
