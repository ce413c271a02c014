use appraisal::input::Appraisal;

use super::{List, Shown, act, acts, add, change, columns, take_out};
use crate::Html;
use crate::components::{Button, InsetText};
use crate::site::plain::{Form, paragraph};
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// All criteria with their weights, and the lock.
pub(super) struct Criteria;

impl List for Criteria {
    fn show(&self, on: &On<'_>) -> Shown {
        let locked = on.appraisal.lock.as_ref();
        let all: f64 = on.appraisal.criteria.iter().map(|criterion| criterion.weight).sum();
        let may_change = on.may.write && locked.is_none();
        let rows = on.appraisal.criteria.iter().enumerate().map(|(at, criterion)| {
            let share = format!(
                "{} ({:.0}%)",
                criterion.weight,
                criterion.weight / all.max(f64::MIN_POSITIVE) * 100.0
            );
            let mut can = Vec::new();
            if may_change {
                can.push(change(&on.at_n(Step::Criterion, at), "Change", &criterion.title));
                can.push(take_out(on, Step::Criteria, at, &criterion.title));
            }
            let cells = [&criterion.title, &share, &criterion.scale, &criterion.source];
            cells.into_iter().map(Html::from).chain([acts(can)]).collect()
        });
        let says = match locked {
            Some(lock) => format!("Locked by {} on {}. Options can be scored now.", lock.by, lock.on.strftime("%-d %B %Y")),
            None => "Not locked yet. Options are scored once the weights are locked, so that nobody weighs by the answer.".to_string(),
        };
        let lead = paragraph(
            "What matters beside money. What an option costs us and others is counted in pounds; value for money and improved quality \
             have an answer each of their own.",
        );
        let below = below(on, may_change);
        Shown {
            title: "What matters, and how much?".to_string(),
            lead: lead.then(InsetText { html: paragraph(says) }),
            columns: columns(&["Criterion", "Weight", "Lowest and highest points", "Where it comes from"]),
            rows: rows.collect(),
            below,
        }
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        if number < changed.criteria.len() {
            let criterion = changed.criteria.remove(number);
            let items = changed.options.iter_mut().flat_map(|option| &mut option.items);
            items
                .filter(|item| item.criterion.as_ref() == Some(&criterion.id))
                .for_each(|item| item.criterion = None);
        }
        changed
    }
}

fn below(on: &On<'_>, may_change: bool) -> Vec<Html> {
    let mut below = Vec::new();
    if may_change {
        below.push(add(on.at_n(Step::Criterion, on.appraisal.criteria.len()), "Add a criterion"));
    }
    let is_locked = on.appraisal.lock.is_some();
    if on.may.lock && !is_locked && !on.appraisal.criteria.is_empty() {
        let lock = Form {
            action: format!("{}/lock", on.home()),
            button: Button {
                text: "Lock the weights".into(),
                prevents_double_click: true,
                ..Button::default()
            },
            ..Form::default()
        };
        below.push(paragraph(
            "The lock bears your name and today’s date. Afterwards weights stay as they are.",
        ));
        below.push(lock.hidden("version", on.version).into());
    }
    if on.may.lock && is_locked {
        let warning = match on.appraisal.scores.len() {
            0 => "There are no scores yet.".to_string(),
            1 => "Its one score is dropped: it was given under these weights.".to_string(),
            more => format!("All {more} scores are dropped: they were given under these weights."),
        };
        below.push(Html::raw("<h2 class=\"nhsuk-heading-m\">Open the weights again</h2>"));
        below.push(paragraph(warning));
        below.push(act(on, &format!("{}/open", on.home()), ("open", "yes"), ("Open the weights", "")));
    }
    below
}
