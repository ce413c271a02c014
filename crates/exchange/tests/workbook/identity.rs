//! Payments add up to the flows of money.

use vocabulary::FinancialYear;

use crate::facts::{Facts, every_kind, shipped};

#[test]
fn postings_by_payer_are_the_flows_before_what_the_appraisal_adds() {
    let mut all: Vec<_> = shipped().into_iter().map(|(_, appraisal)| appraisal).collect();
    all.push(every_kind());
    for appraisal in all {
        let answer = Facts::of(&appraisal.register).answer(&appraisal);
        for option in &answer.options {
            let (flows, extras) = (&option.flows, &option.flows.extras);
            for (index, year) in answer.years.iter().enumerate() {
                let year = FinancialYear::starting(year.starts);
                let (mut us, mut others, mut exchequer) = (0, 0, 0);
                for payment in option.payments.iter().filter(|payment| payment.year == year) {
                    match payment.body.as_str() {
                        body if body == appraisal.buyer.as_str() => us += payment.change.0,
                        "exchequer" => exchequer += payment.change.0,
                        _ => others += payment.change.0,
                    }
                }
                let ours = extras.cost_us[index] + extras.vat_us[index] - extras.saved_us[index];
                let theirs =
                    extras.cost_others[index] + extras.vat_others[index] - extras.saved_others[index];
                let tax = extras.vat_us[index] + extras.vat_others[index];
                for (posted, flow) in [
                    (us, flows.us[index] - ours),
                    (others, flows.others[index] - theirs),
                    (exchequer, flows.exchequer[index] + tax),
                ] {
                    assert!(
                        (posted as f64 - flow).abs() < 1e-4,
                        "{} {year}: {posted}, not {flow}",
                        option.id
                    );
                }
            }
        }
    }
}
