use std::collections::BTreeMap;

use vocabulary::{Code, FinancialYear, Pence};

use crate::posting::{Account, Ledger, Nature};

/// One cell of the totals: a body, a financial year and an account.
pub type Cell = (Code, FinancialYear, Account);

/// What each body pays, net of what it receives, by financial year and account.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// Paid less received. The outside world isn't a body and has no rows.
    pub by_body: BTreeMap<Cell, Pence>,
    /// What the system as a whole spends: the resource postings, by financial year and account.
    pub system: BTreeMap<(FinancialYear, Account), Pence>,
}

impl Totals {
    /// Adds up a ledger.
    pub fn of(ledger: &Ledger) -> Self {
        // Dense first, by (body, year, account): a national ledger has hundreds of thousands of postings.
        let first_year = ledger.start().financial_year().first_month();
        let years =
            (ledger.start().plus(ledger.months().max(1) as i32 - 1).since(first_year) / 12 + 1) as usize;
        let accounts = Account::ALL.len();
        let offset = ledger.start().since(first_year) as u32;
        let mut dense = vec![0i64; ledger.bodies().len() * years * accounts];
        for posting in ledger.postings() {
            let year = ((posting.month + offset) / 12) as usize;
            let cell = |body: u32| (body as usize * years + year) * accounts + posting.account as usize;
            dense[cell(posting.from.0)] += posting.amount.0;
            dense[cell(posting.to.0)] -= posting.amount.0;
        }
        let mut totals = Totals::default();
        for (body, code) in ledger.bodies().iter().enumerate() {
            for year in 0..years {
                let financial_year = first_year.plus(12 * year as i32).financial_year();
                for account in Account::ALL {
                    let pence = dense[(body * years + year) * accounts + *account as usize];
                    if pence == 0 {
                        continue;
                    }
                    if body == 0 {
                        totals.system.insert((financial_year, *account), Pence(-pence));
                    } else {
                        totals.by_body.insert((code.clone(), financial_year, *account), Pence(pence));
                    }
                }
            }
        }
        totals
    }

    /// What a body pays, net, over the whole horizon.
    pub fn net_of(&self, code: &str) -> Pence {
        self.by_body.iter().filter(|((body, _, _), _)| body.as_str() == code).map(|(_, pence)| *pence).sum()
    }

    /// What the system as a whole spends over the whole horizon.
    pub fn system_cost(&self) -> Pence {
        self.system.values().copied().sum()
    }
}

impl Ledger {
    /// What the system as a whole spends: the sum of the resource postings, less any that come back.
    pub fn system_cost(&self) -> Pence {
        let resource = self.postings().iter().filter(|posting| posting.nature == Nature::Resource);
        resource
            .map(|posting| if posting.to == Ledger::OUTSIDE { posting.amount } else { -posting.amount })
            .sum()
    }
}
