//! `ballast case draft`, through the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const SIGNIFICANT: &str = "east-and-north-hertfordshire";
const SMALL: &str = "great-yarmouth-and-waveney";

fn ballast(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ballast")).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The result of a scenario, and its case as Markdown and HTML.
fn case_of(scenario: &str, name: &str) -> (PathBuf, String, String) {
    let folder = std::env::temp_dir().join(format!("ballast-case-{}-{name}", std::process::id()));
    let (result, case) = (folder.join("result"), folder.join("case"));
    std::fs::create_dir_all(&folder).unwrap();
    let output = ballast(&["simulate", scenario, "--draws", "20", "--out", result.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = ballast(&["case", "draft", result.to_str().unwrap(), "--out", case.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
    let (markdown, html) = (read("case.md"), read("case.html"));
    (folder, markdown, html)
}

/// Every text that ends in a run of addresses, with those addresses.
fn claims(markdown: &str) -> Vec<(String, Vec<String>)> {
    let mut claims = Vec::new();
    for line in markdown.lines() {
        let (mut words, mut addresses) = (String::new(), Vec::new());
        let mut parts = line.split('`');
        while let Some(plain) = parts.next() {
            if !addresses.is_empty() && !plain.trim_matches([' ', '|']).is_empty() {
                claims.push((std::mem::take(&mut words), std::mem::take(&mut addresses)));
            }
            words.push_str(plain);
            if let Some(code) = parts.next().and_then(|code| code.strip_prefix('[')?.strip_suffix(']')) {
                addresses.push(code.to_string());
            }
        }
        claims.push((words, addresses));
    }
    claims
}

/// Amounts and percentages of a text.
fn figures(words: &str) -> Vec<String> {
    let tokens = words.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ':', ')']));
    tokens.filter(|word| word.contains('£') || word.ends_with('%')).map(str::to_string).collect()
}

fn shown_at(result: &Path, address: &str) -> BTreeSet<String> {
    let output = ballast(&["explain", result.to_str().unwrap(), address, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{address}: {}", text(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut shown = BTreeSet::new();
    for figure in told["figures"].as_array().unwrap() {
        for form in ["shown", "short"] {
            let form = figure[form].as_str().unwrap().to_string();
            // A sentence says "£1.0m less" for −£1.0m.
            shown.insert(form.trim_start_matches('−').to_string());
            shown.insert(form);
        }
    }
    shown
}

fn every_figure_resolves(scenario: &str, name: &str) {
    let (folder, markdown, _) = case_of(scenario, name);
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut checked = 0;
    for (words, addresses) in claims(&markdown) {
        let figures = figures(&words);
        assert!(figures.is_empty() || !addresses.is_empty(), "a figure without its address: {words}");
        let mut shown = BTreeSet::new();
        for address in addresses {
            let at =
                known.entry(address.clone()).or_insert_with(|| shown_at(&folder.join("result"), &address));
            shown.extend(at.iter().cloned());
        }
        for figure in figures {
            assert!(shown.contains(&figure), "{figure} of “{words}” is none of {shown:?}");
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn every_figure_of_a_significant_case_resolves_to_the_same_number() {
    every_figure_resolves(SIGNIFICANT, "resolves");
}

#[test]
fn every_figure_of_a_small_case_resolves_to_the_same_number() {
    every_figure_resolves(SMALL, "resolves-small");
}

#[test]
fn a_significant_change_has_the_implications_and_a_small_one_has_not() {
    let only_significant = [
        "## Financial implications for the wider system",
        "## HR implications",
        "## Continuity of supply",
        "### The exit charge, in both of its ways",
        "### Who pays, under each payer rule",
        "### Ways to soften it",
        "## Why it is significant",
        "## Who must be asked, and what each replied",
    ];
    let always = [
        "### 1. The reasons are transparent and documented",
        "### 2. Value for money",
        "### 3. Improved quality",
        "### 4. The effect on the local health community, in particular neighbours",
        "No number was published; the thresholds are ours",
        "The decision is the governing body's.",
        "No reply is shown as no reply, never as consent.",
        "rests on assumed rows",
    ];
    let (folder, markdown, _) = case_of(SIGNIFICANT, "significant");
    for part in only_significant.iter().chain(&always) {
        assert!(markdown.contains(part), "{part} in {markdown}");
    }
    let to = markdown.find("## To whom it is addressed").unwrap();
    let first = markdown[to..].lines().find(|line| line.starts_with("- ")).unwrap();
    assert!(first.contains("Hertfordshire and the South Midlands Area Team") && first.contains("area team"));
    assert!(markdown[to..].contains("NHS England"));
    std::fs::remove_dir_all(folder).unwrap();

    let (folder, markdown, _) = case_of(SMALL, "small");
    for part in only_significant {
        assert!(!markdown.contains(part), "{part} in {markdown}");
    }
    for part in always.iter().chain(&["## Why it is not significant", "NHS Anglia CSU"]) {
        assert!(markdown.contains(part), "{part} in {markdown}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn quality_holds_no_pounds_and_the_tool_decides_nothing() {
    for (scenario, name) in [(SIGNIFICANT, "words"), (SMALL, "words-small")] {
        let (folder, markdown, html) = case_of(scenario, name);
        let quality = markdown.split("### 3. Improved quality").nth(1).unwrap().split("###").next().unwrap();
        assert!(!quality.contains('£'), "{quality}");
        assert!(quality.contains("none are recorded") || quality.contains("Measure"));
        for word in ["approve", "recommend", "refuse"] {
            assert!(!markdown.to_lowercase().contains(word) && !html.to_lowercase().contains(word), "{word}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// Checks that tags close in order, and gives every opening tag.
fn tags(html: &str) -> Vec<String> {
    let (mut open, mut all): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap();
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closes in order");
            continue;
        }
        let name = tag.split_whitespace().next().unwrap().to_string();
        all.push(tag.to_string());
        if name != "meta" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

#[test]
fn the_page_is_well_formed_and_fetches_nothing() {
    let (folder, markdown, html) = case_of(SIGNIFICANT, "page");
    let tags = tags(&html);
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
    for wrong in ["<script", "<link", "<img", "http:", "https:", "@import", "url(", " style=", " on"] {
        let found = tags.iter().any(|tag| format!("<{tag}").contains(wrong));
        assert!(!found, "{wrong}");
    }
    assert!(!html.contains("<script") && !html.contains("url("));
    let mut level = 0;
    for tag in &tags {
        if let Some(next) = tag.strip_prefix('h').and_then(|rest| rest.parse::<u32>().ok()) {
            assert!(next <= level + 1, "headings in order");
            level = next;
        }
    }
    let count = |start: &str| tags.iter().filter(|tag| tag.starts_with(start)).count();
    assert_eq!(count("h1"), 1);
    assert!(count("table") > 5);
    assert_eq!(count("table"), count("caption"));
    assert_eq!(count("div class=\"scroll\" role=\"group\""), count("table"));
    assert!(tags.iter().filter(|tag| tag.starts_with("th ")).all(|tag| tag.contains("scope=")));
    assert_eq!(count("th"), tags.iter().filter(|tag| tag.starts_with("th ")).count() + count("thead"));
    // Both say the same: every address of one stands in the other.
    for (_, addresses) in claims(&markdown) {
        for address in addresses {
            assert!(html.contains(&format!("<code>[{address}]</code>")), "{address}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_result_that_does_not_add_up_makes_no_case() {
    let (folder, ..) = case_of(SMALL, "tampered");
    let path = folder.join("result/effects.csv");
    let before = std::fs::read_to_string(&path).unwrap();
    let row = before.lines().rev().find(|line| line.contains(",neighbour,,,")).unwrap().to_string();
    let cells: Vec<&str> = row.split(',').collect();
    let changed = row.replace(cells[cells.len() - 4], "1.23");
    std::fs::write(&path, before.replacen(&row, &changed, 1)).unwrap();
    let output = ballast(&["case", "draft", folder.join("result").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && text(&output.stderr).contains("[sum-differs]"));
    std::fs::remove_dir_all(folder).unwrap();
}
