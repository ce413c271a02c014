//! Drawings of the answer to an appraisal.

use listing::{Cell, Listing, Section};

use crate::chart::{Bar, Bars, Chart, Figure, Measure, Words};

/// The drawings that stand above the table of a section: from the numbers of its tables, so none where there are bands.
pub(super) fn figures(section: &Section, listing: &Listing) -> Vec<Figure> {
    let bars = match section.id {
        "options" => bars(section, ("option", "npsv_gbp"), |row| range_of(listing, row)),
        "who_pays" => bars(section, ("body", "change_gbp"), |_| None),
        "drivers" => tornado(section, listing),
        _ => None,
    };
    let Some(bars) = bars.filter(|bars| bars.iter().any(|bar| bar.value != 0)) else { return Vec::new() };
    let (title, says) = match section.id {
        "options" => ("Net present social value of each option, with 8 in 10 draws", "Net present value"),
        "who_pays" => ("Who pays more, and who pays less", "Pays more"),
        _ => ("Worth of the preferred option, from the low to the high end of each input", "Worth"),
    };
    let description = format!("Horizontal bars, in the order of the table below. {}", longest(&bars));
    let chart = Chart::Bars(Bars {
        words: Words { id: format!("{}-chart", section.id), title: title.to_string(), description },
        measure: Measure::Money,
        of_what: "What".to_string(),
        says: says.to_string(),
        bars,
    });
    vec![chart.figure_beside_its_table()]
}

fn money(section: &Section, row: &[Cell], key: &str) -> Option<i64> {
    let at = section.columns.iter().position(|column| column.key == key)?;
    match row.get(at) {
        Some(Cell::Money(amount)) => Some(amount.0),
        _ => None,
    }
}

/// A bar for each row; none when one of them isn't in pounds.
fn bars(
    section: &Section,
    (label, value): (&str, &str),
    range: impl Fn(&[Cell]) -> Option<(i64, i64)>,
) -> Option<Vec<Bar>> {
    let label = section.columns.iter().position(|column| column.key == label)?;
    let bar = |row: &Vec<Cell>| {
        let value = money(section, row, value)?;
        Some(Bar { label: row.get(label)?.words(), value, range: range(row), ..Bar::default() })
    };
    section.rows.iter().take(BARS_MAX).map(bar).collect()
}

/// From the 10th to the 90th of a hundred draws, of the option of a row.
fn range_of(listing: &Listing, row: &[Cell]) -> Option<(i64, i64)> {
    let ranges = listing.section("ranges")?;
    let option = row.get(1)?.words();
    let of = ranges.rows.iter().find(|row| row.first().is_some_and(|cell| cell.words() == option))?;
    Some((money(ranges, of, "npsv_p10_gbp")?, money(ranges, of, "npsv_p90_gbp")?))
}

/// From low to high around the likely worth.
fn tornado(section: &Section, listing: &Listing) -> Option<Vec<Bar>> {
    let likely = listing.numbers.iter().find(|number| number.id == "net_present_social_value_gbp")?;
    let Cell::Money(likely) = likely.value else { return None };
    let bar = |row: &Vec<Cell>| {
        let ends = (money(section, row, "low_gbp")?, money(section, row, "high_gbp")?);
        let range = Some((ends.0.min(ends.1), ends.0.max(ends.1)));
        Some(Bar { label: row.first()?.words(), value: likely.0, range, ..Bar::default() })
    };
    section.rows.iter().take(BARS_MAX).map(bar).collect()
}

/// A chart names so many bars; the table has all.
const BARS_MAX: usize = 15;

fn longest(bars: &[Bar]) -> String {
    let longest = bars.iter().max_by_key(|bar| bar.value.abs());
    longest.map_or_else(String::new, |bar| {
        format!("The longest is {}: {}.", bar.label, Measure::Money.words(bar.value))
    })
}
