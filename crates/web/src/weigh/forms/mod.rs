//! One file a form: what it is called, what stands in it, its fields, and what becomes of the appraisal when it is sent.

mod aim;
mod assumption;
mod choice;
mod claim;
mod costs;
mod criterion;
mod envelope;
mod file;
mod item;
mod need;
mod post;
mod scope;
mod score;
mod terms;
mod title;

pub(super) use claim::asked;

use appraisal::input::Appraisal;
use askama::Template;
use vocabulary::Basis;

use super::on::On;
use super::step::Step;
use crate::components::{BackLink, Button, Choice, ErrorSummary, Link};
use crate::fields::Reader;
use crate::fields::Values;
use crate::fields::{Sheet, link_to};
use crate::hurt::Problem;
use crate::{Html, Shell};

/// A form about a place of an appraisal.
pub(super) trait Form: Sync {
    /// The heading of its page.
    fn title(&self, on: &On<'_>) -> String;

    /// What stands before the fields.
    fn lead(&self, _on: &On<'_>) -> Html {
        Html::default()
    }

    /// What stands in the fields while nobody has typed.
    fn fill(&self, on: &On<'_>) -> Values;

    /// The fields.
    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>);

    /// The appraisal with what was sent. What is wrong is noted by the reader, and then nothing is kept.
    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal;

    /// The page before it, which is also where it leads.
    fn back(&self, on: &On<'_>) -> String {
        on.home()
    }

    /// Where it leads when it was taken.
    fn next(&self, on: &On<'_>, _changed: &Appraisal) -> String {
        self.back(on)
    }
}

/// The form of a step; none where the step is a list.
pub(super) fn form_of(step: Step) -> Option<&'static dyn Form> {
    Some(match step {
        Step::Aim => &aim::Aim,
        Step::Envelope => &envelope::Envelope,
        Step::Scope => &scope::Scope,
        Step::Need => &need::Need,
        Step::Title => &title::Title,
        Step::Choice => &choice::ChoiceForm,
        Step::Costs => &costs::Costs,
        Step::Item => &item::Item,
        Step::Criterion => &criterion::Criterion,
        Step::Score => &score::Score,
        Step::Claim => &claim::Claim,
        Step::Post => &post::Post,
        Step::Terms => &terms::Terms,
        Step::Assumption => &assumption::Assumption,
        Step::File => &file::File,
        _ => return None,
    })
}

#[derive(Template)]
#[template(path = "weigh_form.html")]
struct Page {
    shell: Shell,
    back: BackLink,
    errors: Option<ErrorSummary>,
    caption: String,
    title: String,
    lead: Html,
    action: String,
    version: i64,
    fields: Vec<Html>,
    button: Button,
}

/// A form as a page, with what is wrong with what was sent, if anything is.
pub(super) fn form_page(
    on: &On<'_>,
    (step, form): (Step, &dyn Form),
    (values, version): (&Values, i64),
    problems: &[Problem],
    mut shell: Shell,
) -> Html {
    let mut sheet = Sheet::new(values, problems);
    form.show(on, &mut sheet);
    let fields = sheet.fields;
    let title = form.title(on);
    shell.title = title.clone();
    shell.has_errors = !problems.is_empty();
    shell.breadcrumbs =
        vec![Link::to("/weigh", "Make, share or buy"), Link::to(on.home(), &on.appraisal.title)];
    let link = |problem: &Problem| (Html::from(&problem.words), link_to(problem, values));
    let errors = (!problems.is_empty()).then(|| ErrorSummary { errors: problems.iter().map(link).collect() });
    Html::of(&Page {
        shell,
        back: BackLink { href: form.back(on), text: "Back".to_string() },
        errors,
        caption: on.appraisal.title.clone(),
        title,
        lead: form.lead(on),
        action: on.at(step),
        version,
        fields,
        button: Button { text: "Save".into(), ..Button::default() },
    })
}

/// How a number is known, to choose from.
fn bases() -> Vec<Choice> {
    vec![
        Choice::new(Basis::Recorded.word(), "Recorded: a source prints it"),
        Choice::new(Basis::Derived.word(), "Derived: worked out from recorded numbers"),
        Choice::new(Basis::Assumed.word(), "Assumed: our own estimate, for the reason given"),
    ]
}

/// A word of a `choice!` with what people read.
fn choices<T: Copy + std::fmt::Display>(all: &[T], words: impl Fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(one.to_string(), words(*one))).collect()
}

/// Puts one of a list in its place, or at the end.
fn put<T>(list: &mut Vec<T>, at: usize, one: T) {
    match list.get_mut(at) {
        Some(old) => *old = one,
        None => list.push(one),
    }
}

#[cfg(test)]
mod tests;
