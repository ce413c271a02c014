use appraisal::input::Appraisal;

use super::{List, Shown, acts, add, change, columns, take_out};
use crate::Html;
use crate::site::plain::paragraph;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// What is assumed beside the register.
pub(super) struct Assumptions;

impl List for Assumptions {
    fn show(&self, on: &On<'_>) -> Shown {
        let rows = on.appraisal.assumptions.iter().enumerate().map(|(at, one)| {
            let times = if one.scale { "× " } else { "" };
            let range = match one.value.is_fixed() {
                true => format!("{times}{}", one.value.likely()),
                false => {
                    format!("{times}{} ({} to {})", one.value.likely(), one.value.low(), one.value.high())
                }
            };
            let mut can = Vec::new();
            if on.may.write {
                can.push(change(&on.at_n(Step::Assumption, at), "Change", &one.at));
                can.push(take_out(on, Step::Assumptions, at, &one.at));
            }
            let name = Html::raw("<span class=\"app-figure-name\">").then(&one.at).then(Html::raw("</span>"));
            vec![name, range.into(), one.reason.as_str().into(), acts(can)]
        });
        let new = on.at_n(Step::Assumption, on.appraisal.assumptions.len());
        Shown {
            title: "What is assumed".to_string(),
            lead: paragraph(
                "Everything else stands in the register, each figure with its source and basis. What nobody published is assumed here, \
                 with a range and a reason.",
            ),
            columns: columns(&["Figure", "Likely and range", "Why"]),
            rows: rows.collect(),
            below: if on.may.write { vec![add(new, "Add an assumption")] } else { Vec::new() },
        }
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        if number < changed.assumptions.len() {
            changed.assumptions.remove(number);
        }
        changed
    }
}
