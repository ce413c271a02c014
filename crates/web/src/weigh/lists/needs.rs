use appraisal::input::Appraisal;

use super::{List, Shown, acts, add, change, columns, or, take_out};
use crate::site::plain::paragraph;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// What is needed, service by service.
pub(super) struct Needs;

impl List for Needs {
    fn show(&self, on: &On<'_>) -> Shown {
        let rows = on.appraisal.needs.iter().enumerate().map(|(at, need)| {
            let service = on.service(&need.service);
            let price =
                on.lines().filter(|line| line.service_code == need.service).map(|line| line.annual_gbp).sum();
            let price: vocabulary::Pence = price;
            let mut cells = vec![
                service.as_str().into(),
                price.whole_pounds().into(),
                or(&need.component, "not said yet"),
                or(&need.what, "not said yet"),
                or(&need.stays, "nothing"),
            ];
            let mut can = Vec::new();
            if on.may.write {
                can.push(change(&on.at_n(Step::Need, at), "Change", &service));
                can.push(take_out(on, Step::Needs, at, &service));
            }
            cells.push(acts(can));
            cells
        });
        Shown {
            title: "What do you need?".to_string(),
            lead: paragraph("Services in scope, with what you pay for each today."),
            columns: columns(&["Service", "A year today", "Kind", "What is needed", "What stays ours"]),
            rows: rows.collect(),
            below: if on.may.write {
                vec![add(on.at_n(Step::Scope, 0), "Choose services")]
            } else {
                Vec::new()
            },
        }
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        if number < changed.needs.len() {
            let need = changed.needs.remove(number);
            changed
                .options
                .iter_mut()
                .for_each(|one| one.choices.retain(|choice| choice.service != need.service));
        }
        changed
    }
}
