//! The fields of one assumption.

use super::Filled;
use super::fields::{Errors, input};
use super::steps::Asked;
use crate::Html;
use crate::components::{Choice, Input, Question, Radios, Textarea};

pub(super) fn assumption(filled: &Filled, error: Errors<'_>) -> Asked {
    let mut fields: Vec<Html> = Vec::new();
    let is_reluctance = filled.n == 0;
    if !is_reluctance {
        let at = Input {
            question: Question::new("at", "The figure")
                .hint("Table, row and column of the register; * stands for any text. For example, cost_pools/0CG-*-team/annual_gbp.")
                .error(error("at")),
            width: None,
            input_mode: None,
            without_spelling: true,
            ..input("at", "", &filled.at, error)
        };
        let choice =
            |value: &str, text: &str| Choice { is_chosen: filled.scale == value, ..Choice::new(value, text) };
        let scale = Radios {
            question: Question {
                label_size: Some("s"),
                ..Question::new("scale", "The numbers below").error(error("scale"))
            },
            choices: vec![
                choice("times", "multiply what the register says (1 leaves it as it is)"),
                choice("instead", "stand instead of what the register says"),
            ],
            is_inline: false,
        };
        fields.extend([at.into(), scale.into()]);
    }
    fields.push(input("low", "Lowest", &filled.low, error).into());
    fields.push(input("likely", "Likely", &filled.likely, error).into());
    fields.push(input("high", "Highest", &filled.high, error).into());
    if !is_reluctance {
        let reason = Textarea {
            question: Question::new("reason", "Why?")
                .hint("Who says so, and from what.")
                .error(error("reason")),
            value: filled.reason.clone(),
            rows: 3,
        };
        fields.push(reason.into());
    }
    let lead = match is_reluctance {
        true => "How much dearer the unit must be than the alternative before a buyer goes: 0.1 is a tenth.",
        false => "",
    };
    Asked {
        heading: if is_reluctance { "How reluctant are buyers to go?" } else { "What do you assume?" }
            .to_string(),
        lead: if lead.is_empty() {
            Html::default()
        } else {
            Html::raw("<p>").then(lead).then(Html::raw("</p>"))
        },
        fields,
        below: Html::default(),
    }
}
