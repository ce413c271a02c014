use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Finding, Findings, Pence, Place};

use super::additive;
use super::game::grand;
use super::{Group, Kind, whole};

/// Tables of more members than this are refused: 20 members already make 1,048,575 groups.
pub const MEMBERS_MAX: usize = 20;

/// A row as somebody typed it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// The members of the group; none for the empty group.
    pub members: Vec<String>,
    /// What the group would pay, save or earn on its own.
    pub amount: Pence,
}

/// A table in which every group has its amount.
#[derive(Debug, Clone)]
pub struct Table {
    /// The members, sorted, so that the order of rows never matters.
    pub members: Vec<String>,
    /// The amount of every group in whole pence, by its bits; the empty group's is zero.
    pub pence: Vec<Pence>,
    /// What the amounts are.
    pub kind: Kind,
}

impl Table {
    /// Checks rows and makes a table of them. With `additive` a group without a row gets the sum of its best
    /// parts: of all ways to split it into groups that have a row, the cheapest (for savings the dearest).
    ///
    /// The members are those who have a row of their own. Without a table there is an error among the findings.
    pub fn of(name: &str, entries: &[Entry], kind: Kind, additive: bool) -> (Option<Table>, Findings) {
        let mut findings = Findings::new();
        let members = members_of(name, entries, &mut findings);
        if members.is_empty() || members.len() > MEMBERS_MAX {
            return (None, findings);
        }
        let given = given(entries, &members, &mut findings);
        let whole_group = grand(members.len());
        if !given.contains_key(&whole_group) {
            findings.push(
                Finding::error("coalition-whole-missing", Place::table(name), "no row with all members")
                    .expected(format!("a row `{}`: the total that is shared", members.join("+")))
                    .action("Add the row, or correct the names of members."),
            );
        }
        let mut amounts: Vec<Option<Pence>> =
            (0..1_u64 << members.len()).map(|group| given.get(&(group as Group)).copied()).collect();
        amounts[0] = Some(Pence::ZERO);
        if additive {
            amounts = additive::fill(&amounts, kind);
        }
        let pence: Vec<Pence> = amounts.iter().map(|amount| amount.unwrap_or_default()).collect();
        let table = Table { members, pence, kind };
        missing(name, &table, &amounts, additive, &mut findings);
        let refused = findings.iter().any(Finding::is_error);
        ((!refused).then_some(table), findings)
    }

    /// The amount of all members together, in pence.
    pub fn total(&self) -> Pence {
        self.pence.last().copied().unwrap_or_default()
    }

    /// The names of a group's members, in the table's order.
    pub fn names(&self, group: Group) -> Vec<&str> {
        whole::names(self, group)
    }
}

fn members_of(name: &str, entries: &[Entry], findings: &mut Findings) -> Vec<String> {
    let alone: BTreeSet<&String> =
        entries.iter().filter(|entry| entry.members.len() == 1).map(|entry| &entry.members[0]).collect();
    let mut unknown: BTreeMap<&String, &Place> = BTreeMap::new();
    for entry in entries {
        for member in entry.members.iter().filter(|member| !alone.contains(member)) {
            unknown.entry(member).or_insert(&entry.place);
        }
    }
    for (member, place) in unknown {
        findings.push(
            Finding::error("coalition-unknown-member", place.clone(), format!("the member `{member}`"))
                .expected("a member who has a row alone, too")
                .action("Correct the name, or add a row for this member alone."),
        );
    }
    if alone.is_empty() {
        findings.push(
            Finding::error("coalition-empty", Place::table(name), "no row of a member alone")
                .expected("rows such as `A,100.00`, `B,80.00` and `A+B,150.00`")
                .action("Write one row for each group of members."),
        );
    }
    if alone.len() > MEMBERS_MAX {
        findings.push(
            Finding::error("coalition-too-large", Place::table(name), format!("{} members", alone.len()))
                .expected(format!("at most {MEMBERS_MAX}: the number of groups doubles with each member"))
                .action("Put members that always act together into one."),
        );
    }
    alone.into_iter().cloned().collect()
}

/// The amounts that rows give, by group.
fn given(entries: &[Entry], members: &[String], findings: &mut Findings) -> BTreeMap<Group, Pence> {
    let mut given = BTreeMap::new();
    for entry in entries {
        let places: Vec<usize> =
            entry.members.iter().filter_map(|member| members.binary_search(member).ok()).collect();
        if places.len() < entry.members.len() {
            continue; // An unknown member was found before.
        }
        let group: Group = places.iter().fold(0, |group, place| group | 1 << place);
        if group.count_ones() as usize != places.len() {
            let seen = format!("a member twice in `{}`", entry.members.join("+"));
            findings.push(
                Finding::error("coalition-member-twice", entry.place.clone(), seen)
                    .expected("each member once")
                    .action("Take one of the two out, or correct its name."),
            );
        } else if group == 0 && entry.amount != Pence::ZERO {
            let seen = format!("{} for the group of nobody", entry.amount);
            findings.push(
                Finding::error("coalition-empty-not-zero", entry.place.clone(), seen)
                    .expected("0, or no such row")
                    .action("Correct the amount, or name the members."),
            );
        } else if given.insert(group, entry.amount).is_some() {
            let seen = format!("the group `{}` again", entry.members.join("+"));
            findings.push(
                Finding::error("coalition-group-twice", entry.place.clone(), seen)
                    .expected("one row for each group; the order of members doesn't matter")
                    .action("Keep one of the rows."),
            );
        }
    }
    given
}

/// One finding for all groups without an amount. That all members together have none is said apart.
fn missing(name: &str, table: &Table, amounts: &[Option<Pence>], additive: bool, findings: &mut Findings) {
    let without = |group: &usize| amounts[*group].is_none();
    let count = (1..amounts.len() - 1).filter(without).count();
    if count == 0 {
        return;
    }
    let first: Vec<String> = (1..amounts.len() - 1)
        .filter(without)
        .take(3)
        .map(|group| format!("`{}`", table.names(group as Group).join("+")))
        .collect();
    let more = if count > 3 { format!(" and {} more", count - 3) } else { String::new() };
    let action = if additive {
        "Add rows for the parts: no split into groups that have a row covers it."
    } else {
        "Add the rows, or let `--additive` fill them with the sum of their best parts."
    };
    findings.push(
        Finding::error(
            "coalition-group-missing",
            Place::table(name),
            format!("no row for {}{more}", first.join(", ")),
        )
        .expected(format!("{} rows, one for each group", amounts.len() - 1))
        .action(action),
    );
}
