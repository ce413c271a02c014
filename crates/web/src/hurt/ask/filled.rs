use serde::Deserialize;
use stability::scenario::Services;
use vocabulary::Month;

use super::{Asking, Step};

/// What stands in the fields of a step, as it is typed. One for all steps; each reads its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filled {
    /// The version of the draft that was seen.
    pub version: i64,
    /// `check` when the reader came from the page that checks the answers.
    pub back: String,
    /// The number of the move or the assumption, from 0; one past the last is a new one.
    pub n: usize,
    /// The body that moves.
    pub buyer: String,
    /// The lines that it takes: `SUPPLIER/SERVICE`.
    pub lines: Vec<String>,
    /// When it moves.
    #[serde(rename = "date[month]")]
    pub month: String,
    /// The year of that.
    #[serde(rename = "date[year]")]
    pub year: String,
    /// Over how many months it goes.
    pub phase_months: String,
    /// The kind of destination.
    pub to: String,
    /// The body that takes it over.
    pub code: String,
    /// Of the posts, per cent that go with the work; blank for the usual.
    pub transfer_percent: String,
    /// Of the others, per cent that find other work.
    pub redeploy_percent: String,
    /// Who pays.
    pub payer_rule: String,
    /// Do others decide anew? `yes` or `no`.
    pub reaction: String,
    /// How many months it looks ahead.
    pub months: String,
    /// How many draws.
    pub draws: String,
    /// The figure that is assumed, or `reluctance`.
    pub at: String,
    /// The lowest that it may be.
    pub low: String,
    /// The likely value.
    pub likely: String,
    /// The highest.
    pub high: String,
    /// `times` when it multiplies what the register says, `instead` when it replaces it.
    pub scale: String,
    /// Why.
    pub reason: String,
    /// The number of the move or assumption to take out.
    pub take_out: Option<usize>,
}

impl Filled {
    /// The fields of a step as the draft fills them; `n` is the number of the move or assumption.
    pub fn of(asking: &Asking<'_>, step: Step, n: usize, back: &str) -> Filled {
        let empty = Filled { version: asking.version, back: back.to_string(), n, ..Filled::default() };
        let scenario = asking.scenario;
        match step {
            step if step.is_of_a_move() => of_move(asking, empty),
            Step::Pays => Filled { payer_rule: scenario.payer_rule.to_string(), ..empty },
            Step::Terms => {
                let start = Month::of(scenario.start);
                Filled {
                    reaction: if scenario.reaction { "yes" } else { "no" }.to_string(),
                    month: start.month_of_year().to_string(),
                    year: start.year().to_string(),
                    months: scenario.months.to_string(),
                    draws: scenario.draws.to_string(),
                    ..empty
                }
            }
            Step::Assumption => of_assumption(asking, empty),
            _ => empty,
        }
    }
}

fn of_move(asking: &Asking<'_>, empty: Filled) -> Filled {
    let percent = |share: f64| format!("{}", (share * 1e4).round() / 100.0);
    let Some(one) = asking.scenario.moves.get(empty.n) else { return empty };
    let lines = asking.snapshot.rows.agreement_lines.iter().filter(|line| {
        line.buyer_code == one.buyer
            && line.supplier_code == one.supplier
            && match &one.services {
                Services::All => true,
                Services::These(codes) => codes.contains(&line.service_code),
            }
    });
    let month = Month::of(one.date);
    Filled {
        buyer: one.buyer.to_string(),
        lines: lines.map(|line| format!("{}/{}", line.supplier_code, line.service_code)).collect(),
        month: month.month_of_year().to_string(),
        year: month.year().to_string(),
        phase_months: one.phase_months.to_string(),
        to: one.to.kind.to_string(),
        code: one.to.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        transfer_percent: one.transfer_share.map(percent).unwrap_or_default(),
        redeploy_percent: percent(one.redeploy_share),
        ..empty
    }
}

/// Number 0 is the reluctance, which every question has; the others follow.
fn of_assumption(asking: &Asking<'_>, empty: Filled) -> Filled {
    let estimate = |filled: Filled, value: vocabulary::Estimate| Filled {
        low: value.low().to_string(),
        likely: value.likely().to_string(),
        high: value.high().to_string(),
        ..filled
    };
    if empty.n == 0 {
        return estimate(Filled { at: "reluctance".to_string(), ..empty }, asking.scenario.reluctance);
    }
    let Some(one) = asking.scenario.assumptions.get(empty.n - 1) else {
        return Filled { scale: "times".to_string(), ..empty };
    };
    let filled = Filled {
        at: one.at.clone(),
        scale: if one.scale { "times" } else { "instead" }.to_string(),
        reason: one.reason.clone(),
        ..empty
    };
    estimate(filled, one.value)
}
