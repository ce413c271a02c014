//! `people` and `people/UNIT/SERVICE/BAND/TIER`: posts.

use exchange::result::{PeopleRow, PostingRow};
use ledger::{Account, Nature};
use vocabulary::{OUTSIDE, Pence};

use super::money::{Which, Whose};
use super::{Answer, Explained, Explainer, Value};

/// The address of a group of posts.
pub(super) fn address(row: &PeopleRow) -> String {
    format!("people/{}/{}/{}/{}", row.unit_code, row.service_code, row.band, row.tier)
}

impl Explainer {
    pub(super) fn people(&self, rest: &str) -> Option<Answer> {
        let asked = if rest.is_empty() { "people".to_string() } else { format!("people/{rest}") };
        let all = rest.is_empty();
        let rows: Vec<&PeopleRow> =
            self.result.people.iter().filter(|row| all || address(row) == asked).collect();
        if rows.is_empty() && !all {
            return None;
        }
        let title = rows.first().filter(|_| !all).map_or_else(
            || "Posts that transfer, are redeployed or are made redundant".to_string(),
            |row| format!("Posts: {}, band {}, {}", self.service(&row.service_code), row.band, row.tier),
        );
        let mut told = Explained::of(asked, title);
        let posts = |of: fn(&PeopleRow) -> f64| rows.iter().map(|row| of(row)).sum::<f64>();
        told.figure("transfer", Value::Number(posts(|row| row.transfer_wte), "posts"));
        told.figure("redeploy", Value::Number(posts(|row| row.redeploy_wte), "posts"));
        told.figure("redundant", Value::Number(posts(|row| row.redundant_wte), "posts"));
        let cost: Pence = rows.iter().map(|row| row.cost).sum();
        told.money("cost", cost);
        told.how("The line's share of the unit's posts of the service: a part transfers with the work, a part of the others finds other work, the rest is redundant. The cost is what redundancy costs, whoever pays.");
        self.check_people(&mut told, &rows, cost);
        Some(Ok(told))
    }

    /// Redundancy in the postings, where it falls within the horizon.
    fn check_people(&self, told: &mut Explained, rows: &[&PeopleRow], cost: Pence) {
        let end = self.start().plus(self.result.scenario.months as i32);
        let groups: Vec<String> = rows
            .iter()
            .map(|row| {
                format!("post_groups/{}/{}/{}/{}/", row.unit_code, row.service_code, row.band, row.tier)
            })
            .collect();
        let fits = |posting: &PostingRow| {
            posting.account == Account::Redundancy
                && posting.nature == Nature::Resource
                && posting.to == OUTSIDE
                && posting.rows.split(';').any(|row| groups.iter().any(|group| row.starts_with(group)))
        };
        let gathered = self.gather(Which { whose: Whose::System, fits: &fits });
        if rows.iter().all(|row| row.month < end) {
            told.check_money("cost", cost, gathered.scenario, 0);
        } else {
            told.note("Part of it falls after the end of the scenario, where there are no postings.");
        }
        self.behind_groups(told, gathered.groups);
    }
}
