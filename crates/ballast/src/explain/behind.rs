//! The rows of the register behind a figure.

use std::collections::{BTreeMap, HashMap};

use register::Snapshot;
use register::tables::Row;
use stability::scenario::Assumption;
use vocabulary::Basis;

use super::money::Group;
use super::{Explained, Explainer};

/// A row of the register.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Behind {
    /// Its name: `table/key`.
    pub name: String,
    /// Is it in the register that was found?
    pub found: bool,
    /// The columns that matter, with their values.
    pub columns: Vec<(String, String)>,
    /// How it is known.
    pub basis: Option<Basis>,
    /// Its source: id, title, publisher, when.
    pub source: Option<[String; 4]>,
    /// What other sources say of the same row, and was not used.
    pub others: Vec<String>,
}

/// Columns that matter, by table.
const MATTER: [(&str, &[&str]); 6] = [
    ("agreement_lines", &["annual_gbp"]),
    ("cost_pools", &["annual_gbp"]),
    ("alternatives", &["fixed_gbp", "per_volume_gbp", "switching_gbp"]),
    ("post_groups", &["wte"]),
    ("units", &["opening_reserve_gbp"]),
    ("services", &["min_people"]),
];

impl Explainer {
    /// One row of the register by its name.
    pub(super) fn behind(&self, name: &str) -> Behind {
        let index = self.index.get_or_init(|| self.register.as_ref().map(index).unwrap_or_default());
        index.get(name).cloned().unwrap_or_else(|| Behind { name: name.to_string(), ..Behind::default() })
    }

    /// Adds a row, unless it is there.
    pub(super) fn add_row(&self, told: &mut Explained, name: &str) {
        if !name.is_empty() && told.rows.iter().all(|row| row.name != name) {
            let row = self.behind(name);
            self.note_assumptions(told, name);
            if let Some(basis) = row.basis {
                told.resting.rows[basis as usize] += 1;
            }
            told.rows.push(row);
        }
    }

    /// Sets the postings behind a figure, and the rows behind them: those with the largest change first.
    pub(super) fn behind_groups(&self, told: &mut Explained, groups: Vec<Group>) {
        let mut weight: BTreeMap<&str, i64> = BTreeMap::new();
        let mut changes: BTreeMap<&str, i64> = BTreeMap::new();
        for group in &groups {
            for name in group.rows.split(';').filter(|name| !name.is_empty()) {
                *weight.entry(name).or_default() += group.change().abs().0;
            }
            *changes.entry(&group.rows).or_default() += group.change().0;
        }
        let mut names: Vec<(&str, i64)> = weight.into_iter().collect();
        names.sort_by_key(|(name, pence)| (std::cmp::Reverse(*pence), *name));
        for (name, _) in names {
            self.add_row(told, name);
        }
        told.resting.pence = self.by_basis(changes.into_iter());
        told.groups = groups;
    }

    /// Changes without their sign, by the weakest row behind each.
    pub(super) fn by_basis<'a>(&self, changes: impl Iterator<Item = (&'a str, i64)>) -> [i64; 3] {
        let mut known: HashMap<&str, Option<Basis>> = HashMap::new();
        let mut pence = [0; 3];
        for (rows, change) in changes.filter(|(_, change)| *change != 0) {
            let bases =
                rows.split(';').map(|name| *known.entry(name).or_insert_with(|| self.behind(name).basis));
            let weakest = bases.flatten().max();
            pence[weakest.map_or(0, |basis| basis as usize)] += change.abs();
        }
        pence
    }

    /// The scenario's assumptions about a cell, `table/key/column`.
    pub(super) fn assumptions_at<'a>(&'a self, at: &'a str) -> impl Iterator<Item = &'a Assumption> {
        self.result.scenario.assumptions.iter().filter(move |assumed| matches(&assumed.at, at))
    }

    /// Says which assumptions of the scenario touch a row.
    fn note_assumptions(&self, told: &mut Explained, name: &str) {
        for assumed in &self.result.scenario.assumptions {
            let Some((rows, column)) = assumed.at.rsplit_once('/') else { continue };
            if !matches(rows, name) {
                continue;
            }
            let how = if assumed.scale { "times" } else { "instead" };
            let (low, likely, high) = (assumed.value.low(), assumed.value.likely(), assumed.value.high());
            let words = format!(
                "The scenario assumes {rows}, {column}: {how} {likely} ({low} to {high}): {}.",
                assumed.reason.trim_end_matches('.')
            );
            if !told.notes.contains(&words) {
                told.note(words);
            }
        }
    }
}

/// Does a text fit a pattern in which `*` stands for any text?
fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == text };
    let Some(rest) = text.strip_prefix(head) else { return false };
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| matches(tail, &rest[at..]))
}

/// Every row that postings can come from, by name.
pub(super) fn index(register: &Snapshot) -> HashMap<String, Behind> {
    let mut rows = HashMap::new();
    macro_rules! note {
        ($($table:ident),+) => { $(
            for row in register.rows.$table.iter() {
                let behind = of_row(register, row);
                rows.insert(behind.name.clone(), behind);
            }
        )+ };
    }
    note!(agreement_lines, cost_pools, alternatives, post_groups, units, services);
    rows
}

fn of_row<T: Row>(register: &Snapshot, row: &T) -> Behind {
    let cells = row.write();
    let cell =
        |column: &str| T::TABLE.position(column).and_then(|at| cells.get(at)).cloned().unwrap_or_default();
    let matter = MATTER
        .iter()
        .find(|(table, _)| *table == T::TABLE.name)
        .map_or(&[] as &[&str], |(_, columns)| columns);
    let columns = matter.iter().map(|column| ((*column).to_string(), cell(column)));
    let source = row.source().and_then(|code| register.source(code)).map(|source| {
        [
            source.source_id.to_string(),
            source.title.0.clone(),
            source.publisher.clone(),
            source.published.clone(),
        ]
    });
    let (table, key) = (T::TABLE.name, row.key());
    let conflicts =
        register.conflicts.iter().filter(|conflict| conflict.table == table && conflict.key == key);
    let others = conflicts.flat_map(|conflict| conflict.versions.iter().skip(1));
    Behind {
        name: format!("{table}/{key}"),
        found: true,
        columns: columns.filter(|(_, value)| !value.is_empty()).collect(),
        basis: cell("basis").parse().ok(),
        source,
        others: others.map(|(source, cells)| format!("{source}: {}", cells.join(", "))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("cost_pools/0CG-*-team/annual_gbp", "cost_pools/0CG-finance-team/annual_gbp"));
        assert!(!matches("cost_pools/0CG-*-team/annual_gbp", "cost_pools/0CG-finance-fixed/annual_gbp"));
        assert!(matches("units/*", "units/0CG"));
    }
}
