//! One sheet for each option, year by year: what the engine posts, what the appraisal adds to it, the economic case
//! and the financial case.

mod added;
mod cases;
mod engine;
mod lines;
mod optimism;

use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::choices::OptionInputs;
use super::expr::{At, Cell, Expr, number};
use super::names::{Names, letter, option_sheet, word};
use super::rates::RateCells;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;
pub(super) use cases::Own;
use lines::{Line, Lines};

/// Where the numbers are that an option comes to, rounded to pence.
pub(super) struct OptionCells {
    /// What we pay more.
    pub us: Cell,
    /// What others pay more, the tax authority among them.
    pub others: Cell,
    /// What the tax authority pays more.
    pub exchequer: Cell,
    /// What the public purse pays more.
    pub purse: Cell,
    /// Present value of cost.
    pub cost: Cell,
    /// Present value of benefits in pounds.
    pub benefit: Cell,
    /// Net present social value.
    pub net: Cell,
    /// The same before optimism was mitigated.
    pub net_before: Cell,
    /// Benefit for each pound of cost, or words.
    pub ratio: At,
    ratio_known: Option<f64>,
    /// What we pay more, in the prices of each year.
    pub nominal_us: Cell,
}

impl OptionCells {
    /// Benefit for each pound of cost; none where it says so.
    pub fn known_ratio(&self) -> Option<f64> {
        self.ratio_known
    }
}

/// What the sheet of an option reads from others.
pub(super) struct Read<'a> {
    pub rates: &'a RateCells,
    pub inputs: &'a OptionInputs,
    /// What the option adds that others are weighed against; none for business as usual.
    pub against: Option<&'a Own>,
}

/// Rows above the years: title, lead and one free.
const HEAD: u32 = 3;

/// Writes the sheet of an option.
pub(super) fn option(
    told: &Told<'_>,
    names: &mut Names,
    index: usize,
    read: &Read<'_>,
) -> Result<(Worksheet, OptionCells, Own), Findings> {
    let answer = told.answer;
    let widths: Vec<f64> =
        [56.0, 26.0, 12.0].into_iter().chain(answer.years.iter().map(|_| 14.0)).chain([16.0]).collect();
    let mut sheet = Sheet::new(&option_sheet(index), told.results, &widths);
    let option = &answer.appraisal.options[index];
    sheet.title(&format!("Option {}: {}", letter(index), option.title), &option.description);
    let base = format!("Pounds, prices of {}", told.base_year());
    let years = told.years();
    let mut heads = vec![(base.as_str(), false), ("Who, or for what", false), ("Found by", false)];
    heads.extend(years.iter().map(|year| (year.as_str(), true)));
    heads.push(("Over the horizon", true));
    sheet.columns(HEAD, &heads);
    sheet.freeze(HEAD + 1, 1);

    let mut lines = Lines { sheet, row: HEAD + 1, years: years.len() };
    let headlines = lines.row + 1;
    lines.row += 14;
    let posted = engine::engine(told, &mut lines, index);
    let added = added::added(&mut lines, told, index, read);
    let bias = optimism::optimism(&mut lines, told, index, read, &added);
    let own = cases::own(&mut lines, &added, &bias);
    // What options are weighed against is weighed against itself.
    let against = answer.appraisal.weighed_against();
    let other = if against == Some(index) { Some(&own) } else { read.against };
    let beside = cases::beside(&mut lines, &own, other, &told.against_title());
    let paid = cases::paid(&mut lines, &posted, &beside);
    let economic = cases::economic(&mut lines, read.rates, &paid, &beside);
    let nominal_us = cases::financial(&mut lines, read.rates, &posted, &paid);
    let totals = Totals { paid: &paid, economic: &economic, nominal_us: &nominal_us };
    let about = format!("What it comes to, beside {}", told.beside());
    let cells = headline(&mut lines, (headlines, &about), &totals);
    named(names, &word(option.id.as_str()), &cells);
    Ok((lines.sheet.finish()?, cells, own))
}

struct Totals<'a> {
    paid: &'a cases::Paid,
    economic: &'a cases::Economic,
    nominal_us: &'a Line,
}

fn headline(lines: &mut Lines, (row, about): (u32, &str), totals: &Totals<'_>) -> OptionCells {
    let column = lines.total_column();
    let mut row = lines.sheet.heading(row, about);
    let mut put = |label: &str, about: &str, expr: Expr| {
        lines.sheet.text(row, 0, label, Look::Words);
        lines.sheet.text(row, 1, about, Look::Plain);
        let cell = lines.sheet.formula(row, column, &expr.rounded(2), (Look::Headline, Kind::Pounds));
        row += 1;
        cell
    };
    let Totals { paid, economic, nominal_us } = totals;
    let both = &paid.others.total + &paid.exchequer.total;
    let us = put("Cost to us", "above zero: we pay more", Expr::from(&paid.us.total));
    let others = put("Cost to others", "the tax authority among them", both);
    let exchequer = put(
        "– of which the tax authority",
        "below zero: it receives more",
        Expr::from(&paid.exchequer.total),
    );
    let purse = put("Cost to the public purse", "us and others together", Expr::from(&paid.purse.total));
    let cost = put(
        "Present value of cost",
        "risk and mitigated optimism bias included",
        Expr::from(&economic.cost.total),
    );
    let benefit = put("Present value of benefits in pounds", "", Expr::from(&economic.benefit.total));
    let net = put("Net present social value", "benefits less cost", Expr::from(&economic.net.total));
    let net_before =
        put("– before anything was done about optimism", "", Expr::from(&economic.net_before.total));
    let nominal_us =
        put("Cash that we pay more", "in the prices of each year", Expr::from(&nominal_us.total));
    let (ratio, ratio_known) = ratio(&mut lines.sheet, (row, column), economic);
    OptionCells {
        us,
        others,
        exchequer,
        purse,
        cost,
        benefit,
        net,
        net_before,
        ratio,
        ratio_known,
        nominal_us,
    }
}

fn ratio(sheet: &mut Sheet, (row, column): (u32, u16), economic: &cases::Economic) -> (At, Option<f64>) {
    sheet.text(row, 0, "Benefit for each pound of cost", Look::Words);
    sheet.text(row, 1, "never a pass mark; none where nothing is spent or gained", Look::Plain);
    let (cost, benefit) = (&economic.cost.total, &economic.benefit.total);
    let parts = [cost.into(), benefit.into(), benefit.into(), cost.into()];
    let text = "IF(AND({}>0,{}>0),{}/{},\"none\")";
    let look = (Look::Headline, Kind::Ratio);
    if cost.value > 0.0 && benefit.value > 0.0 {
        let known = benefit.value / cost.value;
        let expr = Expr::template(text, &parts, known);
        (sheet.formula(row, column, &expr, look).at, Some(known))
    } else {
        (sheet.words(row, column, (text, &parts), "none", look), None)
    }
}

fn named(names: &mut Names, option: &str, cells: &OptionCells) {
    let all = [
        ("cost_us", &cells.us),
        ("cost_others", &cells.others),
        ("cost_tax_authority", &cells.exchequer),
        ("cost_purse", &cells.purse),
        ("present_cost", &cells.cost),
        ("present_benefit", &cells.benefit),
        ("npsv", &cells.net),
        ("npsv_before", &cells.net_before),
        ("cash_us", &cells.nominal_us),
    ];
    for (name, cell) in all {
        names.cell(&format!("{name}_{option}"), cell);
    }
    names.at(&format!("bcr_{option}"), &cells.ratio);
}

/// Nothing, where a sum has no parts.
fn zero() -> Expr {
    number(0.0)
}
