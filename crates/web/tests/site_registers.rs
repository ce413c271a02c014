//! Facts come in through the pages: findings, what would change, mergers, confirm, undo; and what others don't see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod site_of;

use actions::Role;
use axum::http::{StatusCode, header};
use site_of::{PACK, World};
use web::site::Settings;

const UPLOAD: &str = "/registers/A/facts/upload";

async fn world() -> (World, String) {
    let world = World::new(Settings::default()).await;
    world.person("steward", &[("A", Role::DataSteward)]).await;
    let cookie = world.signed_in("steward").await;
    (world, cookie)
}

/// Uploads, and the address of the upload.
async fn upload(world: &World, cookie: &str, what: &str, text: &str) -> String {
    let answer = world.send(UPLOAD, cookie, what, &[("mine.csv", text.as_bytes())]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_string()
}

async fn confirm(world: &World, cookie: &str, address: &str) -> site_of::Answer {
    let page = world.get(&format!("{address}/check"), cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    let form = format!("version={}&seen={}", page.hidden("version"), page.hidden("seen"));
    world.post(&format!("{address}/confirmations"), cookie, &form).await
}

#[tokio::test]
async fn a_broken_file_is_told_with_all_its_findings_and_saves_nothing() {
    let (world, cookie) = world().await;
    let nothing = world.send(UPLOAD, &cookie, "bodies", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("href=\"#file\""));
    let broken = "body_code,name,roles\nA,,commissioner\nB,Birch,no-such-role\n";
    let address = upload(&world, &cookie, "bodies", broken).await;
    let page = world.get(&address, &cookie).await.text();
    assert!(
        page.contains("Nothing has been saved.") && page.contains("can&#39;t be used as it is: 2 errors"),
        "{page}"
    );
    assert!(!page.contains("Continue"));
    let csv = world.get(&format!("{address}/findings.csv"), &cookie).await;
    assert!(csv.header(header::CONTENT_TYPE).starts_with("text/csv"));
    assert_eq!(csv.text().lines().filter(|line| line.starts_with("error,wrong-value,bodies,")).count(), 2);
    for step in ["review", "check"] {
        let answer = world.get(&format!("{address}/{step}"), &cookie).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, address.as_str()), "{step}");
    }
    let forced = world.post(&format!("{address}/confirmations"), &cookie, "version=1&seen=2").await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(world.get("/registers/A/facts", &cookie).await.text().contains("Snapshot 2 counts since"));
}

#[tokio::test]
async fn a_table_is_matched_reviewed_confirmed_and_undone() {
    let (world, cookie) = world().await;
    let file =
        "Code,Called,roles\nA,Alder,commissioner\nB,Birch,commissioner\nC,Cedar,commissioner\nU,Union,unit\n";
    let address = upload(&world, &cookie, "bodies", file).await;
    assert!(world.get(&address, &cookie).await.text().contains("Match your columns"));
    let columns = world.get(&format!("{address}/columns"), &cookie).await;
    let form = format!("version={}&body_code=Code&name=Called&roles=roles", columns.hidden("version"));
    let matched = world.post(&format!("{address}/columns"), &cookie, &form).await;
    assert_eq!(matched.location(), address);
    let stale = world.post(&format!("{address}/columns"), &cookie, &form).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let review = world.get(&format!("{address}/review"), &cookie).await.text();
    assert!(review.contains("Against snapshot 2: 1 row added, 1 changed, 0 ended"), "{review}");
    assert!(review.contains("name: Alder Town") && review.contains("name: Alder<"), "before and after");
    let saved = confirm(&world, &cookie, &address).await;
    assert_eq!(saved.location(), "/registers/A/facts/imports/3?saved=yes");
    let page = world.get(saved.location(), &cookie).await.text();
    assert!(page.contains("Saved as snapshot 3") && page.contains("Your receipt"));
    let history = world.get("/registers/A/facts", &cookie).await;
    let seen = history.hidden("seen");
    let undone = world.post("/registers/A/facts/undos", &cookie, &format!("back_to=2&seen={seen}")).await;
    assert_eq!(undone.location(), "/registers/A/facts/imports/4?saved=yes");
    let again = world.post("/registers/A/facts/undos", &cookie, &format!("back_to=1&seen={seen}")).await;
    assert_eq!(again.status, StatusCode::PRECONDITION_FAILED, "somebody else was first");
    let offered = upload(&world, &cookie, "bodies", file).await;
    assert!(
        world.get(&offered, &cookie).await.text().contains("The file can be used"),
        "columns are remembered"
    );
}

#[tokio::test]
async fn a_confirmation_of_what_was_not_seen_is_refused() {
    let (world, cookie) = world().await;
    let (one, other) = (
        upload(&world, &cookie, "bodies", PACK).await,
        upload(&world, &cookie, "bodies", &PACK.replace("Birch", "Beech")).await,
    );
    let page = world.get(&format!("{other}/check"), &cookie).await;
    let form = format!("version={}&seen={}", page.hidden("version"), page.hidden("seen"));
    assert_eq!(confirm(&world, &cookie, &one).await.status, StatusCode::SEE_OTHER);
    let stale = world.post(&format!("{other}/confirmations"), &cookie, &form).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert!(stale.text().contains("Somebody changed it first"));
    assert_eq!(confirm(&world, &cookie, &other).await.status, StatusCode::SEE_OTHER, "nothing was lost");
}

#[tokio::test]
async fn a_merger_is_a_question_before_the_review() {
    let (world, cookie) = world().await;
    let merged =
        "body_code,name,roles,valid_from\nC,Alder and Birch,commissioner,2020-04-01\nU,Union,unit,\n";
    let address = upload(&world, &cookie, "bodies", merged).await;
    assert!(world.get(&address, &cookie).await.text().contains("2 bodies end while others begin."));
    let page = world.get(&format!("{address}/questions"), &cookie).await;
    assert!(
        page.text().contains("What did Alder Town (A) become?")
            && page.text().contains("value=\"2020-04-01\"")
    );
    let version = page.hidden("version");
    let half = format!("version={version}&to_A=C&date_A=2020-04-01");
    let missing = world.post(&format!("{address}/questions"), &cookie, &half).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.text().contains("href=\"#to_B\""));
    let whole = format!("{half}&to_B=-");
    assert_eq!(world.post(&format!("{address}/questions"), &cookie, &whole).await.location(), address);
    let check = world.get(&format!("{address}/check"), &cookie).await.text();
    assert!(check.contains("Became C on 2020-04-01") && check.contains("nobody followed"), "{check}");
    let review = world.get(&format!("{address}/review?table=successions"), &cookie).await.text();
    assert!(review.contains("A/C/2020-04-01"), "{review}");
}

#[tokio::test]
async fn uploads_and_packs_of_a_body_are_its_own() {
    let (world, cookie) = world().await;
    let address = upload(&world, &cookie, "bodies", PACK).await;
    world.person("elsewhere", &[("B", Role::DataSteward)]).await;
    world.person("viewer", &[("A", Role::Viewer)]).await;
    for who in ["elsewhere", "viewer"] {
        let other = world.signed_in(who).await;
        for step in ["", "/findings.csv", "/columns", "/questions", "/review", "/check"] {
            let answer = world.get(&format!("{address}{step}"), &other).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step} by {who}");
            assert!(!answer.text().contains("mine.csv"), "{step} by {who}");
        }
        for step in ["confirmations", "discards"] {
            let answer = world.post(&format!("{address}/{step}"), &other, "version=1&seen=2").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step} by {who}");
        }
        for forbidden in [UPLOAD, "/registers/A/facts/imports/1/pack.zip"] {
            assert_eq!(
                world.get(forbidden, &other).await.status,
                StatusCode::FORBIDDEN,
                "{forbidden} by {who}"
            );
        }
        let sent = world.send(UPLOAD, &other, "bodies", &[("x.csv", PACK.as_bytes())]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        let page = world.get("/registers/A/facts", &other).await.text();
        assert!(
            !page.contains("mine.csv") && !page.contains("pack.zip") && !page.contains("Go back to"),
            "{who}"
        );
    }
    assert_eq!(world.get("/uploads/not-an-id", &cookie).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/registers/A/other", &cookie).await.status, StatusCode::NOT_FOUND);
    let zip = world.get("/registers/A/facts/imports/2/pack.zip", &cookie).await;
    assert!(zip.bytes.starts_with(b"PK"));
    let thrown = world.post(&format!("{address}/discards"), &cookie, "version=1").await;
    assert_eq!(thrown.location(), "/registers/A/facts");
    assert_eq!(world.get(&address, &cookie).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn templates_are_those_of_the_command_line() {
    let (world, cookie) = world().await;
    let csv = world.get("/templates/bodies.csv", &cookie).await;
    assert!(csv.text().starts_with("body_code,name,roles"));
    for (file, begins) in [("bodies.xlsx", b"PK"), ("pack.zip", b"PK"), ("pack.xlsx", b"PK")] {
        assert!(world.get(&format!("/templates/{file}"), &cookie).await.bytes.starts_with(begins), "{file}");
    }
    for none in ["nothing.csv", "pack.csv", "bodies.exe", "bodies"] {
        assert_eq!(
            world.get(&format!("/templates/{none}"), &cookie).await.status,
            StatusCode::NOT_FOUND,
            "{none}"
        );
    }
}

/// A register with the unit that a published file pays, its payer, and an agreement between the two.
fn with_agreement() -> Vec<u8> {
    let table = |name: &str, text: &str| {
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_string).collect::<Vec<_>>());
        let columns = lines.next().unwrap();
        let rows = (2..).zip(lines).map(|(line, cells)| register::RawRow { line, cells }).collect();
        register::RawTable { name: name.into(), columns, rows }
    };
    let tables = vec![
        table("sources", "source_id,title,publisher,published,rank,note\nours,Ours,Us,2020,1,"),
        table(
            "bodies",
            "body_code,name,roles\nA,Alder,oversight\n08F,NHS Havering CCG,commissioner\n\
             0AQ,NHS North and East London CSU,unit\n0AT,NHS North West London CSU,unit",
        ),
        table("services", "service_code,title,statutory,source\nhr,People,no,ours"),
        table(
            "agreement_lines",
            "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,source,basis\n\
             one,08F,0AQ,hr,120000.00,1000,fixed,ours,recorded",
        ),
    ];
    exchange::write_zip(&register::RawPack { name: "p".into(), tables }).unwrap()
}

#[tokio::test]
async fn published_payments_are_matched_by_a_person_and_become_rows() {
    let (world, cookie) = world().await;
    let pack = with_agreement();
    let sent = world.send(UPLOAD, &cookie, "pack", &[("p.zip", &pack)]).await;
    let address = sent.location().to_string();
    let findings = world.get(&format!("{address}/findings.csv"), &cookie).await.text();
    assert!(!findings.contains("error,"), "{findings}");
    confirm(&world, &cookie, &address).await;

    let to = "/registers/A/facts/spend";
    let unread = world.send(to, &cookie, "", &[("no.csv", b"a,b\n1,2\n")]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sources/spend/as_published");
    let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let (september, october) = (file("ccg-havering-2020-09.csv"), file("ccg-havering-2020-10.csv"));
    let files = [("2020-09.csv", september.as_slice()), ("2020-10.csv", october.as_slice())];
    let sent = world.send(to, &cookie, "", &files).await;
    let spend = sent.location().to_string();
    assert!(spend.starts_with("/spend/"), "{}", sent.text());
    let page = world.get(&spend, &cookie).await;
    let text = page.text();
    assert!(text.contains("“NHS NEL CSU” is") && text.contains("precision 1.000, recall 0.964"), "{text}");
    assert!(text.contains("stand in two files, and are counted once"));
    let dropped = world.get(&format!("{spend}/dropped.csv"), &cookie).await.text();
    assert!(dropped.starts_with("file,line,reason,row"), "{dropped}");

    let early = world
        .post(&format!("{spend}/uploads"), &cookie, &format!("version={}", page.hidden("version")))
        .await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nobody has confirmed a match");
    let fields = text.matches("name=\"supplier_").count();
    let said: String = (0..fields).map(|number| format!("&supplier_{number}=0AQ")).collect();
    let stranger = format!("version={}&supplier_0=nobody", page.hidden("version"));
    assert_eq!(world.post(&spend, &cookie, &stranger).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = world.post(&spend, &cookie, &format!("version={}{said}", page.hidden("version"))).await;
    assert_eq!(done.location(), format!("{spend}/sums"));
    let sums = world.get(done.location(), &cookie).await;
    assert!(sums.text().contains("£10,000") && sums.text().contains("2020-10"), "{}", sums.text());

    let kept = world
        .post(&format!("{spend}/uploads"), &cookie, &format!("version={}", sums.hidden("version")))
        .await;
    let upload = kept.location().to_string();
    assert!(upload.starts_with("/uploads/"), "{}", kept.text());
    assert_eq!(world.get(&spend, &cookie).await.status, StatusCode::NOT_FOUND, "it goes on as an upload");
    let review = world.get(&format!("{upload}/review?table=facts"), &cookie).await.text();
    assert!(
        review.contains("subject_code: 0AQ;08F")
            && review.contains("payments over £25,000 by NHS Havering CCG")
    );
    assert!(review.contains("72538") && review.contains("basis: recorded"), "{review}");
    let saved = confirm(&world, &cookie, &upload).await;
    assert_eq!(saved.location(), "/registers/A/facts/imports/4?saved=yes", "{}", saved.text());
    let other = world.send(to, &cookie, "", &files).await.location().to_string();
    world.person("elsewhere", &[("B", Role::DataSteward)]).await;
    let stranger = world.signed_in("elsewhere").await;
    for step in ["", "/sums", "/dropped.csv"] {
        let answer = world.get(&format!("{other}{step}"), &stranger).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step}");
    }

    // What was begun and left is found at the register, and thrown away there.
    let page = world.get("/registers/A/facts", &cookie).await;
    let text = page.text();
    assert!(text.contains("Payments over £25,000") && text.contains("2020-09.csv, 2020-10.csv"), "{text}");
    assert!(text.contains(&format!("href=\"{other}\"")));
    let thrown = format!("{}/discards", other.replace("/spend/", "/uploads/"));
    assert!(text.contains(&format!("action=\"{thrown}\"")), "{text}");
    assert_eq!(world.post(&thrown, &stranger, "version=1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.post(&thrown, &cookie, "version=9").await.status, StatusCode::PRECONDITION_FAILED);
    let gone = world.post(&thrown, &cookie, &format!("version={}", page.hidden("version"))).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/registers/A/facts"));
    assert_eq!(world.get(&other, &cookie).await.status, StatusCode::NOT_FOUND);
    assert!(!world.get("/registers/A/facts", &cookie).await.text().contains("2020-09.csv"));
}
