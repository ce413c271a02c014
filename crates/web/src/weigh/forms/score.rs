use appraisal::input::{Appraisal, Evidence, Score as Stated};

use super::{Form, choices};
use crate::Html;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::site::plain::paragraph;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// The scores of one option, criterion by criterion.
pub(super) struct Score;

fn words(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Opinion => "Opinion",
        Evidence::Moderate => "Moderate: seen elsewhere, or by analogy",
        Evidence::Strong => "Strong: measured here",
    }
}

impl Form for Score {
    fn title(&self, on: &On<'_>) -> String {
        format!("Score “{}”", on.option().map(|option| option.title.as_str()).unwrap_or_default())
    }

    fn lead(&self, on: &On<'_>) -> Html {
        let most = on.appraisal.points_max;
        paragraph(format!(
            "Points from 0 to {most}. Low and high say how sure you are; leave them blank when you are. What it costs us and \
             others earns no points: that is counted in pounds."
        ))
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(option) = on.option() else { return Values::default() };
        let criteria = on.appraisal.criteria.iter().enumerate();
        criteria.fold(Values::default(), |values, (at, criterion)| {
            let of = |score: &&Stated| score.option == option.id && score.criterion == criterion.id;
            let Some(score) = on.appraisal.scores.iter().find(of) else { return values };
            values
                .with_estimate(&format!("points_{at}"), Some(score.points))
                .with(format!("reason_{at}"), &score.reason)
                .with(format!("evidence_{at}"), score.evidence)
        })
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        for (at, criterion) in on.appraisal.criteria.iter().enumerate() {
            sheet.heading(&criterion.title);
            sheet.estimate(&format!("points_{at}"), "Points", &criterion.scale, ("", ""));
            sheet.area(&format!("reason_{at}"), "Why?", "", 2);
            let evidence = choices(Evidence::ALL, words);
            sheet.radios(&format!("evidence_{at}"), "How strong is the evidence?", "", evidence);
        }
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let Some(option) = on.option() else { return changed };
        for (at, criterion) in on.appraisal.criteria.iter().enumerate() {
            let of = |score: &Stated| score.option == option.id && score.criterion == criterion.id;
            let (reason, evidence) = (format!("reason_{at}"), format!("evidence_{at}"));
            let before = reader.problems.len();
            let Some(points) = reader.estimate(&format!("points_{at}"), 0.0, on.appraisal.points_max) else {
                // A criterion without points isn't scored yet; then it has no reason either.
                if reader.problems.len() == before && !reader.raw(&reason).is_empty() {
                    reader.wrong(&format!("points_{at}"), "Enter the points, or leave the reason blank");
                }
                changed.scores.retain(|score| !of(score));
                continue;
            };
            let score = Stated {
                option: option.id.clone(),
                criterion: criterion.id.clone(),
                points,
                reason: reader.needed(&reason, "Enter why"),
                evidence: reader
                    .choice(&evidence, "Choose how strong the evidence is")
                    .unwrap_or(Evidence::Opinion),
                on: Some(on.today),
                by: on.name.to_string(),
            };
            keep(&mut changed.scores, score, of);
        }
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Scores, 0)
    }
}

/// Keeps a score; one that says the same as before keeps its day and its author.
fn keep(scores: &mut Vec<Stated>, score: Stated, of: impl Fn(&Stated) -> bool) {
    match scores.iter_mut().find(|known| of(known)) {
        Some(known) => {
            let (on, by) = (known.on, known.by.clone());
            let same = Stated { on, by, ..score.clone() };
            *known = if *known == same { same } else { score };
        }
        None => scores.push(score),
    }
}
