//! Signing in and out, one's own account, the administrator's accounts, the audit and the first page, asked through
//! the routes of a server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod site_of;

use actions::permission::role_may;
use actions::{Desk, Operation, Role, Sample};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::Timestamp;
use site_of::{PASSWORD, World};
use store::{Address, Options, Store};
use web::site::{Settings, Site, site_routes};

#[tokio::test]
async fn somebody_signs_in_with_a_cookie_that_scripts_and_other_sites_do_not_get() {
    let world = World::new(Settings::default()).await;
    world.person("author", &[("A", Role::Author)]).await;
    let form = format!("email=author%40a.example&password={}&next=%2Faccount", PASSWORD.replace(' ', "+"));
    let answer = world.post("/sign-in", "", &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"));
    let cookie = answer.header(header::SET_COOKIE).to_string();
    for part in ["ballast=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Expires"), "{cookie}");
    let secure = World::new(Settings { is_secure: true, ..Settings::default() }).await;
    let form = form.replace("author", "first");
    let cookie = secure.post("/sign-in", "", &form).await.header(header::SET_COOKIE).to_string();
    assert!(cookie.starts_with("__Host-ballast=") && cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_signing_in() {
    let world = World::new(Settings::default()).await;
    for next in
        ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", "%2F%09%2Fevil.example"]
    {
        let form = format!("email=first%40a.example&password={}&next={next}", PASSWORD.replace(' ', "+"));
        let answer = world.post("/sign-in", "", &form).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"), "{next}");
    }
}

#[tokio::test]
async fn wrong_words_and_too_many_attempts_are_told_at_the_form() {
    let world = World::new(Settings::default()).await;
    for name in ["first", "nobody"] {
        let form = format!("email={name}%40a.example&password=wrong");
        for _ in 0..5 {
            let answer = world.post("/sign-in", "", &form).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            let text = answer.text();
            assert!(text.contains("nhsuk-error-summary") && text.contains("href=\"#email\""));
            assert!(
                text.contains(&format!("value=\"{name}@a.example\"")) && !text.contains("value=\"wrong\"")
            );
        }
        let answer = world.post("/sign-in", "", &form).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.text().contains("Too many attempts. Try again after"));
    }
}

#[tokio::test]
async fn who_signs_out_is_nobody_with_the_same_cookie() {
    let world = World::new(Settings::default()).await;
    let cookie = world.signed_in("first").await;
    assert_eq!(world.get("/account", &cookie).await.status, StatusCode::OK);
    let answer = world.post("/sign-out", &cookie, "").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    let again = world.get("/account", &cookie).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/sign-in?next=/account"));
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let world = World::new(Settings::default()).await;
    let cookie = world.signed_in("first").await;
    for address in ["/sign-in", "/sign-out", "/accounts", "/account/tokens", "/registers/A/facts/undos"] {
        let request = Request::post(address)
            .header(header::HOST, "ballast.example")
            .header(header::ORIGIN, "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = world.ask(request.body(Body::from("back_to=1&seen=2")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address}");
        assert!(answer.text().contains("sent from a page of another site"), "{address}");
    }
    assert_eq!(world.get("/account", &cookie).await.status, StatusCode::OK, "still signed in");
}

/// What a page is for, and the operation that its act asks the table of permissions about; none for pages that
/// everybody may see.
const PAGES: [(&str, Option<Operation>); 8] = [
    ("/", None),
    ("/sign-in", None),
    ("/account", Some(Operation::SeeTokens)),
    ("/accounts", Some(Operation::SeeAccounts)),
    ("/audit/A", Some(Operation::SeeAudit)),
    ("/market", Some(Operation::SeeMarket)),
    ("/registers", Some(Operation::SeeRegister)),
    ("/registers/A/facts/imports/1/pack.zip", Some(Operation::DownloadRegister)),
];

#[tokio::test]
async fn every_page_answers_every_role_as_the_table_of_permissions_says() {
    let world = World::new(Settings::default()).await;
    let mut who: Vec<(String, Option<Role>)> = vec![(String::new(), None)];
    for role in Role::ALL {
        world.person(role.word(), &[("A", *role)]).await;
        who.push((world.signed_in(role.word()).await, Some(*role)));
    }
    for (address, operation) in PAGES {
        for (cookie, role) in &who {
            let answer = world.get(address, cookie).await;
            let expected = match operation {
                None if address == "/sign-in" && role.is_some() => StatusCode::SEE_OTHER,
                None => StatusCode::OK,
                Some(operation) if role_may(operation, *role) => StatusCode::OK,
                Some(_) if role.is_none() => StatusCode::SEE_OTHER,
                Some(_) => StatusCode::FORBIDDEN,
            };
            assert_eq!(answer.status, expected, "{address} by {role:?}");
            if address.ends_with(".zip") {
                continue;
            }
            // No page holds what would let anybody in.
            let text = answer.text();
            let secret = cookie.split('=').nth(1).unwrap_or("no cookie");
            assert!(!text.contains("argon2") && !text.contains(secret), "{address} by {role:?}");
        }
    }
}

#[tokio::test]
async fn a_token_is_shown_once_and_taken_back() {
    let world = World::new(Settings::default()).await;
    let cookie = world.signed_in("first").await;
    let wrong = world.post("/account/tokens", &cookie, "label=&days=30").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("nhsuk-error-summary"));
    let form = "label=nightly&days=30&scope=see-market&scope=see-register";
    let made = world.post("/account/tokens", &cookie, form).await;
    assert_eq!((made.status, made.header(header::CACHE_CONTROL)), (StatusCode::OK, "no-store"));
    let text = made.text();
    let secret = text.split("app-secret\">").nth(1).unwrap().split('<').next().unwrap().to_string();
    assert_eq!(secret.len(), 64);
    let bearer = |address: &str| {
        Request::get(address)
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .body(Body::empty())
            .unwrap()
    };
    assert_eq!(world.ask(bearer("/market")).await.status, StatusCode::OK);
    assert_eq!(world.ask(bearer("/accounts")).await.status, StatusCode::FORBIDDEN, "not in its scope");
    let account = world.get("/account", &cookie).await.text();
    assert!(account.contains("nightly") && !account.contains(&secret));
    let address = account.split("action=\"").find(|part| part.contains("/revocations")).unwrap();
    let address = address.split('"').next().unwrap();
    world.person("other", &[]).await;
    let other = world.signed_in("other").await;
    assert_eq!(world.post(address, &other, "").await.status, StatusCode::NOT_FOUND, "not theirs");
    assert_eq!(world.post(address, &cookie, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.ask(bearer("/market")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_administrator_adds_somebody_gives_and_ends_a_role_and_closes() {
    let world = World::new(Settings::default()).await;
    let cookie = world.signed_in("first").await;
    let short = world.post("/accounts", &cookie, "name=New&email=new%40a.example&password=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("href=\"#password\"") && short.text().contains("value=\"New\""));
    let password = PASSWORD.replace(' ', "+");
    let form = format!("name=New&email=new%40a.example&password={password}");
    let added = world.post("/accounts", &cookie, &form).await;
    let page = added.location().to_string();
    assert!(page.starts_with("/accounts/"), "{page}");
    assert_eq!(world.post("/accounts", &cookie, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = world.post(&format!("{page}/roles"), &cookie, "seen=1&role=viewer&body=A").await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    let stale = world.post(&format!("{page}/roles"), &cookie, "seen=1&role=author&body=A").await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let again = world.post(&format!("{page}/roles"), &cookie, "seen=2&role=viewer&body=A").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = world.get(&page, &cookie).await.text();
    assert!(text.contains("Viewer") && text.contains("Alder Town (A)"));
    let end = text.split("action=\"").find(|part| part.contains("/ends")).unwrap().split('"').next().unwrap();
    assert_eq!(world.post(end, &cookie, "seen=2&body=A").await.status, StatusCode::SEE_OTHER);
    assert!(world.get(&page, &cookie).await.text().contains("They hold no role."));
    let theirs = world.signed_in("new").await;
    let short = world.post(&format!("{page}/passwords"), &cookie, "seen=3&password=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = world.post(&format!("{page}/passwords"), &cookie, &format!("seen=3&password={password}")).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    assert_eq!(world.get("/account", &theirs).await.status, StatusCode::SEE_OTHER, "signed out by it");
    let theirs = world.signed_in("new").await;
    let close = format!("{page}/closures");
    assert_eq!(world.post(&close, &theirs, "seen=4").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.post(&close, &cookie, "seen=3").await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(world.post(&close, &cookie, "seen=4").await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.get("/account", &theirs).await.status, StatusCode::SEE_OTHER, "their session ended");
}

#[tokio::test]
async fn the_audit_is_paged_and_names_who_acted() {
    let world = World::new(Settings::default()).await;
    world.person("steward", &[("A", Role::DataSteward)]).await;
    let cookie = world.signed_in("steward").await;
    for _ in 0..60 {
        world.get("/registers/A/facts/imports/1/pack.zip", &cookie).await;
    }
    let first = world.get("/audit/A", &cookie).await.text();
    assert!(first.contains("Download register: A/facts") && first.contains("steward"));
    let older = first.split("href=\"").find(|part| part.starts_with("/audit/A?before=")).unwrap();
    let older = world.get(older.split('"').next().unwrap(), &cookie).await.text();
    assert!(older.contains("Confirm import: A/facts") && older.contains("Back to the latest"));
}

#[tokio::test]
async fn anybody_becomes_somebody_in_the_demonstration_and_nowhere_else() {
    let world = World::new(Settings::default()).await;
    let cookie = world.signed_in("first").await;
    let answer = world.post("/demo/role", &cookie, "sample=0&next=%2F").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/account", "ballast-sample=0").await.status, StatusCode::SEE_OTHER);

    let (store, _) = Store::init(&Address::Memory, Options::default(), Timestamp::now()).await.unwrap();
    let sample = |title: &str, name: &str, role: Role| Sample {
        title: title.into(),
        name: name.into(),
        roles: vec![(vocabulary::Code::new("A"), role)],
    };
    let public = Sample { title: "The public".into(), name: String::new(), roles: Vec::new() };
    let samples =
        [sample("An author", "Ann", Role::Author), sample("A keeper", "Kim", Role::Administrator), public];
    let desk = Desk::demonstration(store, &samples, Timestamp::now()).await.unwrap();
    let site = Site::new(desk, Settings::default());
    let demo = World { router: site_routes(site.clone()), site, administrator: world.administrator };
    let home = demo.get("/", "").await.text();
    assert!(
        home.contains("You are signed in as Ann.")
            && home.contains("action=\"/demo/role\"")
            && home.contains("href=\"/hurt\"")
    );
    assert_eq!(demo.get("/accounts", "").await.status, StatusCode::FORBIDDEN);
    let switched = demo.post("/demo/role", "", "sample=1&next=%2Faccounts").await;
    assert_eq!((switched.status, switched.location()), (StatusCode::SEE_OTHER, "/accounts"));
    let cookie = switched.header(header::SET_COOKIE).split(';').next().unwrap().to_string();
    assert_eq!(demo.get("/accounts", &cookie).await.status, StatusCode::OK);
    let nobody = demo.get("/", "ballast-sample=2").await.text();
    assert!(!nobody.contains("You are signed in") && !nobody.contains("href=\"/accounts\""));
    assert_eq!(demo.post("/demo/role", "", "sample=9&next=%2F").await.status, StatusCode::NOT_FOUND);
}
