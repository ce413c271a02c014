use costing::{PayerShares, payer_shares};
use register::rules::CostKind;
use register::tables::DestinationKind;
use vocabulary::{Finding, Place};

use super::run::Run;
use crate::book::Book;

/// A rule that says nothing leaves the cost with the unit.
const UNIT_BEARS: PayerShares = PayerShares {
    leaver: 0.0,
    remaining: 0.0,
    unit: 1.0,
    centre: 0.0,
    outside_dates: false,
    row: usize::MAX,
};

impl<B: Book> Run<'_, B> {
    /// The shares of the run's payer rule for a kind of cost, a destination and a month.
    pub(super) fn shares(&mut self, cost: CostKind, kind: DestinationKind, month: u32) -> PayerShares {
        if let Some(known) = self.known.shares.get(&(cost, kind, month)) {
            return *known;
        }
        let found = self.look_up_shares(cost, kind, month);
        self.known.shares.insert((cost, kind, month), found);
        found
    }

    fn look_up_shares(&mut self, cost: CostKind, kind: DestinationKind, month: u32) -> PayerShares {
        let (rules, rule) = (&self.policy.rulebook.payer_rules, self.policy.payer_rule);
        let found = payer_shares(rules, rule, cost, kind, self.model.date(month));
        let place = || Place::row("payer_rules", rule);
        match found {
            Some(shares) => {
                if shares.outside_dates {
                    let seen = format!("the rule {rule} is used outside of its dates, for {cost} cost");
                    self.told.findings.push(
                        Finding::note("rule-outside-dates", place(), seen)
                            .expected("a rule in force on the month of the move"),
                    );
                }
                shares
            }
            None => {
                let seen = format!("the rule {rule} says nothing about {cost} cost; the unit bears it");
                self.told.findings.push(
                    Finding::warning("rule-silent", place(), seen)
                        .expected("a row for each kind of cost")
                        .action("Add the row."),
                );
                UNIT_BEARS
            }
        }
    }
}
