use costing::{PayRates, PayRows, pay_cost_for_one};
use vocabulary::{Code, Date};

use super::{Stated, heads, rate};
use crate::workbook::expr::Cell;
use crate::workbook::names::Names;
use crate::workbook::sheet::Sheet;
use crate::workbook::style::Kind;
use crate::workbook::told::Told;

/// Where pay, and what an employer pays on top of it, is.
#[derive(Debug, Clone, Default)]
pub(in crate::workbook) struct PayCells {
    /// By band: pay at its top.
    pub bands: Vec<(Code, Cell)>,
    /// What comes on top; none where there is no schedule of posts.
    pub on_costs: Option<OnCostCells>,
}

/// What an employer pays on top of pay.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct OnCostCells {
    /// Pay from which National Insurance is due, pounds a year.
    pub threshold: Cell,
    /// Per cent of what lies above.
    pub insurance: Cell,
    /// Rebate in per cent of pay between two amounts; none where there is none.
    pub rebate: Option<[Cell; 3]>,
    /// Pension contribution collected from every employer, per cent of pay.
    pub pension: Cell,
    /// The rest of it.
    pub central: Cell,
    /// How much of that rest this employer pays itself.
    pub central_ours: Cell,
    /// Apprenticeship levy, per cent of pay; none before there was one.
    pub levy: Option<Cell>,
}

/// The rates that the posts of the schedule are costed at.
pub(super) fn pay(told: &Told<'_>, sheet: &mut Sheet, names: &mut Names, row: u32) -> PayCells {
    let appraisal = &told.answer.appraisal;
    let rates = PayRates::from(told.rulebook);
    let mut cells = PayCells::default();
    let mut bands: Vec<&Code> = told.answer.posts.iter().map(|cost| &cost.post.band).collect();
    bands.sort();
    bands.dedup();
    let costs = bands.into_iter().filter_map(|band| {
        let cost = pay_cost_for_one(rates, band, None, appraisal.start, &appraisal.employer_kind).ok()?;
        Some((band, cost))
    });
    let costs: Vec<_> = costs.collect();
    let Some((_, any)) = costs.first() else { return cells };
    let mut row = sheet.heading(row, "Pay, and what an employer pays on top of it");
    row = heads(sheet, row, ["What", "Rate", "", ""]);
    for (band, cost) in &costs {
        let Some(point) = rates.pay.get(cost.rows.pay) else { continue };
        let of = Stated {
            title: &format!("Pay of band {band} at its top, a year"),
            source: &point.source_url.0,
            review: point.review_date,
        };
        let cell = rate(sheet, row, &of, point.annual_gbp.as_f64() / 100.0, Kind::Pounds);
        names.cell(&format!("pay_band_{band}"), &cell);
        cells.bands.push(((*band).clone(), cell));
        row += 1;
    }
    let mut writer = Writer { sheet, names, row };
    cells.on_costs = writer.on_costs(rates, any.rows);
    cells
}

struct Writer<'a> {
    sheet: &'a mut Sheet,
    names: &'a mut Names,
    row: u32,
}

impl Writer<'_> {
    fn put(
        &mut self,
        (name, title): (&str, &str),
        value: f64,
        kind: Kind,
        from: (&str, Option<Date>),
    ) -> Cell {
        let of = Stated { title, source: from.0, review: from.1 };
        let cell = rate(self.sheet, self.row, &of, value, kind);
        self.names.cell(name, &cell);
        self.row += 1;
        cell
    }

    fn on_costs(&mut self, rates: PayRates<'_>, rows: PayRows) -> Option<OnCostCells> {
        let insurance = rates.insurance.get(rows.insurance)?;
        let pension = rates.pension.get(rows.pension)?;
        let pounds = |pence: vocabulary::Pence| pence.as_f64() / 100.0;
        let from = (insurance.source.0.as_str(), insurance.review_date);
        let threshold = self.put(
            ("ni_threshold", "National Insurance: pay above which it is due, a year"),
            pounds(insurance.threshold_annual_gbp),
            Kind::Pounds,
            from,
        );
        let due = self.put(
            ("ni_rate", "National Insurance: of pay above that"),
            insurance.rate_percent.0,
            Kind::Percent,
            from,
        );
        let rebate = match (insurance.rebate_percent, insurance.rebate_from_gbp, insurance.rebate_to_gbp) {
            (Some(percent), Some(low), Some(high)) => Some([
                self.put(
                    ("ni_rebate", "National Insurance: rebate of pay between"),
                    percent.0,
                    Kind::Percent,
                    from,
                ),
                self.put(
                    ("ni_rebate_from", "– the lower earnings limit, a year"),
                    pounds(low),
                    Kind::Pounds,
                    from,
                ),
                self.put(
                    ("ni_rebate_to", "– and the upper accrual point, a year"),
                    pounds(high),
                    Kind::Pounds,
                    from,
                ),
            ]),
            _ => None,
        };
        let from = (pension.source.0.as_str(), pension.review_date);
        let percent = Kind::Percent;
        let of_all = ("pension_employer", "Pension: collected from every employer, of pay");
        let rest = ("pension_central", "Pension: the central part, of pay");
        let ours = ("pension_central_from_employer", "Pension: of the central part, paid by this employer");
        Some(OnCostCells {
            threshold,
            insurance: due,
            rebate,
            pension: self.put(of_all, pension.employer_percent.0, percent, from),
            central: self.put(rest, pension.central_percent.0, percent, from),
            central_ours: self.put(ours, pension.central_from_employer_percent.0, percent, from),
            levy: rows.levy.and_then(|row| rates.levy.get(row)).map(|levy| {
                let what = ("apprenticeship_levy", "Apprenticeship levy, of pay");
                self.put(what, levy.rate_percent.0, percent, (&levy.source.0, levy.review_date))
            }),
        })
    }
}
