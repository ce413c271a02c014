//! An explanation as text for a terminal.

use std::collections::BTreeMap;

use super::explained::{Explained, Resting};
use super::money::Group;
use super::{Address, Behind, Explainer};
use crate::text::{Align, Page};

/// Groups of postings that are shown one by one.
const GROUPS_MAX: usize = 15;
/// Rows of the register that are shown one by one.
const ROWS_MAX: usize = 30;

/// The list of figures.
pub(crate) fn list_text(list: &[Address], colour: bool) -> String {
    let mut page = Page::new(colour);
    page.heading("Figures that can be explained");
    let columns = [("figure", Align::Left), ("", Align::Right), ("what it is", Align::Left)];
    let cut = |text: &str| text.chars().take(36).collect::<String>();
    let rows: Vec<Vec<String>> =
        list.iter().map(|row| vec![row.address.clone(), row.value.clone(), cut(&row.title)]).collect();
    page.table(&columns, &rows);
    page.into_text()
}

/// One explanation.
pub(crate) fn text(explainer: &Explainer, told: &Explained, colour: bool) -> String {
    let mut page = Page::new(colour);
    page.heading(&told.title);
    let rows: Vec<Vec<String>> = told
        .figures
        .iter()
        .map(|figure| vec![figure.name.replace('_', " "), figure.value.printed()])
        .collect();
    page.table(&[(told.address.as_str(), Align::Left), ("", Align::Right)], &rows);
    page.heading("How it is made");
    told.how.iter().for_each(|words| page.paragraph(words));
    checks(told, &mut page);
    postings(explainer, told, &mut page);
    rows_behind(explainer, told, &mut page);
    resting(told, &mut page);
    if !told.notes.is_empty() {
        page.heading("To know");
        told.notes.iter().for_each(|words| page.paragraph(words));
    }
    page.into_text()
}

fn checks(told: &Explained, page: &mut Page) {
    page.heading("Worked out again from this result's own files");
    if told.checks.is_empty() {
        return page.paragraph("Nothing of it can be worked out from the postings alone.");
    }
    let rows: Vec<Vec<String>> = told
        .checks
        .iter()
        .map(|check| {
            let same = if check.agrees { "the same" } else { "DIFFERS" };
            vec![check.what.clone(), check.stated.printed(), check.worked.printed(), same.to_string()]
        })
        .collect();
    let columns =
        [("", Align::Left), ("stated", Align::Right), ("worked out", Align::Right), ("", Align::Left)];
    page.table(&columns, &rows);
}

fn postings(explainer: &Explainer, told: &Explained, page: &mut Page) {
    if told.groups.is_empty() {
        return;
    }
    page.heading("The postings behind it, largest change first");
    page.paragraph("Paid is positive, received negative. n counts the postings before and after; rows names one of the register rows behind, and how many more there are.");
    let numbers: BTreeMap<&str, usize> =
        told.rows.iter().enumerate().map(|(at, row)| (row.name.as_str(), at + 1)).collect();
    let shown = told.groups.get(..GROUPS_MAX).unwrap_or(&told.groups);
    let mut titles = ["service", "n", "from–to", "before", "after", "change", "rows"];
    for (code, account) in ends(shown) {
        page.gap();
        page.paragraph(&format!("With {} ({code}), account {account}", explainer.name(code)));
        let of_ends = shown.iter().filter(|group| group.counterparty == code && group.account == account);
        let rows: Vec<Vec<String>> = of_ends.map(|group| posting_row(group, &numbers)).collect();
        sums_table(page, titles, &rows);
        titles = [""; 7];
    }
    let rest = told.groups.get(GROUPS_MAX..).unwrap_or_default();
    let mut rows = Vec::new();
    if !rest.is_empty() {
        rows.push(sums(&format!("{} more groups", rest.len()), rest));
    }
    rows.push(sums("All of them", &told.groups));
    sums_table(page, titles, &rows);
}

/// Counterparty and account of groups, each once, in the order in which they come.
fn ends(groups: &[Group]) -> Vec<(&str, ledger::Account)> {
    let mut ends: Vec<(&str, ledger::Account)> = Vec::new();
    for group in groups {
        let end = (group.counterparty.as_str(), group.account);
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    ends
}

/// Cells are filled to the same widths, so that tables under each other line up.
fn sums_table(page: &mut Page, titles: [&str; 7], rows: &[Vec<String>]) {
    let filled: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let fill = |(at, cell): (usize, &String)| match at {
                0 => format!("{cell:<27}"),
                1 => format!("{cell:>4}"),
                3..=5 => format!("{cell:>11}"),
                _ => cell.clone(),
            };
            row.iter().enumerate().map(fill).collect()
        })
        .collect();
    let aligns =
        [Align::Left, Align::Right, Align::Left, Align::Right, Align::Right, Align::Right, Align::Left];
    let columns: Vec<(&str, Align)> = titles.into_iter().zip(aligns).collect();
    page.table(&columns, &filled);
}

fn posting_row(group: &Group, numbers: &BTreeMap<&str, usize>) -> Vec<String> {
    let mut row = sums(&group.service, std::slice::from_ref(group));
    let listed: Vec<usize> = group.rows.split(';').filter_map(|name| numbers.get(name).copied()).collect();
    row.push(match listed.iter().min() {
        None => String::new(),
        Some(first) if listed.len() == 1 => format!("[{first}]"),
        Some(first) => format!("[{first}]+{}", listed.len() - 1),
    });
    row
}

fn sums(what: &str, groups: &[Group]) -> Vec<String> {
    let (first, last) = (groups.iter().map(|g| g.first).min(), groups.iter().map(|g| g.last).max());
    let months = first.zip(last).map(|(first, last)| format!("{first}–{last}")).unwrap_or_default();
    let sum =
        |of: fn(&Group) -> vocabulary::Pence| groups.iter().map(of).sum::<vocabulary::Pence>().whole_pounds();
    vec![
        what.to_string(),
        groups.iter().map(|group| group.count).sum::<usize>().to_string(),
        months,
        sum(|group| group.baseline),
        sum(|group| group.scenario),
        sum(Group::change),
    ]
}

fn rows_behind(explainer: &Explainer, told: &Explained, page: &mut Page) {
    if told.rows.is_empty() {
        return;
    }
    page.heading("The rows of the register behind it");
    if explainer.register.is_none() {
        page.paragraph("The register isn't at hand: only the names of its rows are known.");
    }
    for (at, row) in told.rows.iter().take(ROWS_MAX).enumerate() {
        row_behind(at + 1, row, page);
    }
    if told.rows.len() > ROWS_MAX {
        page.paragraph(&format!("… and {} more (`--format json` has all).", told.rows.len() - ROWS_MAX));
    }
    sources(told, page);
}

fn row_behind(number: usize, row: &Behind, page: &mut Page) {
    let columns: Vec<String> =
        row.columns.iter().map(|(column, value)| format!("{column} {value}")).collect();
    let basis = row.basis.map(|basis| format!(" ({basis})")).unwrap_or_default();
    let source = row.source.as_ref().map(|[id, ..]| format!(" — {id}")).unwrap_or_default();
    let unknown = if row.found || row.source.is_some() { "" } else { " not looked up" };
    let line = format!("  [{number}] {} {}{basis}{source}{unknown}", row.name, columns.join(", "));
    page.paragraph(&line);
    for other in &row.others {
        page.paragraph(&format!("      another source says, and is not used: {other}"));
    }
}

/// Each source once: title, publisher, when.
fn sources(told: &Explained, page: &mut Page) {
    let mut sources: Vec<&[String; 4]> = told.rows.iter().filter_map(|row| row.source.as_ref()).collect();
    sources.sort();
    sources.dedup();
    if sources.is_empty() {
        return;
    }
    page.gap();
    page.paragraph("Sources:");
    for [id, title, publisher, published] in sources {
        let parts: Vec<&str> = [title, publisher, published]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        page.paragraph(&format!("  {id}: {}", parts.join("; ")));
    }
}

fn resting(told: &Explained, page: &mut Page) {
    let rows: usize = told.resting.rows.iter().sum();
    if rows == 0 {
        return;
    }
    page.heading("What it rests on");
    let total: i64 = told.resting.pence.iter().sum();
    let part = |at: usize| {
        let share = if total == 0 { 0.0 } else { told.resting.pence[at] as f64 / total as f64 * 100.0 };
        format!("{} {} ({share:.0}% of the change)", told.resting.rows[at], Resting::WORDS[at])
    };
    page.paragraph(&format!("Of {rows} rows: {}, {}, {}.", part(0), part(1), part(2)));
    page.paragraph("A change counts to the weakest row behind it.");
}
