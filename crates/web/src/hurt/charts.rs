//! The drawings of a result, each from the numbers of its table.

use exchange::result::Told;
use listing::{Cell, Section};
use vocabulary::Pence;

use super::said::{UnitMonths, following};
use crate::chart::{
    Bar, Bars, Cascade, Chart, Exit, Figure, Lines, Measure, Review, Series, Stack, Stacks, Words,
};

/// A chart names so many bars; the table has all.
const BARS_MAX: usize = 15;
/// The table under a chart of months shows each so many.
const TABLE_EVERY: usize = 6;

/// The drawings that stand above the table of a section.
pub(super) fn figures(told: &Told<'_>, section: &Section) -> Vec<Figure> {
    let beside = |chart: Option<Chart>| chart.map(|chart| chart.figure_beside_its_table());
    match section.id {
        "bodies" => beside(bodies(told)).into_iter().collect(),
        "leaves" => beside(cascade(told)).into_iter().collect(),
        "residual" => UnitMonths::of(told).iter().map(|unit| residual(unit).figure()).collect(),
        "rules" | "mitigations" => beside(variants(section)).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn bodies(told: &Told<'_>) -> Option<Chart> {
    let impact = &told.answer.impact;
    let buyers = impact.bodies().into_iter().filter(|body| {
        use stability::impact::Party::{Leaver, Neighbour};
        matches!(impact.party(*body), Leaver | Neighbour) && impact.change(*body) != Pence::ZERO
    });
    let mut bars: Vec<Bar> = buyers
        .map(|body| Bar {
            label: told.name(body),
            href: None,
            value: impact.change(body).0,
            range: told.answer.ensemble.change_of(body).map(|range| (range.p10 as i64, range.p90 as i64)),
            is_other: impact.leavers.contains(&body),
        })
        .collect();
    bars.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.label.cmp(&b.label)));
    let first = bars.first()?;
    let description = format!(
        "Horizontal bars, the largest first, with the range of 8 in 10 draws; those that move are set apart. {} pays {} more.",
        first.label,
        Measure::Money.words(first.value)
    );
    // Those that move lie at the other end of the list: they are always shown.
    let (mut movers, mut others): (Vec<Bar>, Vec<Bar>) = bars.into_iter().partition(|bar| bar.is_other);
    let more = others.len() > BARS_MAX;
    others.truncate(BARS_MAX);
    movers.extend(others);
    let which = if more { format!(", the {BARS_MAX} hit hardest") } else { String::new() };
    Some(Chart::Bars(Bars {
        words: words("bodies", format!("Who pays more over the whole time{which}"), description),
        measure: Measure::Money,
        of_what: "Body".to_string(),
        says: "Pays more".to_string(),
        bars: movers,
    }))
}

fn words(id: &str, title: String, description: String) -> Words {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    Words { id: format!("chart-{}", id.chars().map(letters).collect::<String>()), title, description }
}

/// Every review, with the lines that leave at it because of the move.
fn cascade(told: &Told<'_>) -> Option<Chart> {
    let model = &told.answer.impact.setup.model;
    let mut months: Vec<u32> =
        told.answer.impact.moved.outcome.judgements.iter().map(|judged| judged.month).collect();
    months.sort_unstable();
    months.dedup();
    let following = following(told);
    let exits = |month: u32| {
        let here = following.iter().filter(|judged| judged.month == month);
        here.map(|judged| {
            let line = &model.lines[judged.line];
            Exit {
                buyer: told.name(line.buyer),
                service: told.service(line.service_code.as_str()),
                price: judged.price.round() as i64,
                alternative: judged.alternative_cost().round() as i64,
            }
        })
        .collect()
    };
    let reviews: Vec<Review> = months
        .into_iter()
        .map(|month| Review { when: model.month(month).words(), exits: exits(month) })
        .collect();
    let description = format!(
        "A timeline of {} reviews from top to bottom. At each stands how many lines leave because of the move and what \
         they paid a year: {} in all.",
        reviews.len(),
        following.len()
    );
    (!reviews.is_empty()).then(|| {
        let words =
            words("cascade", "Review by review: who leaves because of the move".to_string(), description);
        Chart::Cascade(Cascade { words, reviews })
    })
}

fn residual(unit: &UnitMonths) -> Chart {
    let series = |name: &str, values: &[Pence]| Series {
        name: name.to_string(),
        values: values.iter().map(|pence| pence.0).collect(),
    };
    let most = unit.residual.iter().max().copied().unwrap_or_default();
    let description = format!(
        "Two lines by month: cost that {} still carries and no longer needs, at most {} a month, and by how much it spends \
         less than without the move.",
        unit.name,
        most.whole_pounds()
    );
    Chart::Lines(Lines {
        words: words(
            &format!("residual-{}", unit.code),
            format!("{}: what is left behind, and what is released, each month", unit.name),
            description,
        ),
        measure: Measure::Money,
        months: unit.months.clone(),
        series: vec![
            series("Still carried, no longer needed", &unit.residual),
            series("Released: it spends less by", &unit.released),
        ],
        is_step: true,
        table_every: TABLE_EVERY,
    })
}

/// Who pays in each variant, from the cells of the table.
fn variants(section: &Section) -> Option<Chart> {
    let parts = [
        ("leavers_gbp", "Those that move"),
        ("neighbours_gbp", "Other customers"),
        ("units_gbp", "Unit"),
        ("centre_gbp", "Centre"),
    ];
    let place = |key: &str| section.columns.iter().position(|column| column.key == key);
    let money = |row: &[Cell], key: &str| match row.get(place(key)?)? {
        Cell::Money(amount) => Some(amount.0),
        _ => None,
    };
    let stacks: Option<Vec<Stack>> = section
        .rows
        .iter()
        .map(|row| {
            let values: Option<Vec<i64>> = parts.iter().map(|(key, _)| money(row, key)).collect();
            Some(Stack { label: row.first()?.words(), values: values? })
        })
        .collect();
    let stacks = stacks.filter(|stacks| !stacks.is_empty())?;
    let description = format!(
        "A bar for each of {}, made of what each party pays more (to the right of nothing) or less (to the left).",
        stacks.len()
    );
    Some(Chart::Stacks(Stacks {
        words: words(section.id, format!("{}: what each pays more", section.title), description),
        measure: Measure::Money,
        of_what: section.columns.first()?.title.clone(),
        parts: parts.iter().map(|(_, title)| (*title).to_string()).collect(),
        stacks,
        is_stacked: true,
    }))
}
