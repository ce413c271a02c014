//! The API: every operation by the public, by a token that isn't for it, by one that is, and with a body that isn't
//! what it takes. An operation that the description names and that isn't tried here fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod acted;
mod case_tries;
mod cases;
mod conditions;
mod reads;
mod rounded;
mod rounds;
mod world;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use case_tries::{reads_of_cases, writes_of_cases};
use reads::reads;
use rounds::{reads_of_rounds, writes_of_rounds};
use serde_json::{Value, json};
use world::{Answer, World};

/// One operation, and how it is asked for so that it goes well.
struct Try {
    operation: &'static str,
    method: &'static str,
    path: String,
    body: Option<Value>,
    /// The version that it is made from, where it takes one.
    seen: &'static str,
    /// What a token gets that isn't for it: 403, or 404 where it may not know of the thing.
    outside: u16,
    /// What it answers when it goes well.
    done: u16,
    /// Is it open to everybody?
    open: bool,
}

/// In place of a version: the tag of the case, or the unit of a round, as it is then.
const TAG: &str = "the tag as it is then";

fn get(operation: &'static str, path: impl Into<String>) -> Try {
    Try {
        operation,
        method: "GET",
        path: path.into(),
        body: None,
        seen: "\"0\"",
        outside: 403,
        done: 200,
        open: false,
    }
}

fn post(operation: &'static str, path: impl Into<String>, body: Option<Value>) -> Try {
    Try {
        operation,
        method: "POST",
        path: path.into(),
        body,
        seen: "\"0\"",
        outside: 403,
        done: 201,
        open: false,
    }
}

fn hidden(attempt: Try) -> Try {
    Try { outside: 404, ..attempt }
}

/// About something of a body that only those who may see it know of, and at a version.
fn versioned(attempt: Try, seen: &'static str) -> Try {
    Try { seen, ..hidden(attempt) }
}

fn open(attempt: Try) -> Try {
    Try { open: true, ..attempt }
}

fn at_version(attempt: Try, seen: &'static str) -> Try {
    Try { seen, ..attempt }
}

/// Two figures about the unit whose director asks.
pub const RESERVE: &str = "units/0AT/opening_reserve_gbp";
pub const MARGIN: &str = "units/0AT/required_margin_percent";

/// A figure as it was seen.
pub fn seen(at: &str, value: &str, number: i64) -> Value {
    json!({ "at": at, "value": value, "number": number })
}

/// What the unit's reserve should be.
pub fn correction(at: &str, value: &str) -> Value {
    json!({ "at": at, "value": "0.00", "corrected_value": value, "reason": "our accounts" })
}

fn writes(world: &World) -> Vec<Try> {
    let account = json!({ "email": "new@a.example", "name": "New", "password": "three words and more" });
    let role = json!({ "account": world.somebody, "body": "Y54", "role": "author" });
    let question = json!({ "body": "Y54", "title": "Who?", "scenario": world::SCENARIO });
    let version = json!({ "title": "Who else?", "scenario": world::SCENARIO });
    let password = json!({ "password": "three other words" });
    let likely = json!({ "body": "Y54", "scenario": world::SCENARIO });
    let share = json!({ "exhibit": world.exhibit });
    let register = "/registers/Y54/england-2013/corrections";
    let mut waits = seen(RESERVE, "0.00", 1);
    waits["unit"] = "0AT".into();
    let declined = json!({ "corrections": [waits.clone()], "reason": "Not in the accounts." });
    let at = format!("/questions/{}", world.question);
    let new = json!({ "body": "06K", "appraisal": world::APPRAISAL });
    let newer = json!({ "appraisal": world::APPRAISAL.replace("finance", "ledgers") });
    let weighs = format!("/appraisals/{}", world.appraisal);
    vec![
        post("add_appraisal", "/appraisals", Some(new)),
        versioned(post("add_appraisal_version", format!("{weighs}/versions"), Some(newer)), "\"1\""),
        versioned(post("lock_weights", format!("{weighs}/locks"), None), "\"2\""),
        versioned(post("open_weights", format!("{weighs}/openings"), None), "\"3\""),
        versioned(post("appraise", format!("{weighs}/answers"), None), "\"4\""),
        versioned(post("drop_appraisal", format!("{weighs}/endings"), None), "\"4\""),
        post("add_question", "/questions", Some(question)),
        versioned(post("add_version", format!("{at}/versions"), Some(version)), "\"1\""),
        versioned(post("ask", format!("{at}/answers"), None), "\"2\""),
        versioned(post("drop_question", format!("{at}/endings"), None), "\"2\""),
        hidden(post("stop_answer", format!("/answers/{}/endings", world.waiting), None)),
        hidden(post("share_answer", format!("/answers/{}/shares", world.answer), Some(share))),
        post("add_upload", "/registers/Y54/facts/uploads?file_name=bodies.csv", None),
        hidden(post("add_import", "/registers/Y54/facts/imports", Some(json!({ "upload": world.upload })))),
        post("add_account", "/accounts", Some(account)),
        at_version(post("add_role", "/roles", Some(role)), "\"2\""),
        at_version(post("end_role", format!("/roles/{}/endings", world.role), None), "\"3\""),
        at_version(
            post("set_password", format!("/accounts/{}/passwords", world.somebody), Some(password)),
            "\"4\"",
        ),
        post("add_token", "/tokens", Some(json!({ "label": "l", "scope": ["see-market"], "days": 7.0 }))),
        post("revoke_token", format!("/tokens/{}/revocations", world.spare_token), None),
        at_version(post("close_account", format!("/accounts/{}/closures", world.somebody), None), "\"5\""),
        at_version(
            post("add_correction", "/units/0AT/corrections", Some(correction(RESERVE, "1.00"))),
            "\"0\"",
        ),
        post("add_signatures", "/units/0AT/signatures", Some(json!({ "figures": [seen(MARGIN, "5", 0)] }))),
        post(
            "take_up_corrections",
            format!("{register}/uploads"),
            Some(json!({ "corrections": [waits.clone()] })),
        ),
        post("decline_corrections", format!("{register}/refusals"), Some(declined)),
        Try { done: 200, ..post("likely_values", "/likely_values", Some(likely)) },
    ]
}

fn all_reads(world: &World) -> Vec<Try> {
    reads(world).into_iter().chain(reads_of_cases(world)).chain(reads_of_rounds(world)).collect()
}

fn all_writes(world: &World) -> Vec<Try> {
    writes(world).into_iter().chain(writes_of_cases(world)).chain(writes_of_rounds(world)).collect()
}

async fn ask(world: &World, attempt: &Try, token: Option<&str>) -> Answer {
    let seen = seen_of(world, attempt).await;
    world.ask(attempt.method, &attempt.path, token, &[("if-match", &seen)], attempt.body.as_ref()).await
}

/// The version that it is made from, as it is now.
async fn seen_of(world: &World, attempt: &Try) -> String {
    if attempt.seen != TAG {
        return attempt.seen.to_string();
    }
    // A case, or a unit of a round.
    let names = if attempt.path.starts_with("/rounds") { 5 } else { 3 };
    let thing: Vec<&str> = attempt.path.split('/').take(names).collect();
    world.get(&thing.join("/")).await.header("etag").to_string()
}

fn operations() -> BTreeSet<String> {
    let document = serde_json::to_value(web::api::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let described = paths.flat_map(|item| item.as_object().unwrap().values());
    described.filter_map(|described| Some(described["operationId"].as_str()?.to_string())).collect()
}

#[tokio::test]
async fn every_operation_is_tried() {
    let world = World::with_cases().await;
    let tried: Vec<Try> = all_reads(&world).into_iter().chain(all_writes(&world)).collect();
    let tried: BTreeSet<String> = tried.iter().map(|attempt| attempt.operation.to_string()).collect();
    assert_eq!(tried, operations());
}

#[tokio::test]
async fn the_public_has_to_sign_in() {
    let world = World::with_cases().await;
    for attempt in all_reads(&world).iter().chain(&all_writes(&world)) {
        for token in [None, Some("nobody's token")] {
            let answer = ask(&world, attempt, token).await;
            if attempt.open {
                assert_eq!(answer.status, StatusCode::OK, "{}: {}", attempt.operation, answer.text());
                continue;
            }
            answer.is_problem(StatusCode::UNAUTHORIZED, attempt.operation);
            assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Ballast\"");
        }
    }
}

#[tokio::test]
async fn a_token_does_only_what_it_is_for() {
    let world = World::with_cases().await;
    for attempt in all_reads(&world).iter().chain(&all_writes(&world)) {
        let answer = ask(&world, attempt, Some(&world.narrow)).await;
        if attempt.open {
            assert_eq!(answer.status, StatusCode::OK, "{}: {}", attempt.operation, answer.text());
            continue;
        }
        answer.is_problem(StatusCode::from_u16(attempt.outside).unwrap(), attempt.operation);
    }
}

#[tokio::test]
async fn a_token_does_what_it_is_for() {
    let world = World::with_cases().await;
    for attempt in all_reads(&world) {
        let answer = ask(&world, &attempt, Some(&world.wide)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}: {}", attempt.operation, answer.text());
        let kind = answer.header("content-type");
        let files = ["answer_file", "record_log", "document", "bundle"];
        if files.iter().any(|file| attempt.operation.ends_with(file)) {
            assert_eq!(kind, "application/octet-stream");
            continue;
        }
        let wanted =
            if attempt.path.contains(".csv") { "text/csv; charset=utf-8" } else { "application/json" };
        assert_eq!(kind, wanted, "{}", attempt.operation);
    }
    for attempt in all_writes(&world) {
        let answer = ask(&world, &attempt, Some(&world.wide)).await;
        assert_eq!(answer.status.as_u16(), attempt.done, "{}: {}", attempt.operation, answer.text());
    }
}

#[tokio::test]
async fn a_body_that_is_something_else_is_refused() {
    let world = World::with_cases().await;
    for attempt in all_writes(&world).into_iter().filter(|attempt| attempt.body.is_some()) {
        let token = Some(world.wide.as_str());
        let seen = seen_of(&world, &attempt).await;
        let seen = [("if-match", seen.as_str())];
        for wrong in [json!({ "nonsense": 1 }), json!([]), json!("text"), json!(null)] {
            let answer = world.ask("POST", &attempt.path, token, &seen, Some(&wrong)).await;
            answer.is_problem(StatusCode::BAD_REQUEST, attempt.operation);
            assert_eq!(answer.json()["findings"][0]["code"], "request-not-read");
        }
        let text = [seen[0], ("content-type", "text/plain")];
        let answer = world.ask("POST", &attempt.path, token, &text, None).await;
        answer.is_problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, attempt.operation);
    }
}
