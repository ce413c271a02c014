//! Journey 2b, through the server: a director signs and corrects, the register's steward takes up or declines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_of;

use std::sync::Arc;

use actions::{Actor, Role, acts};
use axum::http::StatusCode;
use jiff::Timestamp;
use register::{RawPack, RawRow, RawTable};
use site_of::World;
use vocabulary::Code;
use web::site::Settings;

const GROUP: &str = "/units/U/assumptions?service=fin";
const CORRECT: &str = "/units/U/corrections?at=cost_pools%2FU-fin%2Fannual_gbp";

/// U serves B with finance; what it costs is assumed.
fn pack() -> Vec<u8> {
    let table = |name: &str, text: &str| {
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_string).collect::<Vec<_>>());
        let columns = lines.next().unwrap();
        let rows = (2..).zip(lines).map(|(line, cells)| RawRow { line, cells }).collect();
        RawTable { name: name.into(), columns, rows }
    };
    let tables = vec![
        table("sources", "source_id,title,publisher,published,rank,note\nours,Our model,Us,2020,1,"),
        table("bodies", "body_code,name,roles\nA,Alder,oversight\nB,Birch,commissioner\nU,Union,unit"),
        table("services", "service_code,title,statutory,source\nfin,Finance,no,ours"),
        table(
            "units",
            "unit_code,opening_reserve_gbp,required_margin_percent,source,basis\nU,1000.00,5,ours,recorded",
        ),
        table(
            "agreement_lines",
            "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,source,basis\n\
             B-fin,B,U,fin,120000.00,1000,cost_share,ours,derived",
        ),
        table(
            "cost_pools",
            "pool_id,unit_code,service_code,kind,annual_gbp,is_staff,release_delay_months,release_over_months,source,basis\n\
             U-fin,U,fin,fixed,100000.00,no,1,12,ours,assumed",
        ),
    ];
    exchange::write_zip(&RawPack { name: "p".into(), tables }).unwrap()
}

/// A server with that register of A, and somebody in each role that counts here.
async fn world() -> World {
    let world = World::new(Settings { rulebook: Arc::default(), ..Settings::default() }).await;
    let (a, zip) = (Code::new("A"), pack());
    let desk = world.site.desk();
    let steward: &Actor = &world.administrator;
    let file = ("p.zip", zip.as_slice());
    let upload = acts::upload_register(desk, steward, &a, "facts", file, Timestamp::now()).await.unwrap();
    assert!(upload.can_be_confirmed(), "{:?}", upload.findings);
    let (draft, version, seen) = (&upload.draft, upload.version, upload.seen);
    acts::confirm_import(desk, steward, draft, version, seen, Timestamp::now()).await.unwrap();
    world.person("steward", &[("A", Role::DataSteward)]).await;
    world.person("director", &[("U", Role::UnitDirector)]).await;
    world.person("finance", &[("U", Role::UnitFinance)]).await;
    world.person("neighbour", &[("B", Role::Author)]).await;
    world
}

/// A form with the hidden fields of a page, each as often as it stands there.
fn form(page: &str, action: &str, typed: &[(&str, &str)]) -> String {
    let start =
        page.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form to {action}: {page}"));
    let end = start + page[start..].find("</form>").unwrap();
    let encode = |text: &str| {
        let text = text.replace("&#39;", "'").replace("&amp;", "&");
        text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>()
    };
    let hidden = page[start..end].split("type=\"hidden\" name=\"").skip(1).map(|rest| {
        let (name, rest) = rest.split_once("\" value=\"").unwrap();
        (name, rest.split('"').next().unwrap())
    });
    let all = hidden.chain(typed.iter().copied());
    all.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// The value of the first box of a name.
fn first_box(page: &str, name: &str) -> String {
    let box_of = page.split(&format!("name=\"{name}\" type=\"checkbox\" value=\"")).nth(1).unwrap();
    box_of.split('"').next().unwrap().to_string()
}

#[tokio::test]
async fn a_director_signs_all_that_is_listed_and_corrects_one_figure_which_the_steward_takes_up() {
    let world = world().await;
    let (director, steward) = (world.signed_in("director").await, world.signed_in("steward").await);
    let text = world.get(GROUP, &director).await.text();
    assert!(text.contains("0 of 5 figures are signed.") && text.contains("Sign all 5 figures"), "{text}");
    assert!(text.contains("£100,000") && text.contains("12 months") && text.contains("Our model"), "{text}");

    // What is wrong with a correction is told at its field, and what was typed stays.
    let page = world.get(CORRECT, &director).await.text();
    let wrong = form(&page, "/units/U/corrections", &[("value", "many"), ("reason", "")]);
    let answer = world.post("/units/U/corrections", &director, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(text.contains("href=\"#value\"") && text.contains("href=\"#reason\""), "{text}");
    assert!(text.contains("value=\"many\""), "what was typed stays");
    let right = form(&page, "/units/U/corrections", &[("value", "£90,000"), ("reason", "Our <accounts>")]);
    let sent = world.post("/units/U/corrections", &director, &right).await;
    assert_eq!(sent.location(), format!("{GROUP}&done=corrected"), "{}", sent.text());
    let stale = world.post("/units/U/corrections", &director, &right).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let text = stale.text();
    assert!(text.contains("Somebody changed it first") && text.contains("Our &lt;accounts&gt;"), "{text}");

    let page = world.get(sent.location(), &director).await.text();
    assert!(page.contains("Your correction is sent") && page.contains("It should be £90,000."), "{page}");
    assert!(page.contains("one correction waits") && page.contains("Sign all 4 figures"), "{page}");
    let all = form(&page, "/units/U/signatures", &[]);
    let signed = world.post("/units/U/signatures", &director, &all).await;
    assert_eq!(signed.location(), format!("{GROUP}&done=4"), "{}", signed.text());
    let page = world.get(signed.location(), &director).await.text();
    assert!(page.contains("You signed 4 figures.") && page.contains("4 of 5 figures are signed"), "{page}");
    let again = world.post("/units/U/signatures", &director, &all).await;
    assert_eq!(again.status, StatusCode::PRECONDITION_FAILED, "a form that saw older words");

    // The steward: nothing chosen, then taken up, reviewed and confirmed.
    let page = world.get("/registers/A/facts", &steward).await.text();
    assert!(
        page.contains("Corrections from units") && page.contains("cost a year, from £100,000 to £90,000"),
        "{page}"
    );
    let answers = "/registers/A/facts/corrections";
    let nothing = world.post(answers, &steward, "answer=take-up").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("href=\"#corrections\""));
    let chosen = first_box(&page, "corrections");
    let unsaid = world.post(answers, &steward, &form(&page, answers, &[("corrections", &chosen)])).await;
    assert!(
        unsaid.text().contains("href=\"#answer\"") && unsaid.text().contains(" checked"),
        "{}",
        unsaid.text()
    );
    let take = form(&page, answers, &[("corrections", &chosen), ("answer", "take-up")]);
    let upload = world.post(answers, &steward, &take).await.location().to_string();
    assert!(upload.starts_with("/uploads/"), "{upload}");
    let review = world.get(&format!("{upload}/review?table=cost_pools"), &steward).await.text();
    assert!(review.contains("U-fin said-by-U") && review.contains("annual_gbp: 90000.00"), "{review}");
    let before = world.get(GROUP, &director).await.text();
    assert!(before.contains("It should be £90,000."), "nothing is saved yet");
    let check = world.get(&format!("{upload}/check"), &steward).await;
    let confirm = format!("version={}&seen={}", check.hidden("version"), check.hidden("seen"));
    let saved = world.post(&format!("{upload}/confirmations"), &steward, &confirm).await;
    assert_eq!(saved.location(), "/registers/A/facts/imports/4?saved=yes", "{}", saved.text());
    let page = world.get(GROUP, &director).await.text();
    assert!(page.contains("5 of 5 figures are signed.") && page.contains("Corrected, taken up"), "{page}");
    assert!(page.contains("It was £100,000."), "{page}");
    assert!(!world.get("/registers/A/facts", &steward).await.text().contains("Corrections from units"));
}

#[tokio::test]
async fn a_correction_that_is_not_taken_up_comes_back_with_the_reason() {
    let world = world().await;
    let (director, steward) = (world.signed_in("director").await, world.signed_in("steward").await);
    let page = world.get(CORRECT, &director).await.text();
    let right = form(&page, "/units/U/corrections", &[("value", "90000"), ("reason", "Our accounts.")]);
    assert_eq!(world.post("/units/U/corrections", &director, &right).await.status, StatusCode::SEE_OTHER);
    let page = world.get("/registers/A/facts", &steward).await.text();
    let (answers, chosen) = ("/registers/A/facts/corrections", first_box(&page, "corrections"));
    let decline = [("corrections", chosen.as_str()), ("answer", "decline"), ("reason", "")];
    let without = world.post(answers, &steward, &form(&page, answers, &decline)).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("href=\"#reason\""), "{}", without.text());
    let decline = [("corrections", chosen.as_str()), ("answer", "decline"), ("reason", "Not audited yet")];
    let done = world.post(answers, &steward, &form(&page, answers, &decline)).await;
    assert!(done.location().starts_with("/registers/A/facts?recorded=ballast/"), "{}", done.location());
    let page = world.get(GROUP, &director).await.text();
    assert!(page.contains("Not taken up") && page.contains("Not audited yet. steward,"), "{page}");
    let page = world.get(CORRECT, &director).await.text();
    let sign = world.post("/units/U/signatures", &director, &form(&page, "/units/U/signatures", &[])).await;
    assert_eq!(sign.location(), format!("{GROUP}&done=1"));
}

#[tokio::test]
async fn only_the_director_signs_and_nobody_else_reads_what_was_said() {
    let world = world().await;
    let finance = world.signed_in("finance").await;
    let page = world.get(GROUP, &finance).await.text();
    assert!(
        page.contains("The unit’s director signs") && !page.contains("<form action=\"/units/U"),
        "{page}"
    );
    assert_eq!(world.get(CORRECT, &finance).await.status, StatusCode::FORBIDDEN);
    let sign = "seen=0|100000.00|cost_pools/U-fin/annual_gbp";
    assert_eq!(world.post("/units/U/signatures", &finance, sign).await.status, StatusCode::FORBIDDEN);
    let neighbour = world.signed_in("neighbour").await;
    for address in [GROUP, CORRECT, "/units/U/standing"] {
        let status = world.get(address, &neighbour).await.status;
        assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{address} {status}");
    }
    let director = world.signed_in("director").await;
    for address in ["/units/U/assumptions?service=none", "/units/U/assumptions", "/units/B/assumptions"] {
        assert_eq!(world.get(address, &director).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let register = world.get("/registers/A/facts", &director).await.text();
    assert!(!register.contains("Corrections from units"));
    let answers = "/registers/A/facts/corrections";
    assert_eq!(world.post(answers, &director, "answer=take-up").await.status, StatusCode::FORBIDDEN);
}
