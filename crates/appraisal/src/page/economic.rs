use std::collections::BTreeMap;

use ledger::Account;
use listing::{Cell, Section};
use vocabulary::{Code, FinancialYear};

use super::{Told, money};

/// The economic case of every option, year by year.
pub(super) fn economic(told: &Told<'_>) -> Section {
    let answer = told.answer;
    let mut section = Section::new("economic", "The economic case, year by year")
        .note(format!(
            "Resources in prices of the first year, without tax and transfers; discounted by {}, year 0 as it is. Above \
             zero: more is spent than in business as usual, or more is gained.",
            answer.appraisal.schedule
        ))
        .column("option", "Option")
        .column("year", "Year")
        .column("factor", "Discount factor")
        .column("purse_gbp", "The public purse pays more")
        .column("risk_gbp", "Expected cost of risks")
        .column("bias_gbp", "Optimism bias, mitigated")
        .column("cash_releasing_gbp", "Cash-releasing benefits, within what is paid")
        .column("benefit_gbp", "Other benefits in pounds")
        .column("present_gbp", "Present value");
    for option in &answer.options {
        let purse = option.flows.purse();
        let extras = &option.flows.extras;
        for (index, year) in answer.years.iter().enumerate() {
            let net = extras.other_benefit[index] - purse[index] - extras.risk[index] - extras.bias[index];
            section.row(vec![
                Cell::text(option.title.clone()),
                Cell::text(FinancialYear::starting(year.starts).to_string()),
                Cell::text(format!("{:.6}", year.discount)),
                money(purse[index]),
                money(extras.risk[index]),
                money(extras.bias[index]),
                money(extras.cash_releasing[index]),
                money(extras.other_benefit[index]),
                money(net * year.discount),
            ]);
        }
    }
    section
}

/// The financial case of the preferred option: who pays what in which year, in the money of that year, with tax.
pub(super) fn financial(told: &Told<'_>) -> Section {
    let answer = told.answer;
    let best = told.preferred();
    let buyer = &answer.appraisal.buyer;
    let mut section = Section::new("financial", format!("The financial case of “{}”", best.title))
        .note(
            "Cash in the prices of each year, with tax and transfers; optimism bias, risk and benefits that release no \
             cash are left out. Bodies beside us and the unit are shown together.",
        )
        .column("payer", "Who pays")
        .column("account", "For what");
    for year in &answer.years {
        section = section.column("year", FinancialYear::starting(year.starts).to_string());
    }
    let mut rows: BTreeMap<(u8, String, String), Vec<f64>> = BTreeMap::new();
    let index_of = |year: FinancialYear| {
        answer.years.iter().position(|other| FinancialYear::starting(other.starts) == year)
    };
    for payment in &best.payments {
        let Some(index) = index_of(payment.year) else { continue };
        let (order, payer) = payer(told, buyer, &payment.body);
        let row = rows
            .entry((order, payer, account(payment.account)))
            .or_insert_with(|| vec![0.0; answer.years.len()]);
        row[index] += payment.change.as_f64() * answer.years[index].prices;
    }
    let extras = &best.flows.extras;
    let us = told.snapshot.name_of(buyer.as_str());
    for (index, year) in answer.years.iter().enumerate() {
        let parts = [
            (
                0,
                us.clone(),
                "own costs of the option",
                extras.cost_us[index] + extras.vat_us[index] - extras.saved_us[index],
            ),
            (
                2,
                "others".to_string(),
                "own costs of the option",
                extras.cost_others[index] + extras.vat_others[index] - extras.saved_others[index],
            ),
            (3, "the tax authority".to_string(), "vat", -extras.vat_us[index] - extras.vat_others[index]),
        ];
        for (order, payer, what, pence) in parts.into_iter().filter(|part| part.3 != 0.0) {
            let row =
                rows.entry((order, payer, what.to_string())).or_insert_with(|| vec![0.0; answer.years.len()]);
            row[index] += pence * year.prices;
        }
    }
    for ((_, payer, what), by_year) in rows {
        let mut cells = vec![Cell::text(payer), Cell::text(what)];
        cells.extend(by_year.into_iter().map(money));
        section.row(cells);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

fn payer(told: &Told<'_>, buyer: &Code, body: &Code) -> (u8, String) {
    let answer = told.answer;
    let role = told.preferred().bodies.iter().find(|row| row.body == *body).map(|row| row.party);
    if body == buyer {
        (0, told.snapshot.name_of(body.as_str()))
    } else if *body == answer.appraisal.supplier {
        (1, told.snapshot.name_of(body.as_str()))
    } else if role == Some("exchequer") {
        (3, "the tax authority".to_string())
    } else {
        (2, "others".to_string())
    }
}

fn account(account: Account) -> String {
    account.word().replace('_', " ")
}
