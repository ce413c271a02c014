//! How large one must be to host one's own: the smallest population at which doing it oneself costs no more than the
//! unit's price.

use costing::CostCurve;
use register::Snapshot;
use register::tables::{Alternative, DestinationKind};
use vocabulary::{Code, Pence};

use crate::input::{Appraisal, AppraisalOption, Sourcing};

/// How large one must be to host one's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hosting {
    /// People of the buyer.
    pub people: u32,
    /// Each line that could be hosted.
    pub rows: Vec<HostingRow>,
    /// All of those lines together: the smallest population; none where no size is enough.
    pub bundle: Option<f64>,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct HostingRow {
    /// The service.
    pub service: Code,
    /// What the unit charges a head today, pence a year.
    pub price_a_head: f64,
    /// The smallest population at which hosting costs no more; none where no size is enough.
    pub smallest: Option<f64>,
}

/// A cost of hosting by people served, with what the unit would charge for them.
struct Line {
    service: Code,
    price: f64,
    curve: CostCurve,
}

/// Lines of the buyer whose in-house cost is known by size, and the smallest size for each and for all together.
pub(crate) fn hosting(snapshot: &Snapshot, appraisal: &Appraisal) -> Hosting {
    let Some(people) = snapshot.people(&appraisal.buyer, appraisal.start).filter(|people| *people > 0) else {
        return Hosting::default();
    };
    let lines = lines(snapshot, appraisal, f64::from(people));
    let row = |line: &Line| HostingRow {
        service: line.service.clone(),
        price_a_head: line.price,
        smallest: smallest_scale(std::slice::from_ref(&line.curve), line.price),
    };
    let curves: Vec<CostCurve> = lines.iter().map(|line| line.curve).collect();
    let price: f64 = lines.iter().map(|line| line.price).sum();
    Hosting {
        people,
        rows: lines.iter().map(row).collect(),
        bundle: if curves.is_empty() { None } else { smallest_scale(&curves, price) },
    }
}

fn lines(snapshot: &Snapshot, appraisal: &Appraisal, people: f64) -> Vec<Line> {
    let ours = snapshot
        .rows
        .agreement_lines
        .iter()
        .filter(|line| line.buyer_code == appraisal.buyer && line.supplier_code == appraisal.supplier);
    let line = |line: &register::tables::AgreementLine| {
        let service = &line.service_code;
        let curve = typed_curve(appraisal, service).or_else(|| known_curve(snapshot, appraisal, service))?;
        // Cost by volume becomes cost by people, at the buyer's own use of the service.
        let each = line.volume.map_or(1.0, |volume| volume.0 / people);
        let by_people = CostCurve {
            per_volume: curve.per_volume * each,
            step_volume: if each > 0.0 { curve.step_volume / each } else { 0.0 },
            ..curve
        };
        Some(Line { service: service.clone(), price: line.annual_gbp.as_f64() / people, curve: by_people })
    };
    ours.filter_map(line).collect()
}

/// An author's own running cost says nothing of other sizes, so that it counts as fixed.
fn typed_curve(appraisal: &Appraisal, service: &Code) -> Option<CostCurve> {
    let choices = appraisal.options.iter().flat_map(AppraisalOption::changes).map(|(_, choice)| choice);
    let mut ours =
        choices.filter(|choice| choice.service == *service && choice.sourcing == Sourcing::IndependentMake);
    let choice = ours.find(|choice| choice.running_gbp.is_some())?;
    let vat_share = choice.vat_percent.unwrap_or(0.0) / 100.0;
    Some(CostCurve { fixed: choice.running_gbp?.likely() * 100.0, vat_share, ..CostCurve::default() })
}

fn known_curve(snapshot: &Snapshot, appraisal: &Appraisal, service: &Code) -> Option<CostCurve> {
    let fits = |row: &&Alternative| {
        row.service_code == *service
            && row.kind == DestinationKind::InHouse
            && (row.buyer_code == appraisal.buyer || row.buyer_code.is_any())
    };
    let row = snapshot.rows.alternatives.iter().filter(fits).min_by_key(|row| row.buyer_code.is_any())?;
    let pence = |amount: Option<Pence>| amount.map_or(0.0, Pence::as_f64);
    Some(CostCurve {
        fixed: pence(row.fixed_gbp),
        per_volume: row.per_volume_gbp.map_or(0.0, |pounds| pounds.0 * 100.0),
        step: pence(row.step_gbp),
        step_volume: row.step_volume.map_or(0.0, |step| step.0),
        vat_share: row.irrecoverable_vat_percent.map_or(0.0, |percent| percent.0 / 100.0),
        switching: 0.0,
        spread_years: 0.0,
    })
}

/// Steps are looked through up to this many people: more than any country has.
const PEOPLE_MAX: f64 = 1e9;

/// The smallest population at which the curves together cost no more than a price a head; none where no size is
/// enough. Between two steps cost is a straight line, so that each stretch is looked at once.
pub fn smallest_scale(curves: &[CostCurve], price_a_head: f64) -> Option<f64> {
    let tax = |curve: &CostCurve| 1.0 + curve.vat_share;
    let fixed: f64 = curves.iter().map(|curve| curve.fixed * tax(curve)).sum();
    let margin = price_a_head - curves.iter().map(|curve| curve.per_volume * tax(curve)).sum::<f64>();
    let stepped: Vec<&CostCurve> =
        curves.iter().filter(|curve| curve.step > 0.0 && curve.step_volume > 0.0).collect();
    let lasting: f64 = stepped.iter().map(|curve| curve.step * tax(curve) / curve.step_volume).sum();
    if margin <= 0.0 {
        return (fixed + lasting <= 0.0).then_some(0.0);
    }
    let mut begins = 0.0;
    loop {
        // Just above `begins` every curve has the steps that serve one more person.
        let steps: f64 = stepped
            .iter()
            .map(|curve| curve.step * tax(curve) * ((begins / curve.step_volume + 1e-9).floor() + 1.0))
            .sum();
        let ends = stepped
            .iter()
            .map(|curve| ((begins / curve.step_volume + 1e-9).floor() + 1.0) * curve.step_volume)
            .fold(f64::INFINITY, f64::min);
        let enough = ((fixed + steps) / margin).max(begins);
        if enough <= ends {
            return Some(enough);
        }
        // With steps that outrun the margin no size is ever enough.
        if ends >= PEOPLE_MAX || (lasting >= margin && ends * (margin - lasting) < fixed) {
            return None;
        }
        begins = ends;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(fixed: f64, per_volume: f64, step: f64, step_volume: f64) -> CostCurve {
        CostCurve { fixed, per_volume, step, step_volume, ..CostCurve::default() }
    }

    #[test]
    fn a_fixed_cost_is_met_by_the_margin_a_head() {
        // 180,000 a year, 50 a head at the unit, 30 a head oneself: 9,000 people.
        assert_eq!(smallest_scale(&[curve(180_000.0, 30.0, 0.0, 0.0)], 50.0), Some(9_000.0));
        assert_eq!(smallest_scale(&[curve(180_000.0, 50.0, 0.0, 0.0)], 50.0), None);
    }

    #[test]
    fn steps_are_climbed_one_by_one() {
        // Margin 20 a head; a step of 100,000 for each 10,000: 200,000 of margin a step. At the first step
        // (100,000 + 100,000) / 20 = 10,000: just enough.
        assert_eq!(smallest_scale(&[curve(100_000.0, 30.0, 100_000.0, 10_000.0)], 50.0), Some(10_000.0));
        // 150,000 fixed: the first step needs 12,500 and ends at 10,000; the second needs 17,500.
        assert_eq!(smallest_scale(&[curve(150_000.0, 30.0, 100_000.0, 10_000.0)], 50.0), Some(17_500.0));
        // Steps that cost all the margin: only without a fixed cost, and never with one.
        assert_eq!(smallest_scale(&[curve(1.0, 30.0, 200_000.0, 10_000.0)], 50.0), None);
        assert_eq!(smallest_scale(&[curve(0.0, 30.0, 200_000.0, 10_000.0)], 50.0), Some(10_000.0));
    }

    #[test]
    fn a_bundle_shares_its_margin() {
        let lines = [curve(100_000.0, 10.0, 0.0, 0.0), curve(50_000.0, 25.0, 0.0, 0.0)];
        assert_eq!(smallest_scale(&lines, 50.0), Some(10_000.0));
    }
}
