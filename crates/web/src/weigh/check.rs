use axum::http::StatusCode;
use axum::response::Response;
use vocabulary::{Finding, Severity};

use super::on::On;
use super::step::Step;
use crate::components::{BackLink, Link, Tag};
use crate::site::plain::{Form, Plain};
use crate::{Html, Shell};

/// Everything there is to say before it is worked out, each with the way to where it is mended, and the button that
/// works it out.
pub(super) fn check_page(on: &On<'_>, findings: &[Finding], can_run: bool, mut shell: Shell) -> Response {
    shell.breadcrumbs =
        vec![Link::to("/weigh", "Make, share or buy"), Link::to(on.home(), &on.appraisal.title)];
    let serious: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    let notes = findings.len() - serious.len();
    let mut page = Plain::new(shell, "Check, and work it out")
        .caption(&on.appraisal.title)
        .before(BackLink { href: on.home(), text: "Back".to_string() });
    page = match serious.len() {
        0 => page.text("Nothing stands in the way."),
        _ => page.add(list(on, &serious)),
    };
    if notes > 0 {
        let words = if notes == 1 { "one note".to_string() } else { format!("{notes} notes") };
        page = page.text(format!("There are {words}, which the answer lists."));
    }
    page = match (can_run, on.may.run) {
        (false, _) => page.text("It can’t be worked out yet. Put right what is marked as an error."),
        (true, false) => {
            page.text("An author, a certifier or the HR lead of your body can have it worked out.")
        }
        (true, true) => {
            let run = Form::new(format!("{}/run", on.home()), "Work it out").hidden("version", on.version);
            page.text("Nothing is told to anybody by working it out: the answer is private to your body until you freeze it.")
                .add(run)
        }
    };
    page.answer(StatusCode::OK)
}

fn list(on: &On<'_>, findings: &[&Finding]) -> Html {
    let all = findings.iter().fold(Html::raw("<ul class=\"nhsuk-list app-findings\">"), |all, finding| {
        all.then(Html::raw("<li>")).then(said(on, finding)).then(Html::raw("</li>"))
    });
    all.then(Html::raw("</ul>"))
}

fn said(on: &On<'_>, finding: &Finding) -> Html {
    let colour = if finding.is_error() { "red" } else { "yellow" };
    let expected = match finding.expected.as_str() {
        "" => String::new(),
        expected => format!(" Expected: {expected}."),
    };
    let words = format!(" {}: {}.{expected} {} ", place_words(on, finding), finding.seen, finding.action);
    let tag: Html = Tag::coloured(finding.severity.word(), colour).into();
    match way_to(on, finding) {
        Some(href) => tag.then(words).then(Html::link(&href, "Go there")),
        None => tag.then(words),
    }
}

/// Where it was seen, in the words of the appraisal: options and services by their titles.
fn place_words(on: &On<'_>, finding: &Finding) -> String {
    if finding.place.table != "option" {
        return finding.place.to_string();
    }
    let mut parts = finding.place.row.split(", ");
    let id = parts.next().unwrap_or_default();
    let option = on.appraisal.options.iter().find(|option| option.id.as_str() == id);
    let Some(option) = option else { return finding.place.to_string() };
    let inner = parts.next().map(|inner| {
        let item = option.items.iter().find(|item| item.id.as_str() == inner);
        item.map_or_else(|| on.service(&vocabulary::Code::new(inner)), |item| item.title.clone())
    });
    let column = finding.place.column.replace("_gbp", "").replace('_', " ");
    let all = [Some(option.title.clone()), inner, Some(column).filter(|column| !column.is_empty())];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The page on which a finding is mended.
fn way_to(on: &On<'_>, finding: &Finding) -> Option<String> {
    let (row, column) = (finding.place.row.as_str(), finding.place.column.as_str());
    match finding.place.table.as_str() {
        "option" => {
            let id = row.split(", ").next().unwrap_or_default();
            let n = on.appraisal.options.iter().position(|option| option.id.as_str() == id)?;
            let inner = row.split(", ").nth(1).unwrap_or_default();
            let m = on.scope().iter().position(|service| service.as_str() == inner);
            let is_cost =
                ["running_gbp", "one_off_gbp", "vat_percent", "transfer_share", "redeploy_share", "optimism"];
            let item = on.appraisal.options[n].items.iter().position(|item| item.id.as_str() == inner);
            Some(match (m, item) {
                (Some(m), _) if is_cost.contains(&column) => on.at_nm(Step::Costs, n, m),
                (Some(m), _) => on.at_nm(Step::Choice, n, m),
                (None, Some(item)) => on.at_nm(Step::Item, n, item),
                (None, None) => on.at_n(Step::Option, n),
            })
        }
        "appraisal" => {
            let head = if row.is_empty() { column } else { row.split([' ', ',']).next().unwrap_or_default() };
            let step = match head {
                "score" => Step::Scores,
                "criterion" | "lock" => Step::Criteria,
                "claim" => Step::Claims,
                "post" => Step::Posts,
                "assume" => Step::Assumptions,
                "need" => Step::Needs,
                "option" => Step::Options,
                "closure" | "anyway" | "register" | "buyer" | "supplier" | "employer_kind" => Step::File,
                _ => Step::Terms,
            };
            Some(on.at_n(step, 0))
        }
        _ => None,
    }
}
