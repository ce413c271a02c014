use costing::{PayRates, pay_cost_for_one};
use register::Rulebook;
use register::rules::Used;
use vocabulary::{Finding, Findings, Place};

use crate::input::{Appraisal, Post};

/// What posts of the schedule cost a year, pence.
#[derive(Debug, Clone, PartialEq)]
pub struct PostCost {
    /// The posts.
    pub post: Post,
    /// Pay of one, at the top of its band.
    pub pay_each: f64,
    /// What the employer pays for one.
    pub organisation_each: f64,
    /// What everybody together pays for one: the central part of the pension contribution as well.
    pub system_each: f64,
}

impl PostCost {
    /// What the employer pays for all of them.
    pub fn organisation(&self) -> f64 {
        self.organisation_each * self.post.wte
    }

    /// What everybody together pays for all of them.
    pub fn system(&self) -> f64 {
        self.system_each * self.post.wte
    }
}

/// What each group of posts costs at the rates of the horizon's first day; a finding for each that no rate is known
/// of; and the rates that it rests on.
pub(crate) fn post_costs(rulebook: &Rulebook, appraisal: &Appraisal) -> (Vec<PostCost>, Findings, Vec<Used>) {
    let rates = PayRates {
        pay: &rulebook.pay,
        insurance: &rulebook.employer_ni,
        pension: &rulebook.pension,
        levy: &rulebook.apprenticeship_levy,
    };
    let (mut costs, mut findings, mut used) = (Vec::new(), Findings::new(), Vec::new());
    for (number, post) in (1..).zip(&appraisal.posts) {
        match pay_cost_for_one(rates, &post.band, None, appraisal.start, &appraisal.employer_kind) {
            Ok(cost) => {
                used.extend(cost.used(rates));
                costs.push(PostCost {
                    post: post.clone(),
                    pay_each: cost.annual_pay,
                    organisation_each: cost.organisation(),
                    system_each: cost.system(),
                });
            }
            Err(table) => {
                let place = Place::cell("appraisal", format!("post {number}"), "band");
                let seen = format!("no row of {table} for band {} on {}", post.band, appraisal.start);
                findings.push(
                    Finding::warning("pay-not-known", place, seen)
                        .expected("a rate in force on the first day")
                        .action("Add the rate with its source; the posts are left out of what pay costs."),
                );
            }
        }
    }
    (costs, findings, used)
}
