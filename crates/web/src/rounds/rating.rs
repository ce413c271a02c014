//! The assessor's page: what was asked, the guidance, the answer, the survey and the income, beside the ratings to be given.

use assurance::{ActKind, DomainRating};

use super::fields::choose;
use super::on::On;
use super::{answers, income, parts, words};
use crate::Html;
use crate::components::InsetText;
use crate::fields::Sheet;
use crate::site::plain::Plain;

/// What stands above the form: survey and income, for whoever rates or settles.
pub(super) fn materials(on: &On, act: ActKind, page: Plain) -> Plain {
    if !matches!(act, ActKind::Rate | ActKind::Moderate) {
        return page;
    }
    let view = on.seen.view_to(act, None);
    let page = income::all(on, page, &view);
    let page = parts::survey(on, page, &view);
    match act {
        ActKind::Rate => {
            page.heading("Domain by domain: what was asked, what the unit answers, and your rating")
        }
        _ => page.heading("Where the assessors differ"),
    }
}

/// Each domain with everything that is known of it, and its rating below.
pub(super) fn rate(on: &On, sheet: &mut Sheet<'_>) {
    let view = on.seen.view_to(ActKind::Rate, None);
    for (number, domain) in on.definition().domains.iter().enumerate() {
        sheet.heading(&domain.title);
        sheet.put(answers::of_domain(on, domain, &view));
        choose(sheet, on, (number, domain));
    }
}

/// Each domain on which the assessors differ, with both reasons.
pub(super) fn moderate(on: &On, sheet: &mut Sheet<'_>) {
    let view = on.seen.view_to(ActKind::Moderate, None);
    for (number, domain) in on.definition().domains.iter().enumerate() {
        let Some(differ) = view.differences.iter().find(|differ| differ.domain == domain.id) else {
            continue;
        };
        sheet.heading(&domain.title);
        let told = found(on, "One assessor", &differ.first).then(found(on, "The other", &differ.second));
        sheet.put(InsetText { html: told });
        sheet.put(answers::of_domain(on, domain, &view));
        choose(sheet, on, (number, domain));
    }
}

fn found(on: &On, who: &str, rated: &DomainRating) -> Html {
    Html::raw("<p>")
        .then(format!("{who}: "))
        .then(Html::raw("<strong>"))
        .then(on.rating(&rated.rating))
        .then(Html::raw("</strong></p>"))
        .then(words::prose(&rated.reason))
}
