//! What must hold of a post's cost on every day since April 2013.

use costing::{PayRates, pay_cost_for_one};
use vocabulary::{Code, Month};

use super::book::rulebook;

#[test]
fn the_system_never_pays_less_than_the_organisation() {
    let book = rulebook();
    let rates = PayRates::from(&book);
    let kinds = ["nhs_body", "council", "company", "medical_school", "arms_length_body"].map(Code::from);
    let mut looked_at = 0;
    for months in 0..168 {
        let on = Month::new(2013, 4).plus(months).first_day();
        for band in ["2", "3", "4", "5", "6", "7", "8a"].map(Code::from) {
            let costs =
                kinds.each_ref().map(|kind| pay_cost_for_one(rates, &band, None, on, kind).expect("rates"));
            for cost in &costs {
                assert!(cost.organisation() <= cost.system() + 1e-6, "{band} {on}");
                assert!(cost.organisation() > cost.annual_pay);
                assert!(
                    (cost.system() - costs[0].system()).abs() < 1e-6,
                    "the employer changes who pays only"
                );
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, 168 * 7 * 5);
}
