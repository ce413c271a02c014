//! A case through the API: what its tags say, what is refused and how, and what is told.

use axum::http::StatusCode;
use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn a_case_is_written_from_the_version_that_was_seen() {
    let world = World::with_cases().await;
    let case = format!("/cases/{}", world.cases.spare);
    let seen = world.get(&case).await;
    let (whole, told) = (seen.header("etag").to_string(), seen.json());
    assert_eq!((&told["case"]["state"], &told["case"]["version"]), (&json!("draft"), &json!("exempt")));
    let section = told["parts"].as_array().unwrap().iter().find(|part| part["id"] == "money").unwrap();
    let part = format!("\"{}\"", section["tag"].as_str().unwrap());
    let write = |text: &str| json!({ "kind": "write", "section": "money", "text": text });
    let acts = format!("{case}/acts");

    world.post(&acts, &[], &write("x")).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no version");
    for odd in ["\"3\"", "*", "W/\"0\""] {
        world.post(&acts, &[("if-match", odd)], &write("x")).await.is_problem(StatusCode::BAD_REQUEST, odd);
    }
    for odd in ["a key", " ", &"k".repeat(201)] {
        let keyed = world.post(&acts, &[("if-match", &whole), ("idempotency-key", odd)], &write("x")).await;
        keyed.is_problem(StatusCode::BAD_REQUEST, odd);
    }
    let first = world.post(&acts, &[("if-match", &whole), ("idempotency-key", "k")], &write("first")).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let again = world.post(&acts, &[("if-match", &whole), ("idempotency-key", "k")], &write("first")).await;
    assert_eq!(again.json(), first.json(), "the same request with the same key is done once");
    let there = world.get(&case).await;
    for stale in [&whole, &part] {
        let answer = world.post(&acts, &[("if-match", stale)], &write("second")).await;
        answer.is_problem(StatusCode::PRECONDITION_FAILED, "stale");
        assert_eq!(answer.header("etag"), there.header("etag"), "the version that is there now");
    }
    let texts = there.json()["case"]["sections"].to_string();
    assert!(texts.contains("first") && !texts.contains("second"), "{texts}");
    let listed = world.get(&format!("{case}/acts?limit=1000")).await.json();
    let last = listed["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["act"], &last["receipt"]), (&json!("write"), &first.json()["receipt"]));
}

#[tokio::test]
async fn what_an_act_lacks_and_what_can_be_done_instead_is_told() {
    let world = World::with_cases().await;
    let acts = format!("/cases/{}/acts", world.cases.spare);
    let tag = format!("\"{}\"", "0".repeat(64));
    let seen = [("if-match", tag.as_str())];
    let lacks = world.post(&acts, &seen, &json!({ "kind": "invite", "when": "soon" })).await;
    lacks.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "fields");
    let fields: Vec<_> =
        lacks.json()["findings"].as_array().unwrap().iter().map(|one| one["column"].clone()).collect();
    assert_eq!(fields, [json!("body"), json!("reply_by"), json!("when")], "{}", lacks.text());
    let early = world.post(&acts, &seen, &json!({ "kind": "receive" })).await;
    early.is_problem(StatusCode::FORBIDDEN, "somebody else's");
    let decided = world
        .post(&format!("/cases/{}/acts", world.cases.published), &seen, &json!({ "kind": "note-silence" }))
        .await;
    decided.is_problem(StatusCode::CONFLICT, "not in this state");
    assert!(decided.json()["allowed"].as_array().unwrap().contains(&json!("follow")), "{}", decided.text());
    let said = json!({ "kind": "invite", "when": "soon" });
    world.post(&acts, &[], &said).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "whatever it rests on");
    for kind in ["open", "attach"] {
        let setup = json!({ "kind": kind });
        let told = world.post(&acts, &seen, &setup).await;
        told.is_problem(StatusCode::UNPROCESSABLE_ENTITY, kind);
    }
    for address in ["/cases/06K-2013-77", "/cases/x%20y", "/cases/%00", "/published/cases/06K-2013-77"] {
        world.get(address).await.is_problem(StatusCode::NOT_FOUND, address);
    }
    let draft = format!("/published/cases/{}", world.cases.spare);
    world.get(&draft).await.is_problem(StatusCode::NOT_FOUND, "not published");
    let layout = world.get(&format!("/cases/{}?layout=long", world.cases.spare)).await;
    layout.is_problem(StatusCode::BAD_REQUEST, "no such layout");
}

#[tokio::test]
async fn whoever_asks_is_told_what_waits_for_them_and_everybody_what_is_published() {
    let world = World::with_cases().await;
    let listed = world.get("/cases").await.json();
    let listed = listed["items"].as_array().unwrap();
    let of = |reference: &str| listed.iter().find(|case| case["reference"] == reference).unwrap();
    assert_eq!(of(&world.cases.ready)["waiting"][0]["act"], "certify", "{listed:?}");
    assert_eq!(of(&world.cases.in_review)["waiting"][0]["act"], "recommend");
    assert!(of(&world.cases.in_review)["due"].is_string(), "a view has a last day");
    assert_eq!(of(&world.cases.outcome)["waiting"][0]["act"], "decide");
    let public = world.ask("GET", "/published/cases", None, &[], None).await.json();
    assert_eq!(public["items"].as_array().unwrap().len(), 1);
    assert_eq!(public["items"][0]["reference"], json!(world.cases.published));
    let address = format!("/published/cases/{}", world.cases.published);
    let told = world.ask("GET", &address, None, &[], None).await.json();
    assert_eq!((&told["version"], &told["state"]), (&json!("public"), &json!("published")));
    let moves = world.ask("GET", "/published/moves?limit=1000", None, &[], None).await.text();
    assert!(moves.contains("06K"), "{moves}");
}
