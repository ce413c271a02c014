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

fn row(asking: &Asking<'_>, key: String, value: String, (step, n): (Step, usize)) -> SummaryRow {
    SummaryRow {
        actions: vec![Action {
            href: format!("{}?n={n}&back=check", asking.address(step)),
            text: "Change".into(),
            hidden_text: key.to_lowercase(),
        }],
        key: key.into(),
        value: value.into(),
    }
}

fn rows(asking: &Asking<'_>) -> Vec<SummaryRow> {
    let scenario = asking.scenario;
    let mut rows: Vec<SummaryRow> =
        (0..scenario.moves.len()).flat_map(|number| of_move(asking, number)).collect();
    let mut add =
        |key: &str, value: String, step: Step| rows.push(row(asking, key.to_string(), value, (step, 0)));
    if scenario.moves.is_empty() {
        add("What moves", "nothing yet".to_string(), Step::Moves);
    }
    let rule = scenario.payer_rule.as_str();
    let title = asking.rulebook.payer_rules.iter().find(|row| row.rule_id.as_str() == rule);
    let title = title.map_or(rule, |row| row.title.0.as_str());
    let pays = format!("{title} ({})", super::fields::rule_words(asking, rule));
    add("Who pays for what stays behind", pays, Step::Pays);
    let others = if scenario.reaction { "decide anew at each review" } else { "stay, whatever the price" };
    add("The others", others.to_string(), Step::Terms);
    let time = format!("{} months from {}", scenario.months, Month::of(scenario.start).words());
    add("How long", time, Step::Terms);
    add("Draws", scenario.draws.to_string(), Step::Terms);
    let assumed = match scenario.assumptions.len() {
        0 => format!("reluctance {}", range_words(scenario.reluctance, false)),
        1 => "reluctance and 1 more".to_string(),
        more => format!("reluctance and {more} more"),
    };
    add("What is assumed", assumed, Step::Assumptions);
    rows
}

/// Who, what, when and where to of one move.
fn of_move(asking: &Asking<'_>, n: usize) -> Vec<SummaryRow> {
    let Some(one) = asking.scenario.moves.get(n) else { return Vec::new() };
    let number = if asking.scenario.moves.len() > 1 { format!(" ({})", n + 1) } else { String::new() };
    let name = |code: &vocabulary::Code| asking.snapshot.name_of(code.as_str());
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
    let of = |key: &str, value: String, step: Step| row(asking, format!("{key}{number}"), value, (step, n));
    vec![
        of("Who leaves", format!("{}, from {}", name(&one.buyer), name(&one.supplier)), Step::Who),
        of("Services", services_words(asking, one), Step::Services),
        of("When", format!("{}, {phase}", Month::of(one.date).words()), Step::When),
        of("Where to", to, Step::Where),
    ]
}
