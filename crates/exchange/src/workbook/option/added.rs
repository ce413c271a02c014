use appraisal::input::{Item, ItemKind, Payer};

use super::Read;
use super::lines::{Label, Line, Lines};
use crate::workbook::choices::ItemInputs;
use crate::workbook::expr::{Expr, number, text_at};
use crate::workbook::style::Look;
use crate::workbook::told::Told;

/// What the appraisal adds to the engine's postings.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// By item: its amount in each year; none for what isn't in pounds.
    pub amounts: Vec<Option<Line>>,
    pub cost_us: Vec<Line>,
    pub cost_others: Vec<Line>,
    pub vat_us: Vec<Line>,
    pub vat_others: Vec<Line>,
    pub saved_us: Vec<Line>,
    pub saved_others: Vec<Line>,
    pub other_benefits: Vec<Line>,
    /// Expected cost of risks.
    pub risks: Vec<Line>,
}

/// An item with where its inputs are.
type Given<'a> = (usize, &'a Item, &'a ItemInputs);

/// Writes costs, savings, benefits and risks of the option as a whole.
pub(super) fn added(lines: &mut Lines, told: &Told<'_>, option: usize, read: &Read<'_>) -> Added {
    let items = &told.answer.appraisal.options[option].items;
    let mut added = Added { amounts: vec![None; items.len()], ..Added::default() };
    let given: Vec<Given<'_>> = (0..)
        .zip(items)
        .zip(&read.inputs.items)
        .map(|((index, item), inputs)| (index, item, inputs))
        .collect();
    let is_cost = |item: &Item| matches!(item.kind, ItemKind::Running | ItemKind::Capital);
    if given.iter().any(|(_, item, _)| is_cost(item)) {
        lines.heading(
            "What the option costs beside",
            "A year × whether it counts in the year; tax that can't be recovered on top",
        );
        for payer in [Payer::Us, Payer::Others] {
            let of = |item: &Item| is_cost(item) && item.payer == payer;
            let cost = amounts(lines, &given, read, &mut added, &of);
            let vat = vat(lines, &given, &added, &of);
            let (costs, vats) = match payer {
                Payer::Us => (&mut added.cost_us, &mut added.vat_us),
                Payer::Others => (&mut added.cost_others, &mut added.vat_others),
            };
            (*costs, *vats) = (cost, vat);
        }
    }
    let is_saving = |item: &Item| item.kind == ItemKind::CashReleasing;
    if given.iter().any(|(_, item, _)| is_saving(item)) {
        lines.heading("What it saves in cash", "Cash-releasing benefits");
        added.saved_us =
            amounts(lines, &given, read, &mut added, &|item| is_saving(item) && item.payer == Payer::Us);
        added.saved_others =
            amounts(lines, &given, read, &mut added, &|item| is_saving(item) && item.payer == Payer::Others);
    }
    let is_other = |item: &Item| matches!(item.kind, ItemKind::NonCashReleasing | ItemKind::Societal);
    if given.iter().any(|(_, item, _)| is_other(item)) {
        lines.heading("Other benefits in pounds", "They count in the economic case alone");
        added.other_benefits = amounts(lines, &given, read, &mut added, &is_other);
    }
    if given.iter().any(|(_, item, _)| item.kind == ItemKind::Risk) {
        lines.heading("What may go wrong", "Amount × chance; it counts in the economic case alone");
        let is_risk = |item: &Item| item.kind == ItemKind::Risk;
        amounts(lines, &given, read, &mut added, &is_risk);
        added.risks = risks(lines, &given, &added);
    }
    added
}

/// The amounts of items in each year.
fn amounts(
    lines: &mut Lines,
    given: &[Given<'_>],
    read: &Read<'_>,
    added: &mut Added,
    of: &dyn Fn(&Item) -> bool,
) -> Vec<Line> {
    let mut all = Vec::new();
    for (index, item, inputs) in given.iter().filter(|(_, item, _)| of(item)) {
        let Some(annual) = &inputs.annual else { continue };
        let who = format!("{}, {}", item.kind.words(), item.payer.word());
        let label = Label { what: &item.title, who: &who, note: &item.reason };
        let line = lines.formula(label, Look::Formula, |year| annual * in_year(item, inputs, read, year));
        added.amounts[*index] = Some(line.clone());
        all.push(line);
    }
    all
}

/// 1 in the years in which an item counts, else 0.
fn in_year(item: &Item, inputs: &ItemInputs, read: &Read<'_>, year: usize) -> Expr {
    let begins = &read.rates.begins[year];
    let first = |year: vocabulary::FinancialYear| f64::from(year.first_month().year());
    let counts = first(item.from) <= begins.value && begins.value <= first(item.to);
    let [from, to] = &inputs.years;
    Expr::template(
        "AND(VALUE(LEFT({},4))<={},{}<=VALUE(LEFT({},4)))",
        &[text_at(from), begins.into(), begins.into(), text_at(to)],
        if counts { 1.0 } else { 0.0 },
    )
}

/// Tax on costs that can't be recovered.
fn vat(lines: &mut Lines, given: &[Given<'_>], added: &Added, of: &dyn Fn(&Item) -> bool) -> Vec<Line> {
    let mut all = Vec::new();
    for (index, item, inputs) in given.iter().filter(|(_, item, _)| of(item)) {
        let Some(amount) = &added.amounts[*index] else { continue };
        let what = format!("– tax on it: {}", item.title);
        let label = Label::of(&what, "VAT that can’t be recovered");
        all.push(
            lines.formula(label, Look::Formula, |year| &amount.years[year] * &inputs.vat / number(100.0)),
        );
    }
    all
}

/// Expected cost of risks.
fn risks(lines: &mut Lines, given: &[Given<'_>], added: &Added) -> Vec<Line> {
    let mut all = Vec::new();
    for (index, item, inputs) in given.iter().filter(|(_, item, _)| item.kind == ItemKind::Risk) {
        let Some(amount) = &added.amounts[*index] else { continue };
        let what = format!("– expected: {}", item.title);
        let label = Label::of(&what, "amount × chance");
        all.push(lines.formula(label, Look::Formula, |year| &amount.years[year] * &inputs.chance));
    }
    all
}
