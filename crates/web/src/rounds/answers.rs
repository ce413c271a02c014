//! What the unit answers, read beside what was asked.

use assurance::{Answer, Domain, Question, View};

use super::on::On;
use super::{papers, words};
use crate::Html;
use crate::components::{Details, InsetText};
use crate::site::plain::{Plain, paragraph};

/// Every answer, by domain, for who doesn't write them any more.
pub(super) fn read(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if view.answers.is_empty() || on.seen.may(assurance::ActKind::Answer) {
        return page;
    }
    for domain in &on.definition().domains {
        page = page.heading(domain.title.as_str()).add(of_domain(on, domain, view));
    }
    page
}

/// What is asked of a domain, with guidance, answer, evidence, and how the unit rates itself.
pub(super) fn of_domain(on: &On, domain: &Domain, view: &View<'_>) -> Html {
    let mut html = paragraph(domain.about.as_str());
    for test in &domain.tests {
        html = html.then(heading(&test.title));
        if !test.guidance.is_empty() {
            html = html.then(paragraph(format!("What to look for: {}", test.guidance)));
        }
        for question in &test.questions {
            let answer = view.answers.iter().find(|(id, _)| **id == question.id).map(|(_, answer)| *answer);
            html = html.then(one(on, question, answer));
        }
    }
    let own = view.self_ratings.iter().find(|rated| rated.domain == domain.id);
    match own {
        None => html,
        Some(rated) => html.then(InsetText {
            html: Html::raw("<p>The unit rates itself <strong>")
                .then(on.rating(&rated.rating))
                .then(Html::raw("</strong>.</p>"))
                .then(words::prose(&rated.reason)),
        }),
    }
}

fn heading(text: &str) -> Html {
    Html::raw("<h3 class=\"nhsuk-heading-s\">").then(text).then(Html::raw("</h3>"))
}

fn one(on: &On, question: &Question, answer: Option<&Answer>) -> Html {
    let asked = Html::raw("<p><strong>").then(&question.asks).then(Html::raw("</strong></p>"));
    let asked = asked.then(guidance(question));
    let Some(answer) = answer else { return asked.then(paragraph("No answer.")) };
    asked.then(given(on, answer))
}

/// An answer with what shows it.
pub(super) fn given(on: &On, answer: &Answer) -> Html {
    let kept = answer.kept_from.as_ref().map(|round| paragraph(format!("Kept from round {round}.")));
    words::prose(&answer.text).then(kept.unwrap_or_default()).then(papers::listed(on, &answer.evidence))
}

/// The guidance of a question, with where it comes from.
pub(super) fn guidance(question: &Question) -> Html {
    let source =
        question.origin.source.as_ref().map(|source| format!(", source {source}")).unwrap_or_default();
    let known = format!("The question is {}{source}.", words::known(question.origin.known));
    Details {
        summary: "What a good answer shows".into(),
        html: words::prose(&question.guidance).then(paragraph(known)),
    }
    .into()
}
