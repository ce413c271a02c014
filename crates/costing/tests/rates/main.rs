//! The rates that ship, against `docs/worked/11-pay.md`, and what must hold of them whatever the numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod book;
mod properties;
mod tables;

use costing::{
    PayCost, PayRates, RedundancyTerms, apprenticeship_levy, consultation_days, discount_factor,
    notice_months, optimism_bias, pay_cost_for_one, real_terms_factor, redundancy_for_one, vat_share,
};
use register::rules::{EstimatedCost, past_review};
use register::tables::DestinationKind;
use vocabulary::{Code, Date};

use book::{expected, rulebook};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn post(band: &str, on: &str, employer: &str) -> PayCost {
    let book = rulebook();
    pay_cost_for_one(PayRates::from(&book), &band.into(), None, date(on), &employer.into()).expect("rates")
}

/// Pounds and pence, as the page writes them; exact to a tenth of a penny beyond rounding.
fn pounds(pence: f64) -> String {
    format!("{:.2}", pence / 100.0)
}

#[test]
fn every_band_top_of_2025_costs_what_the_page_says() {
    let rows = expected("band_tops");
    assert_eq!(rows.len(), 11);
    for row in rows {
        let cost = post(&row["band"], "2025-10-01", "nhs_body");
        for (column, seen) in [
            ("annual_gbp", cost.annual_pay),
            ("national_insurance_gbp", cost.national_insurance),
            ("pension_employer_gbp", cost.pension_employer),
            ("levy_gbp", cost.levy),
            ("organisation_gbp", cost.organisation()),
            ("pension_central_gbp", cost.pension_central),
            ("system_gbp", cost.system()),
        ] {
            let wanted: f64 = row[column].parse().expect("a number");
            assert!((seen / 100.0 - wanted).abs() <= 0.005 + 1e-9, "{} {column}: {seen} pence", row["band"]);
        }
        assert!(!cost.central_paid_by_employer());
    }
    let band_7 = post("7", "2025-10-01", "nhs_body");
    assert_eq!((band_7.organisation() / 100.0).round(), 70_307.0);
    assert_eq!((band_7.system() / 100.0).round(), 75_450.0);
}

#[test]
fn who_pays_the_central_part_depends_on_the_employer() {
    for row in expected("employers") {
        let cost = post("7", "2025-10-01", &row["employer_kind"]);
        assert_eq!(pounds(cost.organisation()), row["organisation_gbp"], "{}", row["employer_kind"]);
        assert_eq!(pounds(cost.system()), row["system_gbp"]);
        assert_eq!(cost.central_paid_by_employer(), row["employer_kind"] != "nhs_body");
    }
}

#[test]
fn in_2013_the_scheme_was_contracted_out_and_there_was_no_levy() {
    for row in expected("in_2013") {
        let cost = post(&row["band"], "2013-10-01", "nhs_body");
        assert_eq!(pounds(cost.annual_pay), row["annual_gbp"]);
        assert_eq!(pounds(cost.national_insurance), row["national_insurance_gbp"]);
        assert_eq!(pounds(cost.pension_employer), row["pension_employer_gbp"]);
        assert_eq!(pounds(cost.organisation()), row["organisation_gbp"]);
        assert_eq!(pounds(cost.system()), row["system_gbp"]);
        assert_eq!((cost.levy, cost.rows.levy), (0.0, None));
    }
}

#[test]
fn a_step_is_paid_by_its_own_pay_and_an_unknown_one_is_said() {
    let book = rulebook();
    let cost = |step| {
        pay_cost_for_one(
            PayRates::from(&book),
            &"7".into(),
            Some(step),
            date("2025-10-01"),
            &"nhs_body".into(),
        )
    };
    assert_eq!(cost("entry").map(|cost| cost.annual_pay), Ok(4_781_000.0));
    assert_eq!(cost("top").map(|cost| cost.annual_pay), Ok(5_471_000.0));
    assert_eq!(cost("point 26"), Err("agenda_for_change_pay"));
}

#[test]
fn the_allowance_of_the_levy_counts_for_a_whole_pay_bill() {
    let book = rulebook();
    let levy = |pounds: f64, on| apprenticeship_levy(&book.apprenticeship_levy, pounds * 100.0, date(on));
    assert_eq!(levy(10_000_000.0, "2025-10-01"), 3_500_000.0);
    assert_eq!(levy(3_000_000.0, "2025-10-01"), 0.0);
    assert_eq!(levy(10_000_000.0, "2017-04-05"), 0.0);
}

/// Pay by 4.35 weeks a month of a year of 365 days: what some payrolls do, and Ballast doesn't.
fn by_weeks(annual_pay: f64, months: f64) -> f64 {
    annual_pay * 7.0 / 365.0 * 4.35 * months
}

#[test]
fn a_months_pay_is_a_twelfth_and_not_so_many_weeks() {
    let book = rulebook();
    let tables = RedundancyTerms { terms: &book.redundancy, pay: &book.pay };
    let paid = redundancy_for_one(tables, &"7".into(), 12.0, date("2025-10-01")).expect("terms");
    assert_eq!(pounds(paid.cost), "54710.00");
    assert_eq!(pounds(by_weeks(paid.annual_pay, paid.months)), "54769.96");
}

#[test]
fn factors_and_bounds_are_those_of_the_page() {
    let book = rulebook();
    for row in expected("discount_factors") {
        let year = row["year"].parse().expect("a year");
        let factor = discount_factor(&book.discount, &"green-book-standard".into(), year).expect("a rate");
        assert_eq!(format!("{factor:.6}"), row["factor"], "year {year}");
    }
    for row in expected("optimism_bias") {
        let cost: EstimatedCost = row["cost"].parse().expect("a kind of cost");
        let bounds =
            optimism_bias(&book.optimism_bias, &Code::new(&row["category"]), cost, date("2026-04-01"));
        let number = |column: &str| row[column].parse::<f64>().expect("a number");
        assert_eq!(bounds, Some((number("upper_percent"), number("lower_percent"))), "{}", row["category"]);
    }
    let none =
        optimism_bias(&book.optimism_bias, &"outsourcing".into(), EstimatedCost::Capital, date("2026-04-01"));
    assert_eq!(none, None);
}

#[test]
fn money_goes_to_prices_of_another_year_and_back() {
    let book = rulebook();
    let year = |text: &str| text.parse().expect("a financial year");
    let factor = |from, to| real_terms_factor(&book.gdp_deflator, year(from), year(to));
    let forth = factor("2023/24", "2024/25").expect("both years");
    assert_eq!(format!("{:.2}", 100.0 * forth), "104.07");
    assert!((forth * factor("2024/25", "2023/24").expect("both years") - 1.0).abs() < 1e-12);
    assert_eq!(factor("2024/25", "2024/25"), Some(1.0));
    assert_eq!(factor("2024/25", "2060/61"), None);
}

#[test]
fn the_tax_that_stays_is_that_of_the_page() {
    let book = rulebook();
    for row in expected("vat_shares") {
        let kind: DestinationKind = row["supplier_kind"].parse().expect("a kind");
        let share =
            vat_share(&book.vat, &Code::new(&row["service"]), kind, date("2025-10-01")).expect("a row");
        let number = |column: &str| row[column].parse::<f64>().expect("a number");
        assert_eq!(share.charged_percent, number("charged_percent"), "{row:?}");
        assert_eq!(share.irrecoverable_percent(), number("irrecoverable_percent"), "{row:?}");
    }
}

#[test]
fn consultation_takes_as_long_as_the_page_says() {
    let book = rulebook();
    for row in expected("consultation") {
        let redundancies = row["redundancies"].parse().expect("a number");
        let seen = consultation_days(&book.timing, redundancies, date(&row["on"]));
        assert_eq!(seen.map(|found| found.days), row["days"].parse().ok(), "{row:?}");
    }
    assert_eq!(notice_months(&book.timing, &"code-change".into(), date("2026-04-01")), Some(5));
}

#[test]
fn a_cost_names_the_rows_that_are_past_their_review() {
    let book = rulebook();
    let rates = PayRates::from(&book);
    let used = post("7", "2025-10-01", "nhs_body").used(rates);
    assert_eq!(used.len(), 4);
    assert!(past_review(&used, date("2026-03-31")).is_empty());
    let late = past_review(&used, date("2026-11-22"));
    let tables: Vec<&str> = late.iter().map(|finding| finding.place.table.as_str()).collect();
    assert_eq!(tables, ["agenda_for_change_pay", "pension"]);
    let then = post("7", "2013-10-01", "nhs_body").used(rates);
    assert!(past_review(&then, date("2026-11-22")).is_empty(), "rates of the past don't change any more");
}
