//! Charts of the sections that have one.

use listing::{Cell, Section};

use crate::chart::{Bar, Bars, Chart, Measure, Stack, Stacks, Words};

/// A chart names so many bars; the table has all.
const BARS_MAX: usize = 12;

/// The chart of a section, drawn from the very cells of its table.
pub(super) fn chart_of(section: &Section) -> Option<Chart> {
    if section.rows.len() < 2 {
        return (section.id == "plans_against_intentions").then(|| plans(section)).flatten();
    }
    match section.id {
        "by_unit" => bars(section, "unit", "annual_gbp", "A year"),
        "by_buyer" => bars(section, "buyer", "annual_gbp", "A year"),
        "by_service" => bars(section, "service", "annual_gbp", "A year"),
        "lines" => bars(section, "service", "annual_gbp", "A year"),
        "budgets_a_head" => bars(section, "unit", "share_percent", "Of the allowance"),
        "expected_against_potential" => bars(section, "subject", "share_percent", "Of the potential"),
        "plans_against_intentions" => plans(section),
        _ => None,
    }
}

/// A cell as a whole number of the chart's.
fn number(cell: &Cell) -> Option<(Measure, i64)> {
    match cell {
        Cell::Money(amount) => Some((Measure::Money, amount.0)),
        Cell::Rate(pence) => Some((Measure::Money, pence.round() as i64)),
        Cell::Percent(percent) | Cell::Exact(percent) => {
            Some((Measure::Percent, (percent * 100.0).round() as i64))
        }
        Cell::Count(count) => Some((Measure::Count, i64::try_from(*count).ok()?)),
        Cell::Index(_) | Cell::Blank | Cell::Text(_) | Cell::Named(..) | Cell::Range(..) => None,
    }
}

fn at(section: &Section, key: &str) -> Option<usize> {
    section.columns.iter().position(|column| column.key == key)
}

fn words(section: &Section, title: String, description: String) -> Words {
    Words { id: format!("chart-{}", section.id.replace('_', "-")), title, description }
}

fn bars(section: &Section, label: &str, value: &str, says: &str) -> Option<Chart> {
    let (label, value) = (at(section, label)?, at(section, value)?);
    let mut measure = Measure::Money;
    let mut all: Vec<Bar> = Vec::new();
    for row in &section.rows {
        let Some((of, value)) = row.get(value).and_then(number) else { continue };
        measure = of;
        all.push(Bar { label: row.get(label)?.words(), value, ..Bar::default() });
    }
    all.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.label.cmp(&b.label)));
    let (first, count) = (all.first()?.clone(), all.len());
    let shown = if count > BARS_MAX { format!(", the {BARS_MAX} largest") } else { String::new() };
    let last = all.last()?.clone();
    let description = format!(
        "Horizontal bars, the largest first: from {} for {} to {} for {}.",
        measure.words(first.value),
        first.label,
        measure.words(last.value),
        last.label
    );
    all.truncate(BARS_MAX);
    let words = words(section, format!("{}: {}{shown}", section.title, says.to_lowercase()), description);
    Some(Chart::Bars(Bars {
        words,
        measure,
        of_what: section.columns.get(label)?.title.clone(),
        says: says.to_string(),
        bars: all,
    }))
}

/// Planned income beside the two ends of what the customer says.
fn plans(section: &Section) -> Option<Chart> {
    let places = ["planned_gbp", "intended_low_gbp", "intended_high_gbp"].map(|key| at(section, key));
    let buyer = at(section, "buyer")?;
    let mut stacks = Vec::new();
    for row in &section.rows {
        let values = places.iter().map(|place| number(row.get((*place)?)?).map(|(_, value)| value));
        stacks.push(Stack { label: row.get(buyer)?.words(), values: values.collect::<Option<Vec<i64>>>()? });
    }
    let first = stacks.first()?;
    let said: Vec<String> = first.values.iter().map(|value| Measure::Money.words(*value)).collect();
    let description = format!(
        "Three bars for each customer. For {}: planned {}, said {} to {}.",
        first.label,
        said.first()?,
        said.get(1)?,
        said.get(2)?
    );
    Some(Chart::Stacks(Stacks {
        words: words(section, section.title.clone(), description),
        measure: Measure::Money,
        of_what: "Customer".to_string(),
        parts: ["The unit plans", "The customer says, at least", "The customer says, at most"]
            .map(String::from)
            .to_vec(),
        stacks,
        is_stacked: false,
    }))
}
