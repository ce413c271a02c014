//! The fields of the steps.

use std::collections::BTreeSet;

use listing::Cell;
use register::rules::CostKind;
use register::tables::Role;
use vocabulary::Month;

use super::steps::Asked;
use super::{Asking, Filled};
use crate::Html;
use crate::components::{Checkboxes, Choice, DateInput, Input, Question, Radios, Select};

pub(super) type Errors<'a> = &'a dyn Fn(&str) -> Option<Html>;

/// A step whose only question is the heading of its page.
fn only(field: impl Into<Html>) -> Asked {
    Asked {
        heading: String::new(),
        lead: Html::default(),
        fields: vec![field.into()],
        below: Html::default(),
    }
}

fn heading(name: &str, label: &str, error: Errors<'_>) -> Question {
    Question {
        label_size: Some("l"),
        is_page_heading: true,
        error: error(name),
        ..Question::new(name, label)
    }
}

pub(super) fn input(name: &str, label: &str, value: &str, error: Errors<'_>) -> Input {
    Input {
        question: Question::new(name, label).error(error(name)),
        value: value.to_string(),
        width: Some(5),
        input_mode: Some("decimal"),
        ..Input::default()
    }
}

pub(super) fn who(asking: &Asking<'_>, filled: &Filled, error: Errors<'_>) -> Asked {
    let buyers: BTreeSet<_> =
        asking.snapshot.rows.agreement_lines.iter().map(|line| &line.buyer_code).collect();
    let mut options: Vec<(String, String)> =
        buyers.into_iter().map(|code| (code.to_string(), asking.snapshot.name_of(code.as_str()))).collect();
    options.sort_by(|a, b| a.1.cmp(&b.1));
    options.insert(0, (String::new(), "Choose a body".to_string()));
    let question = heading("buyer", "Who leaves?", error)
        .hint("The body whose services go elsewhere. You can add more bodies later.");
    only(Select { question, options, selected: filled.buyer.clone() })
}

pub(super) fn services(asking: &Asking<'_>, filled: &Filled, error: Errors<'_>) -> Asked {
    let snapshot = asking.snapshot;
    let mut choices: Vec<(String, Choice)> = Vec::new();
    for line in snapshot.rows.agreement_lines.iter().filter(|line| line.buyer_code.as_str() == filled.buyer) {
        let value = format!("{}/{}", line.supplier_code, line.service_code);
        let service = snapshot.service(&line.service_code);
        let title = service.map_or_else(|| line.service_code.to_string(), |service| service.title.0.clone());
        let hint = format!(
            "{} a year, from {}",
            line.annual_gbp.whole_pounds(),
            snapshot.name_of(line.supplier_code.as_str())
        );
        let choice = Choice {
            hint: Some(hint.into()),
            is_chosen: filled.lines.contains(&value),
            ..Choice::new(value, &title)
        };
        choices.push((title, choice));
    }
    choices.sort_by(|a, b| a.0.cmp(&b.0));
    let name = snapshot.name_of(&filled.buyer);
    let question = heading("lines", &format!("Which services does {name} move?"), error)
        .hint("Choose all that go to the same place at the same time.");
    only(Checkboxes { question, choices: choices.into_iter().map(|(_, choice)| choice).collect() })
}

fn month_input(label: &str, hint: String, filled: &Filled, error: Errors<'_>) -> DateInput {
    let question =
        Question { label_size: Some("s"), ..Question::new("date", label).hint(hint).error(error("date")) };
    DateInput {
        question,
        values: [String::new(), filled.month.clone(), filled.year.clone()],
        without_day: true,
    }
}

pub(super) fn when(asking: &Asking<'_>, filled: &Filled, error: Errors<'_>) -> Asked {
    let start = Month::of(asking.scenario.start);
    let last = start.plus(asking.scenario.months as i32 - 1);
    let hint = format!("From {} to {}. For example, 10 2013.", start.words(), last.words());
    let phase = Input {
        question: Question::new("phase_months", "Over how many months do they go?")
            .hint("0 for all at once; 24 when a part of them goes each month for two years.")
            .error(error("phase_months")),
        suffix: Some("months".into()),
        input_mode: Some("numeric"),
        ..input("phase_months", "", &filled.phase_months, error)
    };
    Asked {
        heading: "When do they move?".to_string(),
        lead: Html::default(),
        fields: vec![month_input("The first month elsewhere", hint, filled, error).into(), phase.into()],
        below: Html::default(),
    }
}

/// Kinds of destination, with what each means.
const KINDS: [(&str, &str, &str); 7] = [
    ("in_house", "In house", "The body does it itself"),
    ("shared", "Shared with others", "One of several bodies hosts it for all of them"),
    ("unit", "Another unit", "Another support unit takes it over"),
    ("framework", "A framework supplier", "Called off a framework"),
    ("supplier", "Another supplier", "Bought in the open market"),
    ("council", "A council", "A council takes it over"),
    ("stop", "Nowhere: it stops", "Nobody does it any more"),
];

pub(super) fn to_where(asking: &Asking<'_>, filled: &Filled, error: Errors<'_>) -> Asked {
    let choice = |(value, text, hint): (&str, &str, &str)| Choice {
        hint: Some(hint.into()),
        is_chosen: filled.to == value,
        ..Choice::new(value, text)
    };
    let radios = Radios {
        question: Question { label_size: Some("s"), ..Question::new("to", "They go").error(error("to")) },
        choices: KINDS.map(choice).to_vec(),
        is_inline: false,
    };
    let mut bodies: Vec<(String, String)> = asking
        .snapshot
        .rows
        .bodies
        .iter()
        .filter(|body| !body.roles.0.contains(&Role::Oversight))
        .map(|body| (body.body_code.to_string(), asking.snapshot.name_of(body.body_code.as_str())))
        .collect();
    bodies.sort_by(|a, b| a.1.cmp(&b.1));
    bodies.insert(0, (String::new(), "Nobody: in house, or it stops".to_string()));
    let select = Select {
        question: Question::new("code", "Who takes them over").error(error("code")),
        options: bodies,
        selected: filled.code.clone(),
    };
    let percent = |name: &str, label: &str, hint: &str, value: &str| Input {
        question: Question::new(name, label).hint(hint).error(error(name)),
        suffix: Some("%".into()),
        ..input(name, "", value, error)
    };
    let transfer = percent(
        "transfer_percent",
        "Of the posts, how many go with the work?",
        "Leave it blank for the usual share.",
        &filled.transfer_percent,
    );
    let redeploy = percent(
        "redeploy_percent",
        "Of the others, how many find other work in the unit?",
        "The rest are at risk of redundancy.",
        &filled.redeploy_percent,
    );
    Asked {
        heading: "Where do the services go?".to_string(),
        lead: Html::default(),
        fields: vec![radios.into(), select.into(), transfer.into(), redeploy.into()],
        below: Html::default(),
    }
}

/// Who pays the residual cost under a rule, in one line, destination by destination.
pub(super) fn rule_words(asking: &Asking<'_>, rule: &str) -> String {
    let rows = asking.rulebook.payer_rules.iter().filter(|row| row.rule_id.as_str() == rule);
    let residual = rows.filter(|row| row.cost_kind == CostKind::Residual);
    let said: BTreeSet<(String, String)> = residual
        .map(|row| {
            let parts = [
                ("the body that leaves", row.leaver_percent.0),
                ("those who stay", row.remaining_percent.0),
                ("the unit", row.unit_percent.0),
                ("the centre", row.centre_percent.0),
            ];
            let shares: Vec<String> = parts
                .iter()
                .filter(|(_, percent)| *percent > 0.0)
                .map(|(who, percent)| match *percent {
                    percent if percent >= 100.0 && who.starts_with("those") => format!("{who} pay all of it"),
                    percent if percent >= 100.0 => format!("{who} pays all of it"),
                    percent => format!("{who} {}", Cell::Exact(percent).words()),
                })
                .collect();
            (row.title.0.clone(), shares.join(", "))
        })
        .collect();
    // A rule that is the same wherever services go needs no titles of its parts.
    let words = |(title, shares): &(String, String)| match said.len() {
        1 => shares.clone(),
        _ => format!("{title}: {shares}"),
    };
    said.iter().map(words).collect::<Vec<_>>().join("; ")
}

pub(super) fn pays(asking: &Asking<'_>, filled: &Filled, error: Errors<'_>) -> Asked {
    let choices = stability::variants::payer_rules(asking.rulebook)
        .into_iter()
        .map(|(id, title)| Choice {
            hint: Some(rule_words(asking, id.as_str()).into()),
            is_chosen: id.as_str() == filled.payer_rule,
            ..Choice::new(id.to_string(), title)
        })
        .collect();
    let question = heading("payer_rule", "Who pays for the cost that stays behind?", error)
        .hint("The answer also shows every other rule beside the one that you choose.");
    only(Radios { question, choices, is_inline: false })
}

pub(super) fn terms(asking: &Asking<'_>, filled: &Filled, error: Errors<'_>) -> Asked {
    let yes_no =
        |value: &str, text: &str| Choice { is_chosen: filled.reaction == value, ..Choice::new(value, text) };
    let reaction = Radios {
        question: Question {
            label_size: Some("s"),
            ..Question::new("reaction", "Do the others decide anew at each price review?")
                .error(error("reaction"))
        },
        choices: vec![
            yes_no("yes", "Yes: who finds it cheaper elsewhere leaves as well"),
            yes_no("no", "No: everybody else stays, whatever the price"),
        ],
        is_inline: false,
    };
    let months = Input {
        suffix: Some("months".into()),
        input_mode: Some("numeric"),
        ..input("months", "For how long does it look ahead?", &filled.months, error)
    };
    let draws = Select {
        question: Question::new("draws", "How many draws?")
            .hint("In each draw every assumption lies somewhere else in its range: 200 give a fair range quickly.")
            .error(error("draws")),
        options: draws_options(&filled.draws),
        selected: filled.draws.clone(),
    };
    let hint = format!("The register speaks of {}.", Month::of(asking.scenario.start).financial_year());
    Asked {
        heading: "How is it looked at?".to_string(),
        lead: Html::default(),
        fields: vec![
            reaction.into(),
            month_input("From which month on?", hint, filled, error).into(),
            months.into(),
            draws.into(),
        ],
        below: Html::default(),
    }
}

/// Numbers of draws that everybody may ask for, and the one that is there.
fn draws_options(current: &str) -> Vec<(String, String)> {
    let mut counts: Vec<u64> = vec![0, 200, 500, 1_000, 2_000, 10_000];
    counts.extend(current.trim().parse::<u64>());
    counts.sort_unstable();
    counts.dedup();
    let words = |count: u64| match count {
        0 => "None: likely values only".to_string(),
        count => listing::thousands(count),
    };
    counts.into_iter().map(|count| (count.to_string(), words(count))).collect()
}
