use appraisal::input::Appraisal;

use super::{List, Shown, acts, add, change, columns, take_out};
use crate::site::plain::paragraph;
use crate::weigh::forms::asked;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// Evidence for value for money, and for improved quality.
pub(super) struct Claims;

impl List for Claims {
    fn show(&self, on: &On<'_>) -> Shown {
        let number = |value: Option<f64>| value.map_or("–".to_string(), |value| value.to_string());
        let rows = on.appraisal.claims.iter().enumerate().map(|(at, claim)| {
            let option = on.appraisal.options.iter().find(|option| option.id == claim.option);
            let mut can = Vec::new();
            if on.may.write {
                can.push(change(&on.at_n(Step::Claim, at), "Change", &claim.measure));
                can.push(take_out(on, Step::Claims, at, &claim.measure));
            }
            vec![
                asked(claim.question).into(),
                option.map(|option| option.title.clone()).unwrap_or_default().into(),
                claim.measure.as_str().into(),
                number(claim.baseline).into(),
                number(claim.target).into(),
                number(claim.measured).into(),
                acts(can),
            ]
        });
        let new = on.at_n(Step::Claim, on.appraisal.claims.len());
        Shown {
            title: "What does the evidence say?".to_string(),
            lead: paragraph(
                "Two separate questions, each with its own evidence: is it value for money, and does quality improve?",
            ),
            columns: columns(&[
                "Question",
                "Option",
                "What is measured",
                "Today",
                "Meant to be",
                "Found to be",
            ]),
            rows: rows.collect(),
            below: if on.may.write { vec![add(new, "Add evidence")] } else { Vec::new() },
        }
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        if number < changed.claims.len() {
            changed.claims.remove(number);
        }
        changed
    }
}
