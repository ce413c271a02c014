use crate::joint::sets::Monotone;
use crate::joint::{BlameKind, FailureKind, Question};
use crate::scenario::Steps;
use vocabulary::{Finding, Findings, Severity};

use super::Told;
use listing::{Section, thousands};

/// So many findings are printed for people.
const FINDINGS_SHOWN: usize = 6;

/// Errors and warnings, worst first.
pub(super) fn findings(findings: &Findings) -> Section {
    let mut section = Section::new("say", "What there is to say");
    let mut shown: Vec<_> = findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    shown.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then(a.place.table.cmp(&b.place.table)).then(a.code.cmp(b.code))
    });
    // One of a kind for each case: a move of six services says the same thing six times.
    let kind = |finding: &Finding| (finding.place.table.clone(), finding.code);
    let mut seen: Vec<_> = shown.iter().map(|finding| kind(finding)).collect();
    seen.dedup();
    for of_kind in seen.iter().take(FINDINGS_SHOWN) {
        let alike: Vec<_> = shown.iter().filter(|finding| kind(finding) == *of_kind).collect();
        let Some(first) = alike.first() else { continue };
        let more = match alike.len() {
            1 => String::new(),
            count => format!(" ({} more like it.)", count - 1),
        };
        section = section.note(format!("{}: {}. {}{more}", first.place, first.seen, first.action));
    }
    if seen.len() > FINDINGS_SHOWN {
        let more = seen.len() - FINDINGS_SHOWN;
        section = section.note(format!("And {more} other kinds; the JSON has all."));
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
        section = section
            .note("Whether a unit fails is judged month by month over the whole horizon, reaction included.");
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
        format!(
            "exact ({tried} sets tried, the rest follows: a larger set never heals what a smaller one breaks)"
        )
    } else if found.smallest_whole {
        format!("the smallest sets are exact ({tried} sets tried)")
    } else {
        format!(
            "all smallest sets of up to {} cases; larger ones as far as {tried} sets went",
            found.exact_to
        )
    };
    let checked = match &found.monotone {
        Monotone::Seen { .. } if found.every_set_tried => String::new(),
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
