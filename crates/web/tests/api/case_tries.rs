//! The operations on cases, and how each goes well.

use serde_json::json;

use crate::world::World;
use crate::{TAG, Try, at_version, get, open, post};

/// What is read.
pub fn reads_of_cases(world: &World) -> Vec<Try> {
    let case = format!("/cases/{}", world.cases.ready);
    let published = format!("/published/cases/{}", world.cases.published);
    vec![
        get("cases", "/cases"),
        get("cases_csv", "/cases.csv"),
        get("case", case.clone()),
        get("history", format!("{case}/acts")),
        get("history_csv", format!("{case}/acts.csv")),
        get("typings", format!("{case}/typings")),
        get("typings_csv", format!("{case}/typings.csv")),
        get("document", format!("{case}/documents/case.docx?layout=short-form")),
        get("joint", "/joint"),
        get("joint_of_case", format!("/cases/{}/joint", world.cases.in_review)),
        get("bundle", format!("{case}/bundles/exempt.zip")),
        open(get("published_cases", "/published/cases")),
        open(get("published_cases_csv", "/published/cases.csv")),
        open(get("published_case", published.clone())),
        open(get("published_document", format!("{published}/documents/summary.html"))),
        open(get("published_bundle", format!("{published}/bundle"))),
        open(get("published_moves", "/published/moves")),
        open(get("published_moves_csv", "/published/moves.csv")),
    ]
}

/// What is done.
pub fn writes_of_cases(world: &World) -> Vec<Try> {
    let case = format!("/cases/{}", world.cases.ready);
    let new = json!({ "body": "06K", "answer": world.cases.answer, "title": "Another", "tier": "case" });
    let exhibit = json!({ "section": "money", "answer": world.cases.answer });
    let typing = json!({ "section": "money", "text": "half a sen" });
    let opened = json!({ "kind": "open-sections", "sections": ["money"] });
    let back = json!({ "points": [{ "section": "money", "text": "Which year?" }] });
    let decided = json!({ "choice": "proceed", "text": "It is time." });
    vec![
        post("open_case", "/cases", Some(new)),
        at_version(post("keep_typing", format!("{case}/typings"), Some(typing)), TAG),
        at_version(post("act_on_case", format!("{case}/acts"), Some(opened)), TAG),
        at_version(post("submit_case", format!("{case}/submissions"), None), TAG),
        post("attach_exhibit", format!("/cases/{}/exhibits", world.cases.spare), Some(exhibit)),
        at_version(post("return_case", format!("/cases/{}/returns", world.cases.in_review), Some(back)), TAG),
        at_version(
            post("decide_case", format!("/cases/{}/decisions", world.cases.outcome), Some(decided)),
            TAG,
        ),
    ]
}
