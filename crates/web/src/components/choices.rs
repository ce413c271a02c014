use askama::Template;

use super::fields::Question;
use crate::Html;
use crate::html::component;

/// How what is asked stands above the choices: the label of the question becomes the legend of a group.
pub type Legend = Question;

/// One choice.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: Html,
    /// A word of help.
    pub hint: Option<Html>,
    /// Is it chosen?
    pub is_chosen: bool,
    /// Does `or` stand before it?
    pub is_after_or: bool,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, text: impl Into<Html>) -> Self {
        Choice { value: value.into(), text: text.into(), ..Choice::default() }
    }
}

/// One of a few.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/radios.html")]
pub struct Radios {
    /// What is asked.
    pub question: Legend,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Side by side, for two or three short ones?
    pub is_inline: bool,
}

/// Any of a few.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/checkboxes.html")]
pub struct Checkboxes {
    /// What is asked.
    pub question: Legend,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// The ids of the choices: the first has the question's own, so that an error can lead to it; `or` counts.
fn ids(question: &Question, choices: &[Choice]) -> Vec<String> {
    let mut place = 0;
    let id = |choice: &Choice| {
        place += 1 + usize::from(choice.is_after_or);
        if place == 1 { question.id().to_string() } else { format!("{}-{place}", question.id()) }
    };
    choices.iter().map(id).collect()
}

impl Radios {
    fn with_ids(&self) -> Vec<(String, &Choice)> {
        ids(&self.question, &self.choices).into_iter().zip(&self.choices).collect()
    }
}

impl Checkboxes {
    fn with_ids(&self) -> Vec<(String, &Choice)> {
        ids(&self.question, &self.choices).into_iter().zip(&self.choices).collect()
    }
}

component!(Radios, Checkboxes);
