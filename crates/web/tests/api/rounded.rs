//! A round through the API: what an act rests on, what is refused and how, and what is told.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::rounds::{SPARE, UNIT};
use crate::world::World;

fn unit_of(world: &World) -> String {
    format!("/rounds/{}/units/{UNIT}", world.round)
}

/// The tag of what an act rests on, as the unit tells it.
fn tag(unit: &Value, act: &str, id: &str) -> String {
    let open = unit["open"].as_array().unwrap().iter().find(|open| open["act"] == act).unwrap();
    let part = open["rests_on"].as_array().unwrap().iter().find(|part| part["id"] == id).unwrap();
    format!("\"{}\"", part["tag"].as_str().unwrap())
}

fn answer(text: &str) -> Value {
    let evidence = json!([{ "title": "Our accounts", "hash": "" }]);
    json!({ "kind": "answer", "question": "four-years", "text": text, "evidence": evidence })
}

#[tokio::test]
async fn an_answer_rests_on_what_was_seen_of_its_question_alone() {
    let world = World::with_cases().await;
    let (address, acts) = (unit_of(&world), format!("{}/acts", unit_of(&world)));
    let seen = world.get(&address).await;
    let (whole, before) = (seen.header("etag").to_string(), seen.json());
    assert_eq!(before["assessment"]["state"], "answering");
    let four_years = tag(&before, "answer", "four-years");
    let plan = json!({ "kind": "state-plan", "rows": [
        { "unit": UNIT, "customer": "06K", "service": "*", "year": "2026/27", "income_gbp": "455444.33" },
    ] });
    world.post(&acts, &[], &plan).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no tag");
    let planned = world.post(&acts, &[("if-match", &tag(&before, "state-plan", ""))], &plan).await;
    assert_eq!(planned.status, StatusCode::CREATED, "{}", planned.text());
    // The plan is another: who rests on the whole is too late, who rests on the question isn't.
    let late = world.post(&acts, &[("if-match", &whole)], &answer("late")).await;
    late.is_problem(StatusCode::PRECONDITION_FAILED, "stale");
    assert_eq!(late.header("etag"), four_years, "what it rests on, as it is now");
    let key = [("if-match", four_years.as_str()), ("idempotency-key", "k")];
    let first = world.post(&acts, &key, &answer("first")).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    assert_eq!(world.post(&acts, &key, &answer("first")).await.json(), first.json(), "done once");
    let second = world.post(&acts, &[("if-match", &four_years)], &answer("second")).await;
    second.is_problem(StatusCode::PRECONDITION_FAILED, "somebody answered it first");
    let after = world.get(&address).await.json();
    assert_eq!(after["assessment"]["answers"][0]["text"], "first", "{after}");
    assert_eq!(after["assessment"]["plan"][0]["income_gbp"], "455444.33");
    let done = world.get(&format!("{acts}?limit=1000")).await.json();
    let last = done["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["act"], &last["receipt"]), (&json!("answer"), &first.json()["receipt"]));
}

#[tokio::test]
async fn what_an_act_lacks_and_who_may_not_do_it_is_told() {
    let world = World::with_cases().await;
    let (address, acts) = (unit_of(&world), format!("{}/acts", unit_of(&world)));
    let tag = world.get(&address).await.header("etag").to_string();
    let send = async |act: Value| world.post(&acts, &[("if-match", &tag)], &act).await;
    let lacks = send(json!({ "kind": "answer", "when": "soon" })).await;
    lacks.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "fields");
    let fields = lacks.json()["findings"].as_array().unwrap().clone();
    let fields: Vec<_> = fields.iter().map(|one| one["column"].clone()).collect();
    assert_eq!(fields, [json!("question"), json!("text"), json!("evidence"), json!("when")]);
    send(json!({ "kind": "certify" })).await.is_problem(StatusCode::FORBIDDEN, "somebody else's");
    send(json!({ "kind": "close" })).await.is_problem(StatusCode::CONFLICT, "not in this state");
    send(json!({ "kind": "open", "setup": {} })).await.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "open");
    for nowhere in ["/rounds/X-NHSE-2026-R9", "/rounds/x%20y", "/rounds/%00"] {
        world.get(nowhere).await.is_problem(StatusCode::NOT_FOUND, nowhere);
    }
    let elsewhere = format!("/rounds/{}/units/{SPARE}", world.round);
    world.get(&elsewhere).await.is_problem(StatusCode::NOT_FOUND, "a unit that isn't in it");
}

#[tokio::test]
async fn a_round_is_opened_with_what_it_asks_and_everything_wrong_is_told() {
    let world = World::with_cases().await;
    let new = |body: &str, definition: &str, unit: &str, day: &str| json!({ "body": body, "definition": definition, "units": [unit], "answer_by": day });
    let wrong = world.post("/rounds", &[], &new("X-NHSE", "nothing", "06K", "2013-01-01")).await;
    wrong.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "wrong in three ways");
    let codes = wrong.json()["findings"].as_array().unwrap().clone();
    let codes: Vec<_> = codes.iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["round-unknown-definition", "round-day-passed", "round-unit-unknown"]);
    let never = new("X-NHSE", "shared-unit", SPARE, "soon");
    world.post("/rounds", &[], &never).await.is_problem(StatusCode::BAD_REQUEST, "no day");
    let other = new("Y54", "shared-unit", SPARE, "2100-01-31");
    world.post("/rounds", &[], &other).await.is_problem(StatusCode::FORBIDDEN, "no review lead there");
    let opened = world.post("/rounds", &[], &new("X-NHSE", "shared-unit", SPARE, "2100-01-31")).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
    let there = opened.header("location").strip_prefix("/api/v1").unwrap().to_string();
    let round = world.get(&there).await.json();
    assert_eq!((&round["units"], &round["body"]), (&json!([SPARE]), &json!("X-NHSE")));
    let text = round["definition_toml"].as_str().unwrap();
    assert_eq!(round["definition_sha256"], actions::content_hash(text.as_bytes()));
    let rounds = world.get("/rounds").await.json();
    assert_eq!(rounds["items"].as_array().unwrap().len(), 2, "{rounds}");
}
