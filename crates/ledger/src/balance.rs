use vocabulary::Pence;

use crate::posting::{Ledger, Nature};
use crate::query::Totals;

/// A ledger that doesn't add up: a defect of the engine, never of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imbalance {
    /// Transfers over all bodies; should be zero.
    pub transfers: Pence,
    /// Net payments of all bodies less the resource postings; should be zero.
    pub difference: Pence,
}

/// Proves, by two independent sums, that transfers cancel over all bodies and that what all bodies pay is
/// what the system spends. Returns the system's cost.
///
/// Errors when the ledger doesn't add up to the penny.
pub fn prove_balance(ledger: &Ledger, totals: &Totals) -> Result<Pence, Imbalance> {
    let mut net_transfers = vec![0i64; ledger.bodies().len()];
    for posting in ledger.postings().iter().filter(|posting| posting.nature == Nature::Transfer) {
        net_transfers[posting.from.0 as usize] += posting.amount.0;
        net_transfers[posting.to.0 as usize] -= posting.amount.0;
    }
    // The outside world takes no part in transfers, so its own column must be empty as well.
    let transfers = Pence(net_transfers.iter().skip(1).sum::<i64>() + net_transfers[0].abs());
    let paid: Pence = totals.by_body.values().copied().sum();
    let system = ledger.system_cost();
    let difference = paid - system;
    if transfers != Pence::ZERO || difference != Pence::ZERO || totals.system_cost() != system {
        return Err(Imbalance { transfers, difference });
    }
    Ok(system)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posting::{Account, BodyId};
    use proptest::prelude::*;
    use vocabulary::{Code, Month};

    proptest! {
        #[test]
        fn transfers_always_cancel(postings in prop::collection::vec((0u32..24, 0u32..5, 0u32..5, -5_000i64..5_000), 0..60)) {
            let mut ledger = Ledger::new(Month::new(2013, 7), 24);
            for body in ["a", "b", "c", "d"] {
                ledger.body(&Code::new(body));
            }
            let (label, row) = (ledger.label(&Code::new("s")), ledger.row("t/1".into()));
            let trace = ledger.trace(&[row]);
            let mut outside = 0;
            for (month, from, to, pence) in postings {
                if from == 0 && to != 0 { outside -= pence; }
                if to == 0 && from != 0 { outside += pence; }
                ledger.post(month, BodyId(from), BodyId(to), Pence(pence), (Account::Price, label, trace));
            }
            prop_assert_eq!(prove_balance(&ledger, &Totals::of(&ledger)), Ok(Pence(outside)));
            prop_assert!(ledger.postings().iter().all(|posting| posting.amount > Pence::ZERO));
        }
    }

    #[test]
    fn a_ledger_that_does_not_add_up_is_caught() {
        let mut ledger = Ledger::new(Month::new(2013, 4), 12);
        let a = ledger.body(&Code::new("a"));
        let what = (Account::Price, ledger.label(&Code::new("s")), ledger.trace(&[]));
        ledger.post(0, a, Ledger::OUTSIDE, Pence(5), what);
        let mut totals = Totals::of(&ledger);
        totals.by_body.clear();
        assert!(prove_balance(&ledger, &totals).is_err());
    }
}
