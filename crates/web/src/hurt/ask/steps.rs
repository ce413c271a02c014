use askama::Template;

use super::assumption::assumption;
use super::fields;
use super::moves::{assumptions_list, moves_list};
use super::{Asking, Filled, Step};
use crate::components::{BackLink, Button, ErrorSummary};
use crate::{Html, Shell};

/// Something that is wrong with a step, at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field; blank for the whole step.
    pub field: String,
    /// What to do, in words.
    pub words: String,
}

impl Problem {
    /// A problem at a field.
    pub fn new(field: impl Into<String>, words: impl Into<String>) -> Self {
        Problem { field: field.into(), words: words.into() }
    }
}

/// What a step asks.
pub(super) struct Asked {
    /// The heading of the page; blank when its first field is the heading.
    pub heading: String,
    /// Paragraphs and lists before the fields.
    pub lead: Html,
    /// The fields.
    pub fields: Vec<Html>,
    /// Below the form.
    pub below: Html,
}

#[derive(Template)]
#[template(path = "hurt_step.html")]
struct Page {
    shell: Shell,
    back: BackLink,
    errors: Option<ErrorSummary>,
    action: String,
    filled: Filled,
    asked: Asked,
    button: Button,
}

/// A step as a page, with what is wrong with what was sent, if anything is.
pub fn step_page(
    asking: &Asking<'_>,
    step: Step,
    filled: &Filled,
    problems: &[Problem],
    mut shell: Shell,
) -> Html {
    let error = |field: &str| {
        problems.iter().find(|problem| problem.field == field).map(|problem| Html::from(&problem.words))
    };
    let asked = match step {
        Step::Who => fields::who(asking, filled, &error),
        Step::Services => fields::services(asking, filled, &error),
        Step::When => fields::when(asking, filled, &error),
        Step::Where => fields::to_where(asking, filled, &error),
        Step::Pays => fields::pays(asking, filled, &error),
        Step::Terms => fields::terms(asking, filled, &error),
        Step::Assumption => assumption(filled, &error),
        Step::Moves => moves_list(asking),
        Step::Assumptions | Step::Check => assumptions_list(asking),
    };
    shell.title = title(step).to_string();
    shell.has_errors = !problems.is_empty();
    let link = |problem: &Problem| {
        let at = if problem.field == "date" { "date-month" } else { problem.field.as_str() };
        (Html::from(&problem.words), (!at.is_empty()).then(|| format!("#{at}")))
    };
    let errors = (!problems.is_empty()).then(|| ErrorSummary { errors: problems.iter().map(link).collect() });
    Html::of(&Page {
        shell,
        back: BackLink { href: before(asking, step, filled), text: "Back".to_string() },
        errors,
        action: asking.address(step),
        filled: filled.clone(),
        asked,
        button: Button { text: "Continue".into(), ..Button::default() },
    })
}

/// What a step is called in the title of its page.
fn title(step: Step) -> &'static str {
    match step {
        Step::Who => "Who leaves?",
        Step::Services => "Which services?",
        Step::When => "When?",
        Step::Where => "Where do they go?",
        Step::Moves => "What moves",
        Step::Pays => "Who pays for what stays behind?",
        Step::Terms => "How is it looked at?",
        Step::Assumptions => "What is assumed",
        Step::Assumption => "One assumption",
        Step::Check => "Check your answers",
    }
}

/// The page before.
fn before(asking: &Asking<'_>, step: Step, filled: &Filled) -> String {
    if filled.back == "check" {
        return asking.address(Step::Check);
    }
    let n = format!("?n={}", filled.n);
    match step {
        Step::Who if asking.scenario.moves.is_empty() => "/hurt".to_string(),
        Step::Who => asking.address(Step::Moves),
        Step::Services => asking.address(Step::Who) + &n,
        Step::When => asking.address(Step::Services) + &n,
        Step::Where => asking.address(Step::When) + &n,
        Step::Moves => "/hurt".to_string(),
        Step::Pays => asking.address(Step::Moves),
        Step::Terms => asking.address(Step::Pays),
        Step::Assumptions => asking.address(Step::Terms),
        Step::Assumption | Step::Check => asking.address(Step::Assumptions),
    }
}
