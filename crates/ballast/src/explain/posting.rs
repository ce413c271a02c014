//! `posting/N`: one row of `postings.csv`.

use exchange::result::PostingRow;

use super::money::{Which, Whose};
use super::{Answer, Explained, Explainer};

impl Explainer {
    pub(super) fn posting(&self, rest: &str) -> Option<Answer> {
        let line: u32 = rest.parse().ok()?;
        let row = self.result.postings.iter().find(|row| row.line == line)?;
        let title = format!(
            "{} pays {} in {}: {}, {}",
            self.name(&row.from),
            self.name(&row.to),
            row.month.words(),
            row.account,
            self.service(&row.service_code)
        );
        let mut told = Explained::of(format!("posting/{line}"), title);
        told.money("amount", row.amount);
        told.how(format!(
            "Row {line} of postings.csv, counted with its header as row 1. It is a {}.",
            row.nature
        ));
        told.how("Below it stands beside everything that the same body pays the same one for the same in that month, with the moves and without.");
        let same = |p: &PostingRow| {
            (p.month, &p.from, &p.to, p.account, &p.service_code)
                == (row.month, &row.from, &row.to, row.account, &row.service_code)
        };
        let whose =
            if row.from == vocabulary::OUTSIDE { Whose::Body(&row.to) } else { Whose::Body(&row.from) };
        let gathered = self.gather(Which { whose, fits: &same });
        self.behind_groups(&mut told, gathered.groups);
        row.rows.split(';').for_each(|name| self.add_row(&mut told, name));
        Some(Ok(told))
    }
}
