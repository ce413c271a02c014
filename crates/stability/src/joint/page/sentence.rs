use crate::joint::{CaseSet, FailureKind, Question};

use super::Told;

/// The answer to the first question that has one, else what happens anyway.
pub(super) fn headline(told: &Told<'_>) -> String {
    let questions = &told.joint.questions;
    let first = questions.iter().find(|question| question.found.is_some());
    match first.or(questions.first()) {
        Some(question) => of(told, question),
        None => "None of the cases touches a unit whose books are known, so nothing can be said.".to_string(),
    }
}

/// One question answered in one sentence.
pub(super) fn of(told: &Told<'_>, question: &Question) -> String {
    let count = question.cases.len();
    let Some(found) = &question.found else {
        return match question.failure {
            FailureKind::Fails => {
                format!("{} fails without any of the pending cases.", told.unit(question.unit))
            }
            _ => "It happens without any of the pending cases.".to_string(),
        };
    };
    let alone: Vec<&CaseSet> = found.smallest.iter().filter(|set| set.len() == 1).collect();
    let together = found.smallest.iter().find(|set| set.len() > 1);
    let others = count - alone.len();
    match (alone.as_slice(), together) {
        ([], None) if found.smallest_whole => match count {
            1 => format!("The pending case doesn't {}.", told.does(question, true)),
            _ => format!(
                "The {count} pending cases don't {}, not even all together.",
                told.does(question, true)
            ),
        },
        ([], None) => format!(
            "No {} of the {count} pending cases {}; larger sets were not all tried.",
            up_to(found.exact_to),
            told.does(question, false)
        ),
        ([], Some(set)) => format!(
            "No single one of the {count} pending cases {}; {} together do{}.",
            told.does(question, false),
            told.names(set),
            more(found.smallest.len() - 1)
        ),
        (alone, together) => {
            let fatal: CaseSet = alone.iter().flat_map(|set| set.iter()).collect();
            let first = match alone.len() {
                1 => format!("{} alone {}", told.names(&fatal), told.does(question, false)),
                2..=6 => format!("{} each {} alone", told.names(&fatal), told.does(question, true)),
                many => {
                    format!("{many} of the {count} pending cases each {} alone", told.does(question, true))
                }
            };
            match (together, others) {
                (_, 0) => format!("{first}."),
                (Some(set), _) => {
                    let rest = found.smallest.len() - alone.len() - 1;
                    format!(
                        "{first}; of the other {others}, {} do so together{}.",
                        told.names(set),
                        more(rest)
                    )
                }
                (None, 1) => format!("{first}; the other one doesn't."),
                (None, _) if found.smallest_whole => {
                    format!("{first}; the other {others} don't, not even together.")
                }
                (None, _) => format!("{first}; no {} of the other {others} do.", up_to(found.exact_to)),
            }
        }
    }
}

fn up_to(size: usize) -> String {
    if size <= 1 { "single one".to_string() } else { format!("{size} or fewer") }
}

fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", and so does one other set".to_string(),
        _ => format!(", and so do {count} other sets"),
    }
}
