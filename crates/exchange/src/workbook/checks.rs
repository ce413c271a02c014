//! The independent check, seen at a glance: each headline as the formulas find it beside the number that the engine
//! found when the workbook was made.

use rust_xlsxwriter::Worksheet;
use vocabulary::{Findings, Pence};

use super::expr::{Cell, Expr, range};
use super::names::Names;
use super::option::OptionCells;
use super::people::PostCells;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::summary::SummaryCells;
use super::told::Told;

/// The name of the sheet.
pub(super) const CHECKS: &str = "Checks";

struct Table {
    sheet: Sheet,
    row: u32,
    differences: Vec<Cell>,
}

impl Table {
    /// One number, as the formulas find it and as the engine found it.
    fn check(&mut self, about: (&str, &str), found: &Cell, engine: f64, kind: Kind) {
        let row = self.row;
        self.sheet.text(row, 0, about.0, Look::Words);
        self.sheet.text(row, 1, about.1, Look::Words);
        let here = self.sheet.formula(row, 2, &Expr::from(found), (Look::Formula, kind));
        let engine = self.sheet.number(row, 3, engine, (Look::Engine, kind));
        let places = if kind == Kind::Pence { 2 } else { 6 };
        let difference = (&here - &engine).rounded(places);
        let difference = self.sheet.formula(row, 4, &difference, (Look::Formula, kind));
        let parts = [Expr::from(&difference)];
        let text = "IF({}=0,\"equal\",\"differs: an input was changed\")";
        self.sheet.words(row, 5, (text, &parts), "equal", (Look::Formula, Kind::Text));
        self.differences.push(difference);
        self.row += 1;
    }
}

/// Writes the sheet.
pub(super) fn checks(
    told: &Told<'_>,
    names: &mut Names,
    (options, summary, posts): (&[OptionCells], &SummaryCells, &[Option<PostCells>]),
    discount: &[Cell],
) -> Result<(Worksheet, Cell), Findings> {
    let mut sheet = Sheet::new(CHECKS, told.results, &[34.0, 46.0, 20.0, 20.0, 16.0, 34.0]);
    let row = sheet.title(
        "Checks",
        "Each number as this workbook’s formulas find it, and as the engine found it when the workbook was made. A difference says that an input was changed here since.",
    );
    let heads = [
        ("About", false),
        ("Number", false),
        ("These formulas", true),
        ("The engine", true),
        ("Difference", true),
        ("", false),
    ];
    let top = row + 2;
    let row = sheet.columns(top, &heads);
    sheet.freeze(row, 0);
    let mut table = Table { sheet, row, differences: Vec::new() };
    all_checks(told, &mut table, (options, summary, posts), discount);
    let Table { mut sheet, differences, .. } = table;
    sheet.text(top - 2, 0, "Numbers that differ", Look::Strong);
    let text = "SUMPRODUCT(--({}<>0))";
    let count = Expr::template(text, &[range(&differences)], 0.0);
    let count = sheet.formula(top - 2, 2, &count, (Look::Headline, Kind::Count));
    names.cell("numbers_that_differ", &count);
    Ok((sheet.finish()?, count))
}

fn all_checks(
    told: &Told<'_>,
    table: &mut Table,
    (options, summary, posts): (&[OptionCells], &SummaryCells, &[Option<PostCells>]),
    discount: &[Cell],
) {
    let pounds = |pence: f64| Pence::round(pence).as_f64() / 100.0;
    for (index, (cells, option)) in options.iter().zip(&told.answer.options).enumerate() {
        let money = option.money;
        let all = [
            ("cost to us", &cells.us, money.us),
            ("cost to others", &cells.others, money.others + money.exchequer),
            ("cost to the public purse", &cells.purse, money.purse),
            ("present value of cost", &cells.cost, money.present_cost),
            ("present value of benefits", &cells.benefit, money.present_benefit),
            ("net present social value", &cells.net, money.net_present),
            ("the same before optimism was mitigated", &cells.net_before, money.net_present_unmitigated),
        ];
        for (what, cell, pence) in all {
            table.check((&option.title, what), cell, pounds(pence), Kind::Pence);
        }
        let points = told.answer.points.weighted.get(index).copied().flatten();
        if let (Some(cell), Some(points)) = (summary.points.get(index), points) {
            table.check((&option.title, "weighted points"), cell, points, Kind::Factor);
        }
    }
    for (cells, cost) in posts.iter().zip(&told.answer.posts) {
        let Some(cells) = cells else { continue };
        let about = format!("{}, band {}", told.service(&cost.post.service), cost.post.band);
        table.check(
            (&about, "posts, to the organisation"),
            &cells.organisation,
            pounds(cost.organisation()),
            Kind::Pence,
        );
        table.check((&about, "posts, to the system"), &cells.system, pounds(cost.system()), Kind::Pence);
    }
    let years = told.years();
    for ((cell, year), title) in discount.iter().zip(&told.answer.years).zip(&years) {
        table.check((title, "discount factor"), cell, year.discount, Kind::Factor);
    }
}
