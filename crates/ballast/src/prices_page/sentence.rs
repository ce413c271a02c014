//! The answer in one sentence.

use register::Snapshot;
use stability::prices::{UnitPrices, Verdict};

use super::{pounds, who};

/// Are there prices that hold, and do today's?
pub(super) fn sentence(snapshot: &Snapshot, answer: &UnitPrices) -> String {
    let support = &answer.support;
    match answer.verdict {
        Verdict::Some => match under_today(snapshot, answer) {
            None => "Yes: today's prices, scaled to what the unit costs, are prices nobody gains by leaving."
                .to_string(),
            Some(gains) => format!(
                "Yes, but not today's. There are prices nobody gains by leaving; under today's, {gains}."
            ),
        },
        Verdict::None if support.high - support.low < 1.0 => format!(
            "No: whatever the prices, some group would do better on its own, unless somebody else pays {} a year.",
            pounds(support.low)
        ),
        Verdict::None => format!(
            "No: whatever the prices, some group would do better on its own, unless somebody else pays at least {} a year; {} is enough.",
            pounds(support.low),
            pounds(support.high)
        ),
        Verdict::Open => {
            let today = under_today(snapshot, answer)
                .map_or("no group was found that gains".to_string(), |gains| gains);
            format!(
                "Nearly: with at most {} a year from somebody else there are prices nobody gains by leaving; without it that isn't settled. Under today's, {today}.",
                pounds(support.high)
            )
        }
    }
}

/// Who gains most under today's prices, scaled.
fn under_today(snapshot: &Snapshot, answer: &UnitPrices) -> Option<String> {
    let group = answer.scaled.tested.in_pounds.as_ref()?;
    let who = who(snapshot, answer, &group.group);
    Some(format!("{who} would pay {} a year less on their own", pounds(group.gain())))
}
