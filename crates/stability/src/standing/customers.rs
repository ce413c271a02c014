use std::collections::BTreeMap;

use register::Snapshot;
use register::tables::{AgreementLine, Satisfaction};
use vocabulary::{Code, Pence};

use super::{Content, Customer, Intends, LineAtRisk, tipping_of};
use crate::model::Model;
use crate::resting::{RestingLine, RestingPoint};

/// The customers of a resting point, the nearest to leaving first; those that can't leave last.
pub(super) fn customers(
    snapshot: &Snapshot,
    model: &Model,
    rest: &RestingPoint,
    income: f64,
) -> Vec<Customer> {
    let mut by_buyer: BTreeMap<&Code, Vec<&RestingLine>> = BTreeMap::new();
    for line in &rest.lines {
        by_buyer.entry(&model.lines[line.line].buyer_code).or_default().push(line);
    }
    let customer = |(buyer, lines): (&Code, Vec<&RestingLine>)| {
        let pays: f64 = lines.iter().map(|line| model.numbers.line_annual[line.line]).sum();
        let unit = &model.units[rest.unit].code;
        Customer {
            buyer_code: buyer.clone(),
            income: Pence::round(pays),
            share_percent: if income > 0.0 { pays / income * 100.0 } else { 0.0 },
            tipping_index: tipping_of(model, rest, buyer),
            satisfaction: content(snapshot, buyer, unit, |service| service.is_any()),
            intends: intends(snapshot, buyer, unit),
            lines: lines.into_iter().map(|line| at_risk(snapshot, model, line)).collect(),
        }
    };
    let mut customers: Vec<Customer> = by_buyer.into_iter().map(customer).collect();
    let index = |customer: &Customer| customer.tipping_index.unwrap_or(f64::NEG_INFINITY);
    customers.sort_by(|a, b| index(b).total_cmp(&index(a)).then(a.buyer_code.cmp(&b.buyer_code)));
    customers
}

fn at_risk(snapshot: &Snapshot, model: &Model, rest: &RestingLine) -> LineAtRisk {
    let line = &model.lines[rest.line];
    let named = |row: &&AgreementLine| row.line_id == line.id;
    let row = snapshot.rows.agreement_lines.iter().find(named);
    LineAtRisk {
        line_id: line.id.clone(),
        service_code: line.service_code.clone(),
        price: Pence::round(model.numbers.line_annual[rest.line]),
        price_at_rest: Pence::round(rest.price),
        alternative: rest.alternative.map(Pence::round),
        // Downwards: at this price it still stays.
        stays_up_to: rest.tipping_price.map(|pence| Pence(pence.floor() as i64)),
        goes: rest.leaves.is_some(),
        notice_months: model.numbers.notice(rest.line),
        end_date: row.and_then(|row| row.end_date),
        satisfaction: content(snapshot, &line.buyer_code, &line.supplier_code, |service| {
            *service == line.service_code
        }),
    }
}

/// The latest that is known of how content a buyer is.
fn content(snapshot: &Snapshot, buyer: &Code, unit: &Code, about: impl Fn(&Code) -> bool) -> Option<Content> {
    let fits = |row: &&Satisfaction| {
        row.buyer_code == *buyer && row.supplier_code == *unit && about(&row.service_code)
    };
    let latest = snapshot.rows.satisfaction.iter().filter(fits).max_by_key(|row| &row.period)?;
    Some(Content {
        score_percent: latest.score_percent.0,
        period: latest.period.clone(),
        respondents: latest.respondents,
    })
}

/// What a buyer said last that it will spend with the unit on everything.
fn intends(snapshot: &Snapshot, buyer: &Code, unit: &Code) -> Option<Intends> {
    let rows = snapshot.rows.intentions.iter();
    let of = rows
        .filter(|row| row.buyer_code == *buyer && row.supplier_code == *unit && row.service_code.is_any());
    let latest = of.max_by_key(|row| (row.financial_year, row.stated_on))?;
    Some(Intends {
        year: latest.financial_year,
        low: latest.low_gbp,
        high: latest.high_gbp,
        per_head: latest.per_head,
    })
}
