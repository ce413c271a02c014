use askama::Template;
use vocabulary::{Finding, Month, Severity};

use super::moves::{destination_words, range_words, services_words};
use super::{Asking, Step};
use crate::components::{Action, Button, Link, SummaryList, SummaryRow, Tag};
use crate::{Html, Shell};

#[derive(Template)]
#[template(path = "hurt_check.html")]
struct Page<'a> {
    shell: Shell,
    heading: &'a str,
    summary: SummaryList,
    findings: Vec<(Tag, String)>,
    notes: usize,
    can_run: bool,
    version: i64,
    action: String,
    drop: String,
    run: Button,
    throw_away: Button,
}

/// All answers of a question to be checked, everything there is to say about them, and the button that runs it.
pub fn check_page(asking: &Asking<'_>, findings: &[Finding], can_run: bool, mut shell: Shell) -> Html {
    shell.title = "Check your answers".to_string();
    shell.breadcrumbs = vec![Link::to("/hurt", "Who else is hurt?")];
    let serious = findings.iter().filter(|finding| finding.severity > Severity::Note);
    let notes = findings.iter().filter(|finding| finding.severity == Severity::Note).count();
    Html::of(&Page {
        shell,
        heading: asking.title,
        summary: SummaryList { rows: rows(asking) },
        findings: serious.map(said).collect(),
        notes,
        can_run,
        version: asking.version,
        action: format!("/hurt/questions/{}/run", asking.id),
        drop: format!("/hurt/questions/{}/drop", asking.id),
        run: Button { text: "Run".into(), prevents_double_click: true, ..Button::default() },
        throw_away: Button {
            text: "Throw this question away".into(),
            kind: crate::components::ButtonKind::Secondary,
            ..Button::default()
        },
    })
}

fn said(finding: &Finding) -> (Tag, String) {
    let colour = if finding.is_error() { "red" } else { "yellow" };
    let expected = match finding.expected.as_str() {
        "" => String::new(),
        expected => format!(" Expected: {expected}."),
    };
    let words = format!("{}: {}.{expected} {}", finding.place, finding.seen, finding.action);
    (Tag::coloured(finding.severity.word(), colour), words)
}

fn rows(asking: &Asking<'_>) -> Vec<SummaryRow> {
    let scenario = asking.scenario;
    let row = |key: String, value: String, step: Step, n: usize| SummaryRow {
        actions: vec![Action {
            href: format!("{}?n={n}&back=check", asking.address(step)),
            text: "Change".into(),
            hidden_text: key.to_lowercase(),
        }],
        key: key.into(),
        value: value.into(),
    };
    let mut rows = Vec::new();
    let several = scenario.moves.len() > 1;
    for (n, one) in scenario.moves.iter().enumerate() {
        let number = if several { format!(" ({})", n + 1) } else { String::new() };
        let who = format!(
            "{}, from {}",
            asking.snapshot.name_of(one.buyer.as_str()),
            asking.snapshot.name_of(one.supplier.as_str())
        );
        let phase = match one.phase_months {
            0 | 1 => "all at once".to_string(),
            months => format!("over {months} months"),
        };
        let percent = |share: f64| format!("{:.0}%", share * 100.0);
        let people = match one.transfer_share {
            Some(share) => format!("{} of the posts go along", percent(share)),
            None => "the usual share of the posts goes along".to_string(),
        };
        let to = format!(
            "{}; {people}, {} of the others find other work",
            destination_words(asking, one),
            percent(one.redeploy_share)
        );
        rows.push(row(format!("Who leaves{number}"), who, Step::Who, n));
        rows.push(row(format!("Services{number}"), services_words(asking, one), Step::Services, n));
        rows.push(row(
            format!("When{number}"),
            format!("{}, {phase}", Month::of(one.date).words()),
            Step::When,
            n,
        ));
        rows.push(row(format!("Where to{number}"), to, Step::Where, n));
    }
    if rows.is_empty() {
        rows.push(row("What moves".to_string(), "nothing yet".to_string(), Step::Moves, 0));
    }
    let rule = scenario.payer_rule.as_str();
    let title = asking.rulebook.payer_rules.iter().find(|row| row.rule_id.as_str() == rule);
    let title = title.map_or(rule, |row| row.title.0.as_str());
    let pays = format!("{title} ({})", super::fields::rule_words(asking, rule));
    rows.push(row("Who pays for what stays behind".to_string(), pays, Step::Pays, 0));
    let others = if scenario.reaction { "decide anew at each review" } else { "stay, whatever the price" };
    rows.push(row("The others".to_string(), others.to_string(), Step::Terms, 0));
    let time = format!("{} months from {}", scenario.months, Month::of(scenario.start).words());
    rows.push(row("How long".to_string(), time, Step::Terms, 0));
    rows.push(row("Draws".to_string(), scenario.draws.to_string(), Step::Terms, 0));
    let assumed = match scenario.assumptions.len() {
        0 => format!("reluctance {}", range_words(scenario.reluctance, false)),
        1 => "reluctance and 1 more".to_string(),
        more => format!("reluctance and {more} more"),
    };
    rows.push(row("What is assumed".to_string(), assumed, Step::Assumptions, 0));
    rows
}
