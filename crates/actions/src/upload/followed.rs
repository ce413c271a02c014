//! Bodies that end while others begin: did one become the other?

use std::collections::BTreeSet;

use jiff::ToSpan;
use register::tables::{Body, Row};
use register::{RawPack, RawRow, RawTable, Register};
use serde::{Deserialize, Serialize};
use vocabulary::{Code, Date};

/// "Did this body become one of those?"
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedQuestion {
    /// The body that ends.
    pub from: Code,
    /// Its name.
    pub name: String,
    /// The bodies that begin and do the same: code and name, the likeliest first.
    pub candidates: Vec<(Code, String)>,
    /// The first day of the new arrangement, if the file says when either begins or ends.
    pub date: Option<Date>,
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedAnswer {
    /// The body that ends.
    pub from: String,
    /// The body that followed it; none if nobody did.
    pub to: Option<String>,
    /// The first day of the new arrangement (ISO); blank where nobody followed.
    pub date: String,
}

/// What has to be asked: of every body that ends while others begin that do the same, when no succession says what
/// became of it and nobody has answered yet.
pub(crate) fn questions(
    before: &Register,
    after: &Register,
    answers: &[FollowedAnswer],
) -> Vec<FollowedQuestion> {
    let known: BTreeSet<&Code> = before.bodies.iter().map(|body| &body.body_code).collect();
    let begun: Vec<&Body> = after.bodies.iter().filter(|body| !known.contains(&body.body_code)).collect();
    let followed = |code: &Code| {
        after.successions.iter().any(|row| row.from_code == *code)
            || answers.iter().any(|answer| answer.from == code.as_str())
    };
    let ends = |body: &&Body| {
        let now = after.bodies.iter().find(|now| now.body_code == body.body_code);
        body.valid_to.is_none() && now.is_none_or(|now| now.valid_to.is_some())
    };
    let mut asked = Vec::new();
    for body in before.bodies.iter().filter(ends).filter(|body| !followed(&body.body_code)) {
        let alike = |other: &&&Body| other.roles.0.iter().any(|role| body.roles.0.contains(role));
        let mut candidates: Vec<&&Body> = begun.iter().filter(alike).collect();
        if candidates.is_empty() {
            continue;
        }
        candidates
            .sort_by_key(|other| (std::cmp::Reverse(common_words(body, other)), other.body_code.clone()));
        let ended =
            after.bodies.iter().find(|now| now.body_code == body.body_code).and_then(|now| now.valid_to);
        let next = ended.and_then(|day| day.checked_add(1.day()).ok());
        asked.push(FollowedQuestion {
            from: body.body_code.clone(),
            name: body.name.0.clone(),
            date: next.or_else(|| candidates.first().and_then(|first| first.valid_from)),
            candidates: candidates.iter().map(|b| (b.body_code.clone(), b.name.0.clone())).collect(),
        });
    }
    asked
}

fn common_words(one: &Body, other: &Body) -> usize {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<_>>();
    words(&one.name.0).intersection(&words(&other.name.0)).count()
}

/// Writes the answers into a pack: a row of `successions` each, and the row of a body that was left out, with its
/// last day.
pub(crate) fn apply(pack: &mut RawPack, answers: &[FollowedAnswer], before: &Register) {
    for answer in answers {
        let (Some(to), Ok(date)) = (&answer.to, answer.date.parse::<Date>()) else { continue };
        let several = answers.iter().filter(|other| other.to.as_ref() == Some(to)).count() > 1;
        let kind = if several { "merge" } else { "rename" };
        let row = [
            ("from_code", answer.from.as_str()),
            ("to_code", to),
            ("effective_date", &answer.date),
            ("share_percent", "100"),
            ("kind", kind),
        ];
        add(pack, "successions", &row);
        let has_body = pack.tables.iter().filter(|table| table.name == "bodies").any(|table| {
            let at = table.columns.iter().position(|column| column.trim() == "body_code");
            at.is_some_and(|at| {
                table.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| cell.trim() == answer.from))
            })
        });
        let known = before.bodies.iter().find(|body| body.body_code.as_str() == answer.from);
        if let Some(body) = known.filter(|_| !has_body) {
            let last = date.checked_sub(1.day()).ok();
            let ended = Body { valid_to: last, ..body.clone() };
            let cells = ended.write();
            let columns = Body::TABLE.columns.iter().map(|column| column.name);
            let row: Vec<(&str, &str)> = columns.zip(cells.iter().map(String::as_str)).collect();
            add(pack, "bodies", &row);
        }
    }
}

/// Adds a row to a table, which is made if there is none.
fn add(pack: &mut RawPack, name: &str, row: &[(&str, &str)]) {
    let at = pack.tables.iter().position(|table| table.name == name).unwrap_or_else(|| {
        let columns = row.iter().map(|(column, _)| column.to_string()).collect();
        pack.tables.push(RawTable { name: name.to_string(), columns, rows: Vec::new() });
        pack.tables.len() - 1
    });
    let table = &mut pack.tables[at];
    // A file may leave out a column that is blank in all its own rows.
    for (column, _) in row.iter().filter(|(_, value)| !value.is_empty()) {
        if !table.columns.iter().any(|known| known.trim() == *column) {
            table.columns.push(column.to_string());
        }
    }
    let value = |column: &String| row.iter().find(|(name, _)| *name == column.trim()).map_or("", |(_, v)| v);
    let cells = table.columns.iter().map(|column| value(column).to_string()).collect();
    let line = table.rows.iter().map(|row| row.line).max().unwrap_or(1) + 1;
    table.rows.push(RawRow { line, cells });
}
