//! What an oversight body may do about a case: advise, agree, or refuse.

use vocabulary::{Basis, Code, Date, DecisionRight, Finding, Findings, Place};

use super::Rulebook;
use crate::tables::Row;
use crate::tables::cell::{Title, choice_cell};
use crate::tables::declare::table;

choice_cell!(DecisionRight);

table! {
    /// What an oversight body may do about a case, and by when. The row of a body comes before the one for all (`*`).
    "decision_rights" => DecisionRightRule, key [oversight_code, valid_from], source [] {
        /// Oversight body that the row is for, or `*` for every other.
        oversight_code: Code,
        /// Title for people.
        title: Title,
        /// What it may do.
        right: DecisionRight,
        /// The law that gives it the power to refuse: needed for `refuse`, else blank.
        legal_power: String,
        /// Days from sending to the day after which no view is "no view given".
        review_days: u32,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}

impl Rulebook {
    /// What an oversight body may do on a day: its own row, else the row for all; `None` where nobody was asked yet.
    pub fn decision_right(&self, oversight: &Code, on: Date) -> Option<&DecisionRightRule> {
        let in_force =
            |rule: &&DecisionRightRule| rule.valid_from <= on && rule.valid_to.is_none_or(|last| on <= last);
        let of = |wanted: &dyn Fn(&Code) -> bool| {
            let rows = self.decision_rights.sorted().into_iter().map(|(_, row)| row);
            rows.filter(in_force)
                .filter(|rule| wanted(&rule.oversight_code))
                .max_by_key(|rule| rule.valid_from)
        };
        of(&|code| code == oversight).or_else(|| of(&Code::is_any))
    }
}

/// Rows that let somebody refuse without saying by what law: an error each.
pub(super) fn check(book: &Rulebook) -> Findings {
    let powerless =
        |rule: &&DecisionRightRule| rule.right == DecisionRight::Refuse && rule.legal_power.trim().is_empty();
    let finding = |rule: &DecisionRightRule| {
        Finding::error(
            "refuse-without-power",
            Place::cell("decision_rights", rule.key(), "legal_power"),
            "the body may refuse, and no law is named",
        )
        .expected("the section of the law that gives the power to refuse")
        .action("Name it, or change the right to agree or advise.")
    };
    book.decision_rights.sorted().into_iter().map(|(_, row)| row).filter(powerless).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::{RawPack, RawRow, RawTable};
    use crate::rules::RULE_TABLES;

    /// A rulebook of a few rows of decision rights; the other tables are there, and empty.
    fn book(rows: &[&[&str]]) -> (Rulebook, Findings) {
        let table = |table: &crate::tables::Table| {
            let columns = table.columns.iter().map(|column| column.name.to_string()).collect();
            let own = if table.name == "decision_rights" { rows } else { &[] };
            let cells = own.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect());
            let rows = (2..).zip(cells).map(|(line, cells)| RawRow { line, cells }).collect();
            RawTable { name: table.name.to_string(), columns, rows }
        };
        Rulebook::read(&RawPack {
            name: "made up".to_string(),
            tables: RULE_TABLES.iter().map(table).collect(),
        })
    }

    fn row<'a>(body: &'a str, right: &'a str, power: &'a str, from: &'a str, to: &'a str) -> Vec<&'a str> {
        vec![body, "Made up", right, power, "28", from, to, "assumed", "made up", ""]
    }

    #[test]
    fn a_row_of_the_body_comes_before_the_row_for_all_and_days_count() {
        let all = row("*", "agree", "", "2013-10-18", "");
        let own = row("R", "advise", "", "2014-04-01", "2014-12-31");
        let (book, findings) = book(&[&all, &own]);
        assert!(findings.is_empty(), "{findings:?}");
        let right = |body: &str, day: &str| {
            book.decision_right(&Code::new(body), day.parse().expect("a date")).map(|rule| rule.right)
        };
        assert_eq!(right("R", "2013-10-17"), None, "nobody was asked before");
        assert_eq!(right("R", "2013-10-18"), Some(DecisionRight::Agree));
        assert_eq!(right("R", "2014-04-01"), Some(DecisionRight::Advise));
        assert_eq!(right("R", "2015-01-01"), Some(DecisionRight::Agree));
        assert_eq!(right("T", "2014-04-01"), Some(DecisionRight::Agree));
    }

    #[test]
    fn who_may_refuse_names_the_law() {
        let (_, findings) = book(&[&row("R", "refuse", " ", "2014-04-01", "")]);
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["refuse-without-power"]);
        let (_, findings) = book(&[&row("R", "refuse", "A made-up Act, section 1", "2014-04-01", "")]);
        assert!(findings.is_empty(), "{findings:?}");
    }
}
