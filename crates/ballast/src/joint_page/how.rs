use stability::joint::{BlameKind, FailureKind, Question};
use stability::joint::sets::Monotone;
use stability::scenario::Steps;
use vocabulary::{Findings, Severity};

use super::Told;
use crate::listing::{Section, thousands};

/// So many findings are printed for people.
const FINDINGS_SHOWN: usize = 6;

/// Errors and warnings, worst first.
pub(super) fn findings(findings: &Findings) -> Section {
    let mut section = Section::new("say", "What there is to say");
    let mut shown: Vec<_> = findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in shown.iter().take(FINDINGS_SHOWN) {
        let action = if finding.action.is_empty() { "" } else { " " };
        section = section.note(format!("{}: {}.{action}{}", finding.place, finding.seen, finding.action));
    }
    if shown.len() > FINDINGS_SHOWN {
        let more = shown.len() - FINDINGS_SHOWN;
        section = section.note(format!("And {more} more; `--format json` has all."));
    }
    section
}

/// How it was worked out, in the words that stand nowhere else.
pub(super) fn how(told: &Told<'_>) -> Section {
    let mut section = Section::new("how", "How this was worked out");
    for question in &told.joint.questions {
        section = section.note(searched(told, question));
    }
    let asked = |failure| told.joint.questions.iter().any(|question| question.failure == failure);
    if asked(FailureKind::CriticalMass) || asked(FailureKind::Leaves) {
        section = section.note(match told.joint.pending.common.steps {
            Steps::Sticky => {
                "Critical mass and who follows are judged where each unit comes to rest, with freed steps sticky. \
                 A further customer is one whose line no pending case moves and that would not leave anyway."
            }
            Steps::Released => {
                "Critical mass and who follows are judged at the pessimistic end of the bracket for released steps: \
                 whoever leaves in some order counts. A further customer is one whose line no pending case moves."
            }
        });
    }
    if asked(FailureKind::Fails) {
        section = section.note("Whether a unit fails is judged month by month over the whole horizon, reaction included.");
    }
    if let Some(blame) = &told.joint.blame {
        section = section.note(match blame.kind {
            BlameKind::Exact => {
                "The share of the blame is the Shapley value of the system's cost, exact: every order was counted.".to_string()
            }
            BlameKind::Sampled { orders } => format!(
                "The share of the blame is the Shapley value of the system's cost over {orders} orders drawn (seed {}), \
                 each taken forwards and backwards; ± is one standard error.",
                told.joint.pending.common.seed
            ),
        });
    }
    section
}

fn searched(told: &Told<'_>, question: &Question) -> String {
    let what = format!("{}, {}", told.unit(question.unit), question.failure);
    let Some(found) = &question.found else {
        return format!("{what}: it happens without any case, so there is nothing to search.");
    };
    let tried = thousands(found.tried);
    let kind = if found.every_set_tried {
        format!("exact: all {tried} sets were tried")
    } else if found.smallest_whole && found.largest_whole {
        format!("exact ({tried} sets tried, the rest follows: a larger set never heals what a smaller one breaks)")
    } else if found.smallest_whole {
        format!("the smallest sets are exact ({tried} sets tried)")
    } else {
        format!("all smallest sets of up to {} cases; larger ones as far as {tried} sets went", found.exact_to)
    };
    let checked = match &found.monotone {
        Monotone::Seen { pairs: 0 } => String::new(),
        Monotone::Seen { pairs } => {
            let sets = if *pairs == 1 { "larger set was" } else { "larger sets were" };
            format!(" {} {sets} tried to check that, and failed as well.", thousands(*pairs))
        }
        Monotone::Broken { smaller, larger } => format!(
            " But {} bring it about and {} don't: only what was tried one by one is claimed.",
            told.joined(smaller),
            told.joined(larger)
        ),
    };
    format!("{what}: {kind}.{checked}")
}
