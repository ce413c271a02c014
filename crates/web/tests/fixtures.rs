//! Our components against the fixtures that the design system ships: the same options give the same markup,
//! but for white space and the order of attributes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fixtures_of;

use fixtures_of::{fields, markup, others};
use serde_json::Value;
use std::fs;

/// Checks every fixture whose options we have; `at_least` is how many those were when the test was written.
fn check(component: &str, at_least: usize, ours: impl Fn(&Value) -> Option<String>) {
    let path = format!("{}/fixtures/{component}.json", env!("BALLAST_COMPONENTS"));
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut seen: Vec<String> = Vec::new();
    for fixture in file["fixtures"].as_array().unwrap() {
        let options = if fixture["context"].is_object() { &fixture["context"] } else { &fixture["options"] };
        // What a call block holds isn't among the options.
        let in_a_block = fixture["name"].as_str().is_some_and(|name| name.contains("call block"));
        let Some(made) = ours(options).filter(|_| !in_a_block) else { continue };
        let (made, expected) = (markup::lines(&made), markup::lines(fixture["html"].as_str().unwrap()));
        assert_eq!(made, expected, "{component}: {}", fixture["name"]);
        if !seen.contains(&options.to_string()) {
            seen.push(options.to_string());
        }
    }
    assert!(seen.len() >= at_least, "{component}: only {} fixtures have options that we know", seen.len());
}

#[test]
fn fields_are_as_the_design_system_has_them() {
    check("input", 20, fields::input);
    check("textarea", 12, fields::textarea);
    check("select", 13, fields::select);
    check("date-input", 12, fields::date_input);
    check("file-upload", 12, fields::file_upload);
    check("radios", 16, fields::radios);
    check("checkboxes", 4, fields::checkboxes);
}

#[test]
fn tables_and_lists_are_as_the_design_system_has_them() {
    check("tables", 4, others::table);
    check("summary-list", 5, others::summary_list);
    check("task-list", 2, others::task_list);
}

#[test]
fn notices_are_as_the_design_system_has_them() {
    check("tag", 12, others::tag);
    check("button", 7, others::button);
    check("details", 4, others::details);
    check("inset-text", 2, others::inset_text);
    check("error-summary", 4, others::error_summary);
    check("notification-banner", 3, others::notification_banner);
    check("panel", 2, others::panel);
}

#[test]
fn ways_through_the_house_are_as_the_design_system_has_them() {
    check("header", 2, others::header);
    check("breadcrumb", 1, others::breadcrumbs);
    check("back-link", 1, others::back_link);
    check("pagination", 4, others::pagination);
}
