use appraisal::input::{Appraisal, AppraisalOption};

use super::{List, Shown, acts, add, change, columns, take_out};
use crate::Html;
use crate::site::plain::{list, paragraph};
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// All options.
pub(super) struct Options;

/// What an option does, in words.
pub(super) fn does(on: &On<'_>, option: &AppraisalOption) -> Html {
    if option.is_business_as_usual() {
        return "Everything stays as it is".into();
    }
    let choices = option.changes().map(|(_, choice)| {
        let who = choice.to.as_ref().map(|code| format!(" ({})", on.body(code))).unwrap_or_default();
        format!("{}: {}{who}", on.service(&choice.service), choice.sourcing.words())
    });
    let items = match option.items.len() {
        0 => None,
        1 => Some("one cost, benefit or risk".to_string()),
        more => Some(format!("{more} costs, benefits and risks")),
    };
    list(choices.chain(items))
}

impl List for Options {
    fn show(&self, on: &On<'_>) -> Shown {
        let rows = on.appraisal.options.iter().enumerate().map(|(at, option)| {
            let mut can = vec![change(&on.at_n(Step::Option, at), "Open", &option.title)];
            if on.may.write && !option.is_business_as_usual() {
                can.push(take_out(on, Step::Options, at, &option.title));
            }
            vec![option.title.as_str().into(), does(on, option), acts(can)]
        });
        let new = on.at_n(Step::Title, on.appraisal.options.len());
        Shown {
            title: "What are the options?".to_string(),
            lead: paragraph(
                "One choice for each service, mixtures welcome. Business as usual is always there. What an option does to others \
                 is worked out from the register and can’t be typed.",
            ),
            columns: columns(&["Option", "What it does"]),
            rows: rows.collect(),
            below: if on.may.write { vec![add(new, "Add an option")] } else { Vec::new() },
        }
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        // Business as usual is always there.
        if changed.options.get(number).is_some_and(|option| !option.is_business_as_usual()) {
            let option = changed.options.remove(number);
            changed.scores.retain(|score| score.option != option.id);
            changed.claims.retain(|claim| claim.option != option.id);
            changed.preferred = changed.preferred.filter(|code| *code != option.id);
            changed.comparator = changed.comparator.filter(|code| *code != option.id);
        }
        changed
    }
}
