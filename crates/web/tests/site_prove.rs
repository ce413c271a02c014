//! Proving what was recorded, in the browser and without an account.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod site_of;

use actions::acts;
use axum::http::{StatusCode, header};
use jiff::Timestamp;
use site_of::World;
use vocabulary::Code;
use web::site::{Settings, Site, site_routes};

/// A world that seals, with the receipt of an undoing that isn't sealed yet.
async fn world() -> (World, String) {
    let mut world = World::new(Settings::default()).await;
    let desk = world.site.desk().clone();
    let key = acts::new_record_key(&desk, Timestamp::now()).await.unwrap();
    let settings = Settings { seal_minutes: Some(10), ..Settings::default() };
    world.site = Site::new(desk.with_record_key(key), settings);
    world.router = site_routes(world.site.clone());
    let (desk, actor) = (world.site.desk(), &world.administrator);
    let done = acts::undo_import(desk, actor, &Code::new("A"), "facts", 1, 2, Timestamp::now()).await;
    (world, done.unwrap().receipt.to_string())
}

fn encoded(receipt: &str) -> String {
    receipt.replace('#', "%23").replace(':', "%3A")
}

async fn sealed() -> (World, String) {
    let (world, receipt) = world().await;
    acts::seal(world.site.desk(), Timestamp::now()).await.unwrap();
    (world, receipt)
}

#[tokio::test]
async fn a_receipt_is_verified_in_plain_words_without_an_account() {
    let (world, receipt) = world().await;
    let address = format!("/prove?receipt={}", encoded(&receipt));
    let text = world.get(&address, "").await.text();
    assert!(text.contains("Recorded, and not sealed yet. It will be by"), "{text}");
    acts::seal(world.site.desk(), Timestamp::now()).await.unwrap();
    let text = world.get(&address, "").await.text();
    for words in
        ["Verified: this stands in the record", "Undo import", "Data steward at A", "A head over 3 entries"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("First"), "nobody is named");
    let proof = world.get(&format!("/prove/proof?receipt={}", encoded(&receipt)), "").await;
    assert_eq!(proof.status, StatusCode::OK);
    assert!(proof.header(header::CONTENT_DISPOSITION).contains("entry-3.tlog-proof"));
    let sent = world.send("/prove", "", "", &[("entry-3.tlog-proof", &proof.bytes)]).await;
    assert_eq!(sent.status, StatusCode::OK);
    assert!(sent.text().contains("Verified: 1 entry."), "{}", sent.text());
    let mut changed = proof.bytes.clone();
    let at = changed.len() - 4;
    changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
    let sent = world.send("/prove", "", "", &[("entry-3.tlog-proof", &changed)]).await;
    assert!(sent.text().contains("Not verified:"), "{}", sent.text());
}

#[tokio::test]
async fn what_is_no_receipt_is_told_at_the_field_and_a_wrong_one_is_not_verified() {
    let (world, receipt) = sealed().await;
    let answer = world.get("/prove?receipt=nonsense", "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("href=\"#receipt\"") && answer.text().contains("value=\"nonsense\""));
    let (begin, hash) = receipt.split_at(receipt.len() - 64);
    let wrong = format!("{begin}{}", hash.chars().rev().collect::<String>());
    let answer = world.get(&format!("/prove?receipt={}", encoded(&wrong)), "").await;
    assert!(answer.text().contains("Not verified: the record of this server has no entry"));
    assert!(!answer.text().contains("Undo import"));
    assert_eq!(
        world.get(&format!("/prove/proof?receipt={}", encoded(&wrong)), "").await.status,
        StatusCode::NOT_FOUND
    );
    let nothing = world.send("/prove", "", "", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("href=\"#file\""));
    let other = world.send("/prove", "", "", &[("a.txt", b"something")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text().contains("href=\"#file\""), "{}", other.text());
}

#[tokio::test]
async fn heads_are_for_everybody_and_the_record_for_who_keeps_the_server() {
    let (world, receipt) = sealed().await;
    let log = receipt.split('#').next().unwrap();
    let head = world.get(&format!("/prove/head?log={log}"), "").await;
    assert!(head.text().starts_with(&format!("{log}\n3\n")), "{}", head.text());
    assert_eq!(world.get("/prove/head?log=other", "").await.status, StatusCode::NOT_FOUND);
    let record = format!("/prove/record?log={log}");
    assert_eq!(world.get(&record, "").await.status, StatusCode::SEE_OTHER, "sign in first");
    let page = world.get("/prove", "").await.text();
    assert!(page.contains("Head over 3") && !page.contains("/prove/record"));
    let cookie = world.signed_in("first").await;
    assert!(world.get("/prove", &cookie).await.text().contains("/prove/record"));
    let record = world.get(&record, &cookie).await;
    let sent = world.send("/prove", "", "", &[("record.jsonl", &record.bytes)]).await;
    assert!(sent.text().contains("Verified: 3 entries."), "{}", sent.text());
}

#[tokio::test]
async fn a_page_shows_the_receipt_of_what_was_just_recorded_and_nothing_else() {
    let (world, receipt) = sealed().await;
    let told = world.get(&format!("/?recorded={}", encoded(&receipt)), "").await.text();
    assert!(told.contains("It stands in the record") && told.contains(&receipt), "{told}");
    let false_one = receipt.replace("#3:", "#2:");
    let told = world.get(&format!("/?recorded={}", encoded(&false_one)), "").await.text();
    assert!(!told.contains("It stands in the record"));
}

#[tokio::test]
async fn a_line_of_the_audit_and_an_import_lead_to_their_entry() {
    let (world, receipt) = sealed().await;
    world.person("steward", &[("A", actions::Role::DataSteward)]).await;
    let cookie = world.signed_in("steward").await;
    let audit = world.get("/audit/A", &cookie).await.text();
    let link = audit.split("href=\"/prove/audit/A/").nth(1).unwrap().split('"').next().unwrap();
    let led = world.get(&format!("/prove/audit/A/{link}"), &cookie).await;
    assert_eq!(led.location(), format!("/prove?receipt={}", encoded(&receipt)));
    assert_eq!(world.get(&format!("/prove/audit/B/{link}"), &cookie).await.status, StatusCode::FORBIDDEN);
    let import = world.get("/registers/A/facts/imports/3?saved=yes", &cookie).await.text();
    assert!(import.contains(&receipt), "{import}");
}
