use std::collections::BTreeMap;

use register::rules::ViabilityTest;
use vocabulary::{FinancialYear, Pence, PenceBand, PercentBand};

use super::super::Told;
use super::{BandedResidual, BandedStep, BandedTest, BandedVerdict};

/// Does each unit stand, and if not, from which year on?
pub(super) fn verdicts(told: &Told<'_>) -> Vec<BandedVerdict> {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let rows = model.units.iter().zip(&impact.baseline.verdicts).zip(&impact.moved.verdicts);
    let row =
        |((unit, before), after): ((&stability::model::Unit, _), &stability::viability::UnitVerdict)| {
            let before: &stability::viability::UnitVerdict = before;
            BandedVerdict {
                unit_code: unit.code.to_string(),
                name: told.name(unit.body),
                baseline: before.verdict.word(),
                scenario: after.verdict.word(),
                fails_in: after.fails_from.map(|month| model.month(month).financial_year()),
            }
        };
    rows.map(row).collect()
}

/// Those who leave by their own decision, each with how much dearer its line has become.
pub(super) fn cascade(told: &Told<'_>) -> Vec<BandedStep> {
    let impact = &told.answer.impact;
    let (model, numbers) = (&impact.setup.model, &impact.setup.likely);
    let leaving = impact.moved.outcome.judgements.iter().filter(|judged| judged.leaves);
    let steps = leaving.map(|judged| {
        let line = &model.lines[judged.line];
        let start = numbers.line_annual[judged.line];
        let rise = (start > 0.0).then(|| (judged.price / start - 1.0) * 100.0);
        BandedStep {
            round: judged.round,
            month: model.month(judged.month),
            buyer_code: line.buyer_code.to_string(),
            supplier_code: model.units[judged.unit].code.to_string(),
            service_code: line.service_code.to_string(),
            rise: rise.and_then(PercentBand::of),
            alternative_id: model.alternatives[judged.alternative].id.to_string(),
        }
    });
    steps.collect()
}

/// Residual cost of each unit by financial year, with the moves less without them.
pub(super) fn residual(told: &Told<'_>) -> Vec<BandedResidual> {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let mut sums: BTreeMap<(usize, FinancialYear), f64> = BTreeMap::new();
    for (side, sign) in [(&impact.moved, 1.0), (&impact.baseline, -1.0)] {
        for (unit, by_month) in side.outcome.residual.iter().enumerate() {
            for (month, pence) in (0..).zip(by_month) {
                *sums.entry((unit, model.month(month).financial_year())).or_default() += sign * pence;
            }
        }
    }
    let rows = sums.into_iter().map(|((unit, year), pence)| BandedResidual {
        unit_code: model.units[unit].code.to_string(),
        year,
        cost: PenceBand::of(Pence::round(pence)),
    });
    rows.collect()
}

/// The tests of each unit. Values that the register itself gives are told as they are, others in bands; how money
/// is spread over customers after a review shows their new prices, so there only the answer is told.
pub(super) fn tests(told: &Told<'_>) -> Vec<BandedTest> {
    let model = &told.answer.impact.setup.model;
    let percent = |value: f64| PercentBand::of(value).map(|band| band.to_string()).unwrap_or_default();
    let rows = told.answer.impact.moved.tests.iter().map(|row| BandedTest {
        unit_code: model.units[row.unit].code.to_string(),
        service_code: row.cell.map(|cell| model.cells[cell].code.to_string()),
        test: row.test.word(),
        met: row.met,
        value: match row.test {
            ViabilityTest::CannotFundItself => PenceBand::of(Pence::round(row.value * 100.0)).to_string(),
            ViabilityTest::Margin | ViabilityTest::CriticalMass => percent(row.value),
            ViabilityTest::ConcentrationLargest | ViabilityTest::ConcentrationHhi => String::new(),
            ViabilityTest::MinimumScale => format!("{:.0} people", row.value),
            ViabilityTest::PlanNotBacked => format!("{:.0}%", row.value),
        },
        source: row.source.clone(),
    });
    rows.collect()
}
