//! Versions, keys of requests, pages of collections, and what isn't there.

use axum::http::StatusCode;
use serde_json::json;

use crate::world::World;

const BIRCH: &str = "/registers/Y54/facts/uploads?file_name=bodies.csv";
const IMPORTS: &str = "/registers/Y54/facts/imports";

#[tokio::test]
async fn an_import_names_the_version_that_it_was_made_from() {
    let world = World::new().await;
    let body = json!({ "upload": world.upload });
    world.post(IMPORTS, &[], &body).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no version");
    for odd in ["0", "W/\"0\"", "*", "\"x\""] {
        world.post(IMPORTS, &[("if-match", odd)], &body).await.is_problem(StatusCode::BAD_REQUEST, odd);
    }
    let first = world.post(IMPORTS, &[("if-match", "\"0\"")], &body).await;
    assert_eq!((first.status, first.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", first.text());
    assert_eq!(first.header("location"), "/api/v1/registers/Y54/facts");

    let other = world.ask("POST", BIRCH, Some(&world.wide), &[], None).await;
    let body = json!({ "upload": other.json()["id"] });
    let stale = world.post(IMPORTS, &[("if-match", "\"0\"")], &body).await;
    stale.is_problem(StatusCode::PRECONDITION_FAILED, "stale");
    assert_eq!((stale.json()["current_version"].as_i64(), stale.header("etag")), (Some(1), "\"1\""));
    assert_eq!(world.get("/registers/Y54/facts").await.json()["number"], 1, "nothing was saved");

    let second = world.post(IMPORTS, &[("if-match", "\"1\"")], &body).await;
    assert_eq!(second.json()["number"], 2, "{}", second.text());
    let undone = world.post(IMPORTS, &[("if-match", "\"2\"")], &json!({ "back_to": 1 })).await;
    assert_eq!(undone.json()["snapshot_hash"], first.json()["snapshot_hash"]);
    assert_eq!(world.get(IMPORTS).await.json()["items"].as_array().unwrap().len(), 3, "and nothing is lost");
}

#[tokio::test]
async fn an_account_that_somebody_else_changed_is_looked_at_again_first() {
    let world = World::new().await;
    let account = format!("/accounts/{}", world.somebody);
    let seen = world.get(&account).await.header("etag").to_string();
    let role = json!({ "account": world.somebody, "body": "Y54", "role": "author" });
    world.post("/roles", &[], &role).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no version");
    let given = world.post("/roles", &[("if-match", &seen)], &role).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text());
    let password = json!({ "password": "three other words" });
    let acts = [
        ("/roles".to_string(), &json!({ "account": world.somebody, "body": "Y54", "role": "reviewer" })),
        (format!("/roles/{}/endings", world.role), &json!({})),
        (format!("{account}/passwords"), &password),
        (format!("{account}/closures"), &json!({})),
    ];
    for (path, body) in acts {
        let stale = world.post(&path, &[("if-match", &seen)], body).await;
        stale.is_problem(StatusCode::PRECONDITION_FAILED, &path);
        assert_eq!(stale.header("etag"), world.get(&account).await.header("etag"), "{path}");
    }
    let held = world.get("/roles?limit=1000").await.text();
    assert!(held.contains(&world.role) && !held.contains("reviewer"), "nothing was done: {held}");
}

#[tokio::test]
async fn likely_values_are_told_at_once_and_a_standing_to_those_who_keep_the_books() {
    let world = World::new().await;
    let asked = json!({ "body": "Y54", "scenario": crate::world::SCENARIO });
    let told = world.post("/likely_values", &[], &asked).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    // Y54 doesn't keep the unit's books: the answer is in bands, and says so in the sentence's own words.
    let sentence = told.json()["sentence"].as_str().unwrap_or_default().to_string();
    let answered = world.get(&format!("/answers/{}", world.answer)).await.json();
    assert_eq!(sentence, answered["sentence"].as_str().unwrap(), "the same as with ranges");
    let wrong = json!({ "body": "Y54", "scenario": "register = \"none\"" });
    let refused = world.post("/likely_values", &[], &wrong).await;
    refused.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "no such register");

    let standing = world.get("/units/0AT/standing").await.json();
    let rows = world.get("/units/0AT/standing/tables/customers/rows?limit=1000").await.json();
    assert!(standing["sentence"].as_str().unwrap().contains("a year from"));
    assert_eq!(standing["sections"]["customers"]["rows"], rows["items"]);
    for other in ["0CG", "NOBODY"] {
        world.get(&format!("/units/{other}/standing")).await.is_problem(StatusCode::NOT_FOUND, other);
    }
}

#[tokio::test]
async fn a_request_with_a_key_is_done_once() {
    let world = World::new().await;
    let key = [("idempotency-key", "one")];
    let account =
        |name: &str, password: &str| json!({ "email": "new@a.example", "name": name, "password": password });
    let new = account("New", "three words and more");
    let first = world.post("/accounts", &key, &new).await;
    let again = world.post("/accounts", &key, &new).await;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED), "{}", again.text());
    assert_eq!((first.json(), first.header("location")), (again.json(), again.header("location")));
    for other in [account("Another", "three words and more"), account("New", "three other words")] {
        world.post("/accounts", &key, &other).await.is_problem(StatusCode::CONFLICT, "another request");
    }
    let refused = world.post("/accounts", &[("idempotency-key", "two")], &new).await;
    refused.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "taken");
    assert_eq!(refused.json()["findings"][0]["code"], "email-taken");
    let mended = json!({ "email": "mended@a.example", "name": "New", "password": "three words and more" });
    let mended = world.post("/accounts", &[("idempotency-key", "two")], &mended).await;
    assert_eq!(mended.status, StatusCode::CREATED, "what was refused left the key free");
}

#[tokio::test]
async fn a_token_is_shown_once() {
    let world = World::new().await;
    let new = json!({ "label": "mine", "scope": ["see-register"], "days": 1 });
    let first = world.post("/tokens", &[("idempotency-key", "k")], &new).await;
    let token = first.json()["token"].as_str().unwrap().to_string();
    let seen = world.ask("GET", "/registers", Some(&token), &[], None).await;
    assert_eq!(seen.status, StatusCode::OK);
    let again = world.post("/tokens", &[("idempotency-key", "k")], &new).await;
    assert_eq!((&again.json()["id"], &again.json()["token"]), (&first.json()["id"], &json!(null)));
    let listed = world.get("/tokens").await;
    assert!(!listed.text().contains(&token));
}

#[tokio::test]
async fn a_collection_comes_in_parts_that_make_the_whole() {
    let world = World::new().await;
    for path in ["/market/commissioners", "/market/units/0CG/tables/by_buyer/rows", "/audit_lines?body=Y54"] {
        let join = if path.contains('?') { '&' } else { '?' };
        let whole = world.get(&format!("{path}{join}limit=1000")).await.json();
        let mut parts = Vec::new();
        let mut cursor = String::new();
        loop {
            let part = world.get(&format!("{path}{join}limit=4{cursor}")).await.json();
            parts.extend(part["items"].as_array().unwrap().clone());
            match part["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(whole["items"].as_array().unwrap(), &parts, "{path}");
        assert!(parts.len() > 4, "{path}: {}", parts.len());
    }
    let rows = world.get("/market/commissioners.csv").await.text().lines().count();
    assert_eq!(rows, 1 + 211, "a header, and everybody");
    let part = world.get("/market/commissioners.csv?limit=10").await;
    assert_eq!(part.text().lines().count(), 1 + 10);
    assert!(part.header("link").contains("rel=\"next\""), "{}", part.header("link"));
}

#[tokio::test]
async fn what_is_not_there_is_told_as_a_problem() {
    let world = World::new().await;
    let wide = Some(world.wide.as_str());
    for path in
        ["", "/", "/nothing", "/market/units/NOBODY", "/uploads/1", "/registers/Y54/none", "/accounts/x"]
    {
        world.get(path).await.is_problem(StatusCode::NOT_FOUND, path);
    }
    for (method, path) in [("DELETE", "/market"), ("PUT", "/accounts"), ("POST", "/market/units.csv")] {
        let answer = world.ask(method, path, wide, &[], None).await;
        answer.is_problem(StatusCode::METHOD_NOT_ALLOWED, path);
        assert!(answer.header("allow").contains("GET"), "{path}: {}", answer.header("allow"));
    }
    for path in ["/market?on=soon", "/market/units?limit=0", "/market/units?limit=x", "/audit_lines"] {
        world.get(path).await.is_problem(StatusCode::BAD_REQUEST, path);
    }
}

#[tokio::test]
async fn an_upload_with_errors_is_seen_and_not_imported() {
    let world = World::new().await;
    let path = "/registers/Y54/facts/uploads?file_name=units.csv";
    let upload = world.ask("POST", path, Some(&world.wide), &[("content-type", "text/csv")], None).await;
    assert_eq!(upload.status, StatusCode::CREATED, "{}", upload.text());
    let (id, can) = (upload.json()["id"].clone(), upload.json()["can_be_confirmed"].clone());
    assert_eq!(can, false, "{}", upload.text());
    let import = world.post(IMPORTS, &[("if-match", "\"0\"")], &json!({ "upload": id })).await;
    import.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "errors");
    let findings = world.get(&format!("/uploads/{}/findings", id.as_str().unwrap())).await.json();
    let codes = |all: &serde_json::Value| -> Vec<String> {
        all.as_array().unwrap().iter().map(|finding| finding["code"].to_string()).collect()
    };
    assert_eq!(codes(&import.json()["findings"]), codes(&findings["items"]), "the same findings");
}

#[tokio::test]
async fn a_page_of_another_site_can_do_nothing() {
    let world = World::new().await;
    let new = json!({ "label": "l", "scope": ["see-market"], "days": 1 });
    let from = [("origin", "https://elsewhere.example"), ("sec-fetch-site", "cross-site")];
    world.post("/tokens", &from, &new).await.is_problem(StatusCode::FORBIDDEN, "another site");
}

#[tokio::test]
async fn the_description_is_open_to_all() {
    let world = World::new().await;
    let answer = world.ask("GET", "/openapi.json", None, &[], None).await;
    assert_eq!((answer.status, &answer.json()["openapi"]), (StatusCode::OK, &json!("3.1.0")));
}

#[tokio::test]
async fn an_answer_is_told_as_far_as_its_reader_may_see() {
    let world = World::new().await;
    let answer = world.get(&format!("/answers/{}", world.answer)).await.json();
    assert_eq!((&answer["state"], &answer["exhibit"]), (&json!("done"), &json!(world.exhibit)));
    assert!(answer["sentence"].as_str().is_some_and(|sentence| sentence.contains(" leave")), "{answer}");
    let files = world.get(&format!("/answers/{}/files", world.answer)).await.json();
    let all = files["items"].as_array().unwrap();
    assert!(all.iter().all(|file| file["sha256"].as_str().is_some_and(|hash| hash.len() == 64)));
    let closed = world.get(&format!("/answers/{}/files/{}", world.answer, world.closed_file)).await;
    closed.is_problem(StatusCode::NOT_FOUND, &world.closed_file);
    let stopped = world.post(&format!("/answers/{}/endings", world.answer), &[], &json!({})).await;
    stopped.is_problem(StatusCode::CONFLICT, "it is done");
    assert_eq!(stopped.json()["allowed"], json!(["see-answer"]));
}

#[tokio::test]
async fn a_director_signs_and_corrects_what_the_register_assumes() {
    let world = World::new().await;
    let (reserve, margin) = (crate::seen(crate::RESERVE, "0.00", 0), crate::seen(crate::MARGIN, "5", 0));
    let (path, none) = ("/units/0AT/signatures", json!({ "figures": [] }));
    let empty = world.post(path, &[], &none).await;
    empty.is_problem(StatusCode::UNPROCESSABLE_ENTITY, "none");
    assert_eq!(empty.json()["findings"][0]["code"], "nothing-to-sign");
    let both = json!({ "figures": [reserve, margin] });
    let key = [("idempotency-key", "sign")];
    let first = world.post(path, &key, &both).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let again = world.post(path, &key, &both).await;
    assert_eq!(again.json(), first.json(), "the same request with the same key is done once");
    world.post(path, &[], &both).await.is_problem(StatusCode::PRECONDITION_FAILED, "an older number");

    let (path, said) = ("/units/0AT/corrections", crate::correction(crate::RESERVE, "250000"));
    world.post(path, &[], &said).await.is_problem(StatusCode::PRECONDITION_REQUIRED, "no version");
    let stale = world.post(path, &[("if-match", "\"0\"")], &said).await;
    stale.is_problem(StatusCode::PRECONDITION_FAILED, "stale");
    assert_eq!(stale.json()["current_version"], 1);
    let done = world.post(path, &[("if-match", "\"1\"")], &said).await;
    assert_eq!((done.status, done.header("etag")), (StatusCode::CREATED, "\"2\""), "{}", done.text());
    let listed = world.get("/units/0AT/signatures?limit=1000").await.json();
    let one = listed["items"].as_array().unwrap().iter().find(|one| one["at"] == crate::RESERVE).unwrap();
    assert_eq!((&one["state"], &one["corrected_value"]), (&json!("corrected"), &json!("250000.00")));

    // The director is also the register's steward here.
    let register = "/registers/Y54/england-2013/corrections";
    let waits = world.get(register).await.json();
    assert_eq!(waits["items"].as_array().unwrap().len(), 1);
    let mut chosen = crate::seen(crate::RESERVE, "0.00", 2);
    chosen["unit"] = "0AT".into();
    let taken = world.post(&format!("{register}/uploads"), &[], &json!({ "corrections": [chosen] })).await;
    let upload = taken.header("location").trim_start_matches("/api/v1").to_string();
    assert_eq!(world.get(&upload).await.json()["differences"], 2, "a source and a row");
    let declined = json!({ "corrections": [chosen], "reason": "Not in the accounts." });
    let declined = world.post(&format!("{register}/refusals"), &[], &declined).await;
    assert_eq!(declined.status, StatusCode::CREATED, "{}", declined.text());
    assert_eq!(world.get(register).await.json()["items"], json!([]));
    let answered = world.get(&format!("/answers/{}", world.answer)).await.json();
    let signed = answered["signed"].as_array().unwrap();
    assert!(signed.iter().all(|unit| unit["is_illustrative"] == true) && !signed.is_empty(), "{answered}");
}
