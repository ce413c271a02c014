use appraisal::input::{Choice, ItemKind};
use register::rules::EstimatedCost;
use vocabulary::Month;

use super::Read;
use super::added::Added;
use super::lines::{Label, Line, Lines};
use crate::workbook::choices::ChoiceInputs;
use crate::workbook::expr::{Cell, Expr, number, range};
use crate::workbook::rates::{BiasRate, RateCells, estimate_of};
use crate::workbook::style::{Kind, Look};
use crate::workbook::told::Told;

/// Optimism bias by year.
#[derive(Debug, Default)]
pub(super) struct Bias {
    /// After what was done about it.
    pub mitigated: Vec<Line>,
    /// Before that.
    pub before: Vec<Line>,
}

/// A cost that a bias is put on.
struct Biased<'a> {
    what: String,
    by_year: Vec<Cell>,
    rate: &'a BiasRate,
    /// How much of it has been dealt with.
    share: &'a Cell,
}

/// Writes the cost that optimism bias is put on, and the bias after and before mitigation.
pub(super) fn optimism(
    lines: &mut Lines,
    told: &Told<'_>,
    option: usize,
    read: &Read<'_>,
    added: &Added,
) -> Bias {
    let stated = &told.answer.appraisal.options[option];
    let bases = &told.bases[option];
    let of_items = stated.items.iter().any(|item| item.optimism.is_some());
    if !of_items && bases.iter().all(Option::is_none) {
        return Bias::default();
    }
    lines.heading(
        "Optimism bias",
        "Cost × (upper − (upper − lower) × share dealt with). What the new arrangement costs us, without tax, is the engine's.",
    );
    let mut biased: Vec<Biased<'_>> = Vec::new();
    for (index, choice) in stated.changes() {
        if let Some(inputs) = &read.inputs.choices[index] {
            biased.extend(of_choice(lines, told, (option, index, choice), (read, inputs)));
        }
    }
    for ((item, inputs), amount) in stated.items.iter().zip(&read.inputs.items).zip(&added.amounts) {
        let is_cost = matches!(item.kind, ItemKind::Running | ItemKind::Capital);
        let rate = item
            .optimism
            .as_ref()
            .and_then(|category| read.rates.bias.find(category, estimate_of(item.kind)));
        let (Some(rate), Some(amount), true) = (rate, amount, is_cost) else { continue };
        biased.push(Biased {
            what: item.title.clone(),
            by_year: amount.years.clone(),
            rate,
            share: &inputs.mitigated,
        });
    }
    let hundred = || number(100.0);
    let mitigated = biased.iter().map(|on| {
        let what = format!("Bias, mitigated: {}", on.what);
        lines.formula(Label::of(&what, "optimism bias"), Look::Formula, |year| {
            let left = &on.rate.upper - (&on.rate.upper - &on.rate.lower) * on.share;
            &on.by_year[year] * left / hundred()
        })
    });
    let mitigated = mitigated.collect();
    let before = biased.iter().map(|on| {
        let what = format!("Bias, before: {}", on.what);
        lines.formula(Label::of(&what, "optimism bias"), Look::Formula, |year| {
            &on.by_year[year] * &on.rate.upper / hundred()
        })
    });
    Bias { mitigated, before: before.collect() }
}

/// What the new arrangement of a line costs, running and once, where the rates have a bias for it.
fn of_choice<'a>(
    lines: &mut Lines,
    told: &Told<'_>,
    (option, index, choice): (usize, usize, &Choice),
    (read, inputs): (&Read<'a>, &'a ChoiceInputs),
) -> Vec<Biased<'a>> {
    let (Some(base), Some(category)) = (told.bases[option][index], &choice.optimism) else {
        return Vec::new();
    };
    let rates: &'a RateCells = read.rates;
    let operating = rates.bias.find(category, EstimatedCost::Operating).filter(|_| base.annual_gbp != 0.0);
    let capital = rates.bias.find(category, EstimatedCost::Capital).filter(|_| base.once_gbp != 0.0);
    if operating.is_none() && capital.is_none() {
        return Vec::new();
    }
    let service = told.service(&choice.service);
    let what = format!("{service}: months of the new arrangement");
    let months = lines.plain(Label::of(&what, "of 12"), Kind::Number, |year| {
        months(told, rates, (choice, &inputs.date), year)
    });
    let mut biased = Vec::new();
    let mut put = |(kind, how): (&str, &str),
                   rate: Option<&'a BiasRate>,
                   pounds: f64,
                   of: &dyn Fn(&Cell, usize) -> Expr| {
        let Some(rate) = rate else { return };
        let what = format!("{service}: {kind}, {how}");
        let row = lines.row;
        let amount = lines.sheet.number(row, 1, pounds, (Look::Engine, Kind::Pounds));
        let line = lines.formula(Label::of(&what, ""), Look::Formula, |year| of(&amount, year));
        biased.push(Biased {
            what: format!("{service}, {kind}"),
            by_year: line.years,
            rate,
            share: &inputs.mitigated,
        });
    };
    put(("running", "a year × months ÷ 12"), operating, base.annual_gbp, &|amount, year| {
        amount * &months[year] / number(12.0)
    });
    put(("one-off", "in the first year"), capital, base.once_gbp, &|amount, year| {
        once(amount, &months, year)
    });
    biased
}

/// How many months of a year come on or after the day on which a choice takes effect.
fn months(told: &Told<'_>, rates: &RateCells, (choice, date): (&Choice, &Cell), year: usize) -> Expr {
    let (from, until) = (&rates.from[year], &rates.until[year]);
    let begins = || Expr::from(from).at_least(Expr::from(date));
    let appraisal = &told.answer.appraisal;
    let first = Month::of(choice.date).since(Month::of(appraisal.start)).max(0) as u32;
    let counted = (first..appraisal.months).filter(|month| appraisal.year_of(*month) == year).count();
    let text = "MAX(0,12*(YEAR({})-YEAR({}))+MONTH({})-MONTH({}))";
    Expr::template(text, &[until.into(), begins(), until.into(), begins()], counted as f64)
}

/// An amount in the first year that has a month of the new arrangement.
fn once(amount: &Cell, months: &[Cell], year: usize) -> Expr {
    let before = &months[..year];
    let first = months[year].value > 0.0 && before.iter().all(|months| months.value == 0.0);
    let value = if first { amount.value } else { 0.0 };
    if before.is_empty() {
        return Expr::template("IF({}>0,{},0)", &[(&months[year]).into(), amount.into()], value);
    }
    let text = "IF(AND({}>0,SUM({})=0),{},0)";
    Expr::template(text, &[(&months[year]).into(), range(before), amount.into()], value)
}
