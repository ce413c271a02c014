use appraisal::input::Appraisal;

use super::{List, Shown, acts, change};
use crate::Html;
use crate::components::Column;
use crate::site::plain::paragraph;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// All scores: options against criteria.
pub(super) struct Scores;

impl List for Scores {
    fn show(&self, on: &On<'_>) -> Shown {
        let is_locked = on.appraisal.lock.is_some();
        let mut columns = vec![Column::words("Option")];
        columns
            .extend(on.appraisal.criteria.iter().map(|criterion| Column::number(criterion.title.as_str())));
        columns.push(Column::words(Html::raw(
            "<span class=\"nhsuk-u-visually-hidden\">What can be done</span>",
        )));
        let rows = on.appraisal.options.iter().enumerate().map(|(at, option)| {
            let points = on.appraisal.criteria.iter().map(|criterion| {
                let of = |score: &&appraisal::input::Score| {
                    score.option == option.id && score.criterion == criterion.id
                };
                let score = on.appraisal.scores.iter().find(of);
                score.map(|score| score.points.likely().to_string()).unwrap_or_else(|| "–".to_string()).into()
            });
            let may = on.may.write && is_locked;
            let can = may.then(|| change(&on.at_n(Step::Score, at), "Score", &option.title));
            std::iter::once(Html::from(&option.title)).chain(points).chain([acts(can)]).collect()
        });
        let lead = match is_locked {
            true => "Each score has a reason and says how strong its evidence is.",
            false => "Options can be scored once the weights are locked.",
        };
        Shown {
            title: "How does each option score?".to_string(),
            lead: paragraph(lead),
            columns,
            rows: rows.collect(),
            below: Vec::new(),
        }
    }

    fn take_out(&self, on: &On<'_>, _number: usize) -> Appraisal {
        on.appraisal.clone()
    }
}
