//! The whole question, for one unit or one service of it.

use vocabulary::{Finding, Findings, Pence, Place};

use super::breakaway::Breakaway;
use super::cover::{Cover, most_that_holds};
use super::exactness::Exactness;
use super::game::Game;
use super::others::{Others, others};
use super::smoothed::Smoothed;
use super::stable::{Problem, Stable, nearest};
use super::subsidy::least_subsidy;
use super::test::{Tested, Tester};
use super::verify::{Check, GroupSum, avoided, check_sheet};
use super::why::Why;

/// Are there prices under which nobody gains by leaving?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// There are.
    Some,
    /// There are none: whatever the prices, some group would do better on its own.
    None,
    /// With steps it could not be settled.
    Open,
}

/// Prices with the groups that they make gain. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// By buyer.
    pub prices: Vec<f64>,
    /// The groups that gain most.
    pub tested: Tested,
    /// The gain of the group that gains most in pounds, taken apart.
    pub why: Option<Why>,
}

/// Lines that cost the unit more than they would cost elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaves {
    /// By line.
    pub lines: Vec<bool>,
    /// What the unit would no longer spend.
    pub avoidable: Pence,
    /// What they would cost elsewhere.
    pub outside: Pence,
}

/// What somebody would have to pay so that there are prices that hold. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Support {
    /// At least so much.
    pub low: f64,
    /// No more than so much.
    pub high: f64,
    /// Who should leave, or be paid to stay.
    pub leaves: Option<Leaves>,
    /// Groups with weights that cover everybody once and together cost less than the whole.
    pub binding: Vec<(Breakaway, f64)>,
}

/// The answer for one unit, or one service of it.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitPrices {
    /// Who buys what, and what it costs.
    pub game: Game,
    /// The same without steps.
    pub smoothed: Smoothed,
    /// What the unit costs, pence a year.
    pub whole: f64,
    /// Today's prices.
    pub today: Judged,
    /// Today's prices, all raised or lowered alike until they add up to what the unit costs.
    pub scaled: Judged,
    /// Are there prices that hold?
    pub verdict: Verdict,
    /// What is missing.
    pub support: Support,
    /// Prices that hold, or nearly, nearest to today's.
    pub stable: Option<Stable>,
    /// Other well-known ways to share the cost.
    pub others: Others,
    /// Everything that was added up again.
    pub checks: Vec<Check>,
    /// What there is to say.
    pub findings: Findings,
}

/// Asks whether there are prices that hold. Errors: there is nothing to price or to share.
pub fn unit_prices(game: Game) -> Result<UnitPrices, Findings> {
    let smoothed = Smoothed::of(&game);
    let (whole, paid) = (game.whole(), game.today().iter().sum::<f64>());
    if let Some(finding) = nothing_to_do(&game, whole, paid) {
        return Err(vec![finding]);
    }
    let tester = Tester::new(&game, &smoothed);
    let prices = game.today();
    let scaled: Vec<f64> = prices.iter().map(|price| price * whole / paid).collect();
    let judge = |prices: &[f64]| {
        let tested = tester.test(prices);
        let why = tested.in_pounds.as_ref().map(|group| Why::of(&game, &smoothed, &scaled, group));
        Judged { prices: prices.to_vec(), tested, why }
    };
    let (today, scaled_judged) = (judge(&prices), judge(&scaled));
    let problem = Problem { game: &game, smoothed: &smoothed, tester: &tester, scaled: &scaled };
    let cover = if tester.steps() {
        most_that_holds(&game, &scaled, |x, known| tester.gaining(x, known))
    } else {
        None
    };
    let support = support(&problem, cover.as_ref());
    let stable = nearest(&problem, cover.as_ref());
    let verdict = match () {
        () if support.high <= tester.noise() => Verdict::Some,
        () if support.low > tester.noise() => Verdict::None,
        () => Verdict::Open,
    };
    let others = others(&smoothed.with_idle());
    let mut answer = UnitPrices {
        whole,
        today,
        scaled: scaled_judged,
        verdict,
        support,
        stable,
        others,
        checks: Vec::new(),
        findings: Findings::new(),
        smoothed,
        game,
    };
    answer.check();
    Ok(answer)
}

fn nothing_to_do(game: &Game, whole: f64, paid: f64) -> Option<Finding> {
    let what = game.service.as_ref().map_or_else(String::new, |service| format!(", {service}"));
    let seen = |words: &str| format!("{}{what}: {words}", game.unit);
    let (lines, pools) = (Place::table("agreement_lines"), Place::table("cost_pools"));
    if game.lines.is_empty() {
        let found = Finding::error("unit-without-lines", lines, seen("nobody buys from it at the start"));
        return Some(
            found.expected("agreement lines in force").action("Choose another, or add its agreement lines."),
        );
    }
    if whole <= 0.0 {
        let found = Finding::error("unit-without-costs", pools, seen("its cost isn't known"));
        return Some(
            found
                .expected("cost pools with amounts")
                .action("Add its cost pools, or choose a unit that has some."),
        );
    }
    (paid <= 0.0).then(|| {
        let found = Finding::error("unit-without-prices", lines, seen("nobody pays anything"));
        found.expected("agreement lines with prices").action("Add prices.")
    })
}

/// What is missing, from below by groups that were found, from above by prices that are known to hold.
fn support(problem: &Problem<'_>, cover: Option<&Cover>) -> Support {
    let Problem { game, smoothed, tester, .. } = problem;
    let smooth = least_subsidy(&smoothed.game);
    let some = |amount: f64| if amount > tester.noise() { amount } else { 0.0 };
    let mut support = Support { low: 0.0, high: 0.0, leaves: None, binding: Vec::new() };
    let lines = tester.everybody(problem.scaled).outside;
    let (avoidable, outside) = avoided(game, &lines);
    if (avoidable - outside).as_f64() > tester.noise() {
        support.leaves = Some(Leaves { lines, avoidable, outside });
    }
    support.high = some(smooth.amount + smoothed.idle_cost());
    match cover {
        None if tester.steps() => {}
        None => support.low = support.high,
        Some(cover) => {
            support.low = some(game.whole() - cover.most).min(support.high);
            if tester.exact() && cover.ended {
                support.high = support.low;
            }
            if support.low > 0.0 {
                support.binding = cover.groups.clone();
            }
        }
    }
    support
}

impl UnitPrices {
    /// How sure it is what is missing.
    pub fn kind(&self) -> Exactness {
        let Support { low, high, .. } = self.support;
        if high - low < 1.0 { Exactness::Exact } else { Exactness::Bracket { low, high } }
    }

    /// Prices in whole pence.
    pub fn in_pence(prices: &[f64]) -> Vec<Pence> {
        prices.iter().map(|price| Pence::round(*price)).collect()
    }

    /// Adds everything up again in whole pence; what fails is an error.
    fn check(&mut self) {
        let mut checks = Vec::new();
        let judged = [("today's prices", &self.today), ("today's prices, scaled", &self.scaled)];
        for (name, judged) in judged {
            if let Some(group) = &judged.tested.in_pounds {
                let sum = GroupSum::of(&self.game, &Self::in_pence(&judged.prices), group);
                checks.push(
                    sum.check(&format!("{name}: the group's gain, from its bills and the pools"), group),
                );
                let apart = judged.why.map_or(0.0, |why| why.gain());
                let off = Pence::round(apart - group.gain()).abs();
                let what = format!("{name}: the reasons add up to the gain");
                checks.push(Check { what, passed: off.0 <= 1, slack: -off });
            }
        }
        if let Some(leaves) = &self.support.leaves {
            let slack = leaves.avoidable - leaves.outside;
            let what = "what the unit avoids is more than what these lines cost elsewhere";
            checks.push(Check { what: what.to_string(), passed: slack > Pence::ZERO, slack });
        }
        if let Some(sheet) = self.stable.as_ref().and_then(|stable| stable.sheet.as_ref()) {
            checks.extend(check_sheet(&self.game, sheet));
        }
        for failed in checks.iter().filter(|check| !check.passed) {
            let seen = format!("{}: off by {}", failed.what, failed.slack.abs());
            self.findings.push(
                Finding::error("prices-not-verified", Place::table(self.game.unit.as_str()), seen)
                    .expected("the same by plain addition")
                    .action("Don't use this answer; report it with the register."),
            );
        }
        self.checks = checks;
    }
}
