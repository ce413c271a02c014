//! `cascade/LINE`: the certificate of a line that was judged at a review.

use std::collections::BTreeMap;

use exchange::result::{CascadeRow, PostingRow};
use ledger::Account;
use vocabulary::Pence;

use super::money::{Which, Whose};
use super::{Answer, Explained, Explainer, Value};

/// Who buys what from whom.
type Ends = (String, String, String);

impl Explainer {
    /// The lines that are paid for in the baseline or the scenario, as the postings name them.
    pub(super) fn lines(&self) -> BTreeMap<String, Ends> {
        let mut lines = BTreeMap::new();
        for (postings, _) in self.both() {
            for posting in postings.iter().filter(|posting| posting.account == Account::Price) {
                let line = posting.rows.split(';').find_map(|row| row.strip_prefix("agreement_lines/"));
                if let Some(line) = line.filter(|line| !lines.contains_key(*line)) {
                    let ends = (posting.from.clone(), posting.to.clone(), posting.service_code.clone());
                    lines.insert(line.to_string(), ends);
                }
            }
        }
        lines
    }

    pub(super) fn judgements(&self, ends: &Ends) -> Vec<&CascadeRow> {
        let of_line = |row: &&CascadeRow| {
            (&row.buyer_code, &row.supplier_code, &row.service_code) == (&ends.0, &ends.1, &ends.2)
        };
        self.result.cascade.iter().filter(of_line).collect()
    }

    pub(super) fn cascade(&self, line: &str) -> Option<Answer> {
        let lines = self.lines();
        let ends = lines.get(line)?;
        let rows = self.judgements(ends);
        let ratio = |row: &&CascadeRow| row.price.as_f64() / row.alternative.as_f64().max(1.0);
        let nearest = rows.iter().copied().max_by(|a, b| ratio(a).total_cmp(&ratio(b)));
        let row = rows.iter().copied().find(|row| row.leaves).or(nearest)?;
        let names = (self.name(&ends.0), self.name(&ends.1), self.service(&ends.2));
        let mut told = Explained::of(format!("cascade/{line}"), "The certificate of a line");
        told.how(format!("Does {} leave {} for another supplier of this: {}?", names.0, names.1, names.2));
        self.certificate(&mut told, row);
        for row in &rows {
            self.check_judgement(&mut told, row);
        }
        let (first, end) = (row.month, row.month.plus(12));
        let fits = |p: &PostingRow| {
            p.account == Account::Price
                && p.to == ends.1
                && p.service_code == ends.2
                && p.month >= first
                && p.month < end
        };
        told.note(format!(
            "The postings below are the price paid in the twelve months from {}.",
            first.words()
        ));
        let gathered = self.gather(Which { whose: Whose::Body(&ends.0), fits: &fits });
        self.behind_groups(&mut told, gathered.groups);
        self.add_row(&mut told, &format!("agreement_lines/{line}"));
        self.add_row(&mut told, &format!("alternatives/{}", row.alternative_id));
        Some(Ok(told))
    }

    fn threshold(&self, row: &CascadeRow) -> Pence {
        Pence::round((1.0 + self.result.scenario.reluctance.likely()) * row.alternative.as_f64())
    }

    fn certificate(&self, told: &mut Explained, row: &CascadeRow) {
        let reluctance = self.result.scenario.reluctance.likely() * 100.0;
        let threshold = self.threshold(row);
        told.figure("leaves", Value::Words(if row.leaves { "yes" } else { "no" }.to_string()));
        told.money("price", row.price);
        told.money("alternative", row.alternative);
        told.figure("reluctance", Value::Number(reluctance, "%"));
        told.money("threshold", threshold);
        told.figure("month", Value::Words(row.month.to_string()));
        told.figure("alternative_id", Value::Words(row.alternative_id.clone()));
        told.how("A line leaves at a review when its price is more than (1 + reluctance) times the best alternative, tax and the yearly part of switching included.");
        let sign = if row.price > threshold { "is more than" } else { "is not more than" };
        told.how(format!(
            "In {}, round {}: {} {sign} (1 + {}) × {} = {threshold}.",
            row.month.words(),
            row.round,
            row.price,
            reluctance / 100.0,
            row.alternative,
        ));
        told.how("Shown is the review at which it leaves, or the one at which it comes nearest to leaving; every review is checked.");
    }

    /// The arithmetic of one review. Prices are rounded in the file: within two pence both answers may be.
    fn check_judgement(&self, told: &mut Explained, row: &CascadeRow) {
        let threshold = self.threshold(row);
        let close = (row.price - threshold).abs().0 <= 2;
        let stated = if row.leaves { "leaves" } else { "stays" };
        let worked = if row.price > threshold { "leaves" } else { "stays" };
        let what = format!("round {}, {}", row.round, row.month);
        told.check_words(&what, stated, if close { stated } else { worked });
    }
}
