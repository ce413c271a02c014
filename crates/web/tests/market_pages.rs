//! The pages of the market on the shipped register, asked through the very routes that a server mounts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{Request, StatusCode, header};
use register::Snapshot;
use tower::ServiceExt as _;
use web::map::Boundaries;
use web::{MarketFacts, MarketState, Shell, asset_routes, market_routes, secured};

#[derive(Clone)]
struct Shipped;

static FACTS: LazyLock<Arc<MarketFacts>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let (pack, _) = exchange::read_pack(&folder, &exchange::Limits::default());
    let boundaries = Boundaries::read(&std::fs::read(folder.join("boundaries.topojson")).unwrap()).unwrap();
    Arc::new(MarketFacts::new(Arc::new(Snapshot::of(&pack).0), Some(Arc::new(boundaries))))
});

impl MarketState for Shipped {
    fn facts(&self, _: &Parts) -> Arc<MarketFacts> {
        FACTS.clone()
    }

    fn shell(&self, _: &Parts) -> Shell {
        Shell::default()
    }
}

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
}

fn get(address: &str) -> Answer {
    let router: Router = secured(market_routes(Shipped).merge(asset_routes()));
    let request = Request::get(address).body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (head, body) = router.oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    })
}

fn page(address: &str) -> String {
    let answer = get(address);
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    answer.text().to_string()
}

#[test]
fn the_first_page_answers_first_and_holds_what_the_record_says() {
    let home = page("/market");
    for part in [
        "211 customers buy support for £807m a year from 19 CSUs",
        "£807.0m",
        "Agreement lines ending within 18 months",
        "Concentration: the largest customer, NHS England, is 15.5% of all spend",
        "£1,764,760 to £3,529,520 (a head: £9.50 beside £5.00 to £10.00)",
        "11.25%",
        "Units against half of the local allowance",
        "Where do these numbers come from?",
        "Where sources disagree",
    ] {
        assert!(home.contains(part), "{part}");
    }
}

#[test]
fn every_area_of_the_map_is_a_link_with_a_title() {
    for address in ["/market", "/market?map=share"] {
        let home = page(address);
        let map = &home[home.find("class=\"app-map\"").unwrap()..];
        let map = &map[..map.find("</svg>").unwrap()];
        assert_eq!(map.matches("<a href=\"/market/commissioners/").count(), 211, "{address}");
        assert_eq!(map.matches("<title>").count(), 211, "{address}");
        assert!(map.contains("<desc id=\"map-description\">"));
    }
    let unit = page("/market/units/0CG");
    let map = &unit[unit.find("class=\"app-map\"").unwrap()..];
    assert_eq!(map[..map.find("</svg>").unwrap()].matches("<a href").count(), 11, "its commissioners alone");
}

#[test]
fn every_kind_of_page_has_one_heading_and_nothing_inline() {
    for address in [
        "/market",
        "/market?as=now&map=share",
        "/market/units/0CG",
        "/market/units/X-GEM?service=finance",
        "/market/commissioners/06K",
        "/market/services/business-intelligence",
        "/market/agreements/06K-0CG-finance",
        "/market/sources/hsj-2012-05",
    ] {
        let html = page(address);
        assert_eq!(html.matches("<h1").count(), 1, "{address}");
        for inline in [" style=", "<style", " onclick=", "<script>"] {
            assert!(!html.contains(inline), "{address}: {inline}");
        }
        assert_eq!(html.matches("<table").count(), html.matches("<caption").count(), "{address}");
        let drawn =
            html.matches("class=\"app-chart\" xmlns").count() + html.matches("class=\"app-map\"").count();
        assert_eq!(html.matches("<desc id=").count(), drawn, "{address}");
    }
}

#[test]
fn as_it_is_now_the_money_is_the_same_and_the_bodies_are_of_today() {
    let now = page("/market?as=now");
    assert!(
        now.contains("44 customers buy support for £807m a year"),
        "{}",
        &now[now.find("app-answer").unwrap()..][..200]
    );
    assert!(now.contains("Shown under the bodies of today"));
    let board = page("/market/commissioners/QM7?as=now");
    assert!(board.contains("Hertfordshire and West Essex"));
    let ended = page("/market/units/0CG?as=now");
    assert!(ended.contains("NHS Central Eastern CSU is no more. Today there is: "));
    // The switch leads from a body to whoever followed it, as far as that is one.
    assert!(page("/market/commissioners/06K").contains("/market/commissioners/QM7?as=now"));
}

#[test]
fn tables_are_files_at_their_own_addresses_with_the_same_filters() {
    let csv = get("/market/table/by_unit.csv");
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(csv.text().starts_with("unit_code,unit_name,customers,annual_gbp,"));
    assert_eq!(csv.text().lines().count(), 1 + 19);
    assert_eq!(get("/market/table/by_buyer.csv").text().lines().count(), 1 + 211, "a file leaves nobody out");
    assert_eq!(get("/market/table/agreement_lines.csv").text().lines().count(), 1 + 3952);
    let one = get("/market/units/0CG/table/by_service.json?service=finance");
    let value: serde_json::Value = serde_json::from_slice(&one.bytes).unwrap();
    assert_eq!(value["rows"].as_array().unwrap().len(), 1);
    let book = get("/market/commissioners/06K/table/lines.xlsx");
    assert!(book.bytes.starts_with(b"PK"));
    assert_eq!(book.bytes, get("/market/commissioners/06K/table/lines.xlsx").bytes);
    let whole: serde_json::Value = serde_json::from_slice(&get("/market/table/page.json").bytes).unwrap();
    assert_eq!(whole["numbers"][0]["value"], "807000000.00");
    for address in ["/market/table/nothing.csv", "/market/table/by_unit.pdf", "/market/table/by_unit"] {
        assert_eq!(get(address).status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[test]
fn every_file_that_a_page_offers_is_there() {
    for address in ["/market", "/market/units/0CG", "/market/commissioners/04K"] {
        let html = page(address);
        let files = html
            .split("href=\"")
            .filter_map(|part| part.split('"').next())
            .filter(|to| to.contains("/table/"));
        for file in files {
            assert_eq!(get(file).status, StatusCode::OK, "{file}");
        }
    }
}

#[test]
fn what_is_not_there_is_refused_in_words() {
    let unknown = get("/market/units/0CH2");
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(
        unknown.text().contains("there is no CSU") && unknown.text().contains("0CH"),
        "{}",
        unknown.text()
    );
    let wrong = get("/market?on=yesterday");
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.text().contains("2014-04-01"));
    for address in ["/market/houses/1", "/market/agreements/none", "/market/sources/none", "/assets/none.css"]
    {
        assert_eq!(get(address).status, StatusCode::NOT_FOUND, "{address}");
    }
    let odd = get("/market/units/%3Cscript%3E");
    assert!(!odd.text().contains("<script>") && odd.text().contains("&#60;script&#62;"));
}

#[test]
fn filters_on_a_page_lead_to_the_address_they_speak_of() {
    let answer = get("/market?unit=0CG&buyer=&service=finance&on=2013-04-01");
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[header::LOCATION], "/market/units/0CG?service=finance&on=2013-04-01");
}

#[test]
fn every_answer_carries_the_headers_that_keep_it_safe() {
    for address in ["/market", "/market/units/none", "/market/table/by_unit.csv"] {
        let headers = get(address).headers;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{address}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
    let style = web::assets::address("ballast");
    assert_eq!(get(&style).headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
}

#[test]
fn each_body_says_how_sure_its_links_are() {
    for address in ["/market/units/0CG", "/market/commissioners/06K"] {
        assert!(page(address).contains("How sure the links are: "), "{address}");
    }
}
