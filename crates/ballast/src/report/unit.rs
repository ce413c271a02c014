use exchange::result::Told;
use register::rules::ViabilityTest;
use stability::significance::under_critical_mass;
use stability::viability::{TestRow, Verdict, break_even_loss};
use vocabulary::{Basis, Pence};

use super::{label, percent};
use crate::text::{Align, Page, WIDTH, width};

/// Does each unit stand, which tests say so, and how its residual cost goes month by month.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let impact = &told.answer.impact;
    let touched = |unit: &usize| impact.change(impact.setup.model.units[*unit].body).0 != 0;
    let (told_of, others): (Vec<usize>, Vec<usize>) = (0..impact.setup.model.units.len()).partition(touched);
    for unit in told_of {
        let name = told.name(impact.setup.model.units[unit].body);
        page.heading(&format!("Does {name} stand?"));
        verdict(told, unit, page);
        tests(told, unit, page);
        residual(told, unit, page);
        gaps(told, unit, page);
    }
    if !others.is_empty() {
        let units = label(told, "unit", others.len() > 1);
        page.paragraph(&format!("For {} more {units} of this run nothing changes.", others.len()));
    }
}

fn verdict(told: &Told<'_>, unit: usize, page: &mut Page) {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let (before, after) = (&impact.baseline.verdicts[unit], &impact.moved.verdicts[unit]);
    let (lowest, month) = after.lowest_reserve;
    page.paragraph(&format!(
        "It {}; without the move it {}. Its reserve is lowest in {}, at {}.",
        standing(after.verdict),
        standing(before.verdict),
        model.month(month).words(),
        lowest.whole_pounds(),
    ));
    if let Some(fails) = after.fails_from {
        page.paragraph(&format!(
            "From {} it cannot pay its way out of what it holds.",
            model.month(fails).words()
        ));
    }
    if let Some(chance) = told.answer.ensemble.chance(|draw| draw.lowest_reserve[unit] < 0) {
        page.paragraph(&format!(
            "Its reserve falls below zero in {:.0}% of the draws (standard error {:.1}).",
            chance.share * 100.0,
            chance.standard_error * 100.0
        ));
    }
    let code = &model.units[unit].code;
    let row = told.snapshot.rows.units.iter().find(|row| row.unit_code == *code);
    let reserve = impact.setup.likely.unit_reserve[unit];
    if row.is_none_or(|row| row.basis == Basis::Assumed) {
        page.paragraph(&format!(
            "Its opening reserve of {} is assumed: none was published, and this answer hangs on it.",
            Pence::round(reserve).whole_pounds()
        ));
    }
    let bear = break_even_loss(model, &before.reserve);
    if before.reserve.last().is_none_or(|reserve| reserve.0 < 0) {
        page.paragraph("It can bear no loss of income: it would end with a debt without the move as well.");
        return;
    }
    page.paragraph(&format!("It could lose {} of income a year from the start, shedding no cost, and still end with nothing owed.", bear.whole_pounds()));
}

fn standing(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stands => "stands",
        Verdict::Strained => "is strained",
        Verdict::Fails => "fails",
    }
}

/// Tests that the move changes, then a count of those that it doesn't.
fn tests(told: &Told<'_>, unit: usize, page: &mut Page) {
    let impact = &told.answer.impact;
    let of_unit = |rows: &'_ [TestRow]| {
        rows.iter().filter(|row| row.unit == unit && !row.met).cloned().collect::<Vec<_>>()
    };
    let (before, after) = (of_unit(&impact.baseline.tests), of_unit(&impact.moved.tests));
    let held = |row: &&TestRow| {
        before.iter().any(|old| {
            old.test == row.test
                && old.cell == row.cell
                && (old.test != ViabilityTest::Margin || old.month == row.month)
        })
    };
    let new: Vec<&TestRow> = after.iter().filter(|row| !held(row)).collect();
    let already = after.len() - new.len();
    let (margins, others): (Vec<&TestRow>, Vec<&TestRow>) =
        new.into_iter().partition(|row| row.test == ViabilityTest::Margin);
    let mut said: Vec<String> = others.iter().map(|row| words(told, row)).collect();
    said.extend(margins_in_words(told, &margins));
    for words in said.iter().take(SAID_MAX) {
        page.paragraph(&format!("  Because of the move: {words}"));
    }
    if said.len() > SAID_MAX {
        page.paragraph(&format!("  … and {} more tests (`tests.csv` of the result).", said.len() - SAID_MAX));
    }
    if already > 0 {
        let example = after.iter().find(|row| held(row)).map(|row| words(told, row)).unwrap_or_default();
        page.paragraph(&format!("  Not met before the move either: {already}, for example: {example}"));
    }
}

/// Tests told one by one; the rest are counted.
const SAID_MAX: usize = 8;

/// All years in which the surplus is too small, in one sentence.
fn margins_in_words(told: &Told<'_>, rows: &[&TestRow]) -> Option<String> {
    let model = &told.answer.impact.setup.model;
    let required = percent(rows.first()?.threshold);
    let year =
        |row: &&TestRow| format!("{} in {}", percent(row.value), model.month(row.month).financial_year());
    let years: Vec<String> = rows.iter().map(year).collect();
    Some(format!("its surplus is under the {required} of turnover that it must make: {}.", years.join(", ")))
}

fn words(told: &Told<'_>, row: &TestRow) -> String {
    let model = &told.answer.impact.setup.model;
    let service = row.cell.map(|cell| told.service(model.cells[cell].code.as_str())).unwrap_or_default();
    let month = model.month(row.month);
    match row.test {
        ViabilityTest::CannotFundItself => format!("its reserve falls below zero, from {}.", month.words()),
        ViabilityTest::Margin => format!(
            "in {} its surplus is {} of turnover, under the {} it must make.",
            month.financial_year(),
            percent(row.value),
            percent(row.threshold)
        ),
        ViabilityTest::MinimumScale => {
            format!(
                "{service} serves {} people, under its smallest scale of {}.",
                people(row.value),
                people(row.threshold)
            )
        }
        ViabilityTest::CriticalMass => {
            format!(
                "{service} costs {} more for each person still served, over the {} that is its critical mass ({}).",
                percent(row.value),
                percent(row.threshold),
                month.words()
            )
        }
        ViabilityTest::ConcentrationLargest => {
            format!("its largest customer is {} of its income.", percent(row.value))
        }
        ViabilityTest::ConcentrationHhi => {
            format!("the concentration index of its income is {:.0}.", row.value)
        }
        ViabilityTest::PlanNotBacked => {
            format!("it plans {} of the middle of what its customers intend.", percent(row.value))
        }
    }
}

fn people(count: f64) -> String {
    Pence::round(count * 100.0).whole_pounds().replace('£', "")
}

/// Residual cost in short form: a month of each quarter until it is gone, and loss of scale, which stays.
fn residual(told: &Told<'_>, unit: usize, page: &mut Page) {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let by_month = impact.residual_by_month(unit);
    let total: Pence = by_month.iter().copied().sum();
    let last = model.months.saturating_sub(1);
    let scale = impact.loss_of_scale(unit, last);
    if total.0 != 0 {
        let first = by_month.iter().position(|pence| pence.0 != 0).unwrap_or(0);
        let end = by_month.iter().rposition(|pence| pence.0 != 0).unwrap_or(0);
        // As many months as fit beside the widest amount.
        let widest = by_month.iter().map(|pence| width(&pence.whole_pounds())).max().unwrap_or(0).max(7);
        let fit = ((WIDTH - 12) / (widest + 2)).max(2);
        let step = (end - first).div_ceil(fit - 1).max(1);
        let months: Vec<usize> = (first..=end).step_by(step).collect();
        let titles: Vec<String> = months.iter().map(|month| model.month(*month as u32).to_string()).collect();
        let mut columns = vec![("", Align::Left)];
        columns.extend(titles.iter().map(|title| (title.as_str(), Align::Right)));
        let mut row = vec!["Residual".to_string()];
        row.extend(months.iter().map(|month| by_month[*month].whole_pounds()));
        page.paragraph(&format!(
            "Cost that it still carries and no longer needs (it ends in {}; {} in all):",
            model.month(end as u32 + 1).words(),
            total.whole_pounds()
        ));
        page.table(&columns, &[row]);
    }
    if scale.0 != 0 {
        let word = label(told, "commissioner", true);
        page.paragraph(&format!(
            "Loss of scale (it stays): those who are still served, {word} and others, need {} a year {} than before.",
            scale.abs().whole_pounds(),
            if scale.0 > 0 { "more" } else { "less" }
        ));
    }
    let masses = under_critical_mass(impact)
        .into_iter()
        .filter(|(cell, _, _)| model.cells[*cell].unit == unit)
        .count();
    if masses > 0 {
        page.paragraph(&format!(
            "{masses} of its services go under critical mass: a warning even while it can pay its way."
        ));
    }
}

fn gaps(told: &Told<'_>, unit: usize, page: &mut Page) {
    let impact = &told.answer.impact;
    let gaps = stability::continuity::without_supplier(impact, unit);
    let Some(longest) = gaps.iter().map(|(_, months)| *months).max() else { return };
    page.paragraph(&format!(
        "If it failed then, {} lines of those who stay would be without a supplier for up to {longest} months.",
        gaps.len()
    ));
}
