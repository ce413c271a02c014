//! Published cases as open data, read by the programs of others.

use std::path::PathBuf;

use casework::{ExemptPart, SectionId};
use exchange::paper::Version;
use exchange::public::{
    Feed, OCID_PREFIX, PublicBody, PublicCase, PublicDocument, PublicMove, PublicService, Publisher, atom,
    cases_csv, moves_csv, ocds, read_ocds,
};
use serde_json::{Value, json};
use vocabulary::{Code, Pence};

use crate::{outside, world};

const ADDRESS: &str = "https://ballast.example/cases/CASE-2013-1";

fn body(code: &str, name: &str) -> PublicBody {
    PublicBody { code: code.to_string(), name: name.to_string() }
}

fn moved() -> PublicMove {
    PublicMove {
        id: "CASE-2013-1-1".to_string(),
        case: "CASE-2013-1".to_string(),
        buyer: body("06K", "East and North Hertfordshire"),
        from: body("0CG", "Central Eastern CSU"),
        services: vec![PublicService { code: "contracting".to_string(), title: "Contracting".to_string() }],
        to_kind: "unit".to_string(),
        to: Some(body("0DG", "=Another CSU, \"ours\"")),
        effective: Some(world::day("2014-04-01")),
        annual: Some(Pence(120_050_000)),
        status: "decided".to_string(),
        source: "CASE-2013-1".to_string(),
    }
}

/// The closed case, and one on one page, with a move to another unit and one into the own house.
fn cases() -> Vec<PublicCase> {
    let exempt = [ExemptPart::Figure(Code::new("unit")), ExemptPart::Section(SectionId::Staff)];
    let paper = world::read(&world::closed(&exempt), Version::Public);
    let mut case = PublicCase::of(&paper, ADDRESS).unwrap();
    let inside =
        PublicMove { id: "CASE-2013-1-2".to_string(), to_kind: "in_house".to_string(), to: None, ..moved() };
    case.moves = vec![moved(), inside];
    case.documents = vec![PublicDocument {
        title: "The case, public version".to_string(),
        address: format!("{ADDRESS}/case.html"),
        format: "text/html".to_string(),
    }];
    let paper = world::read(&world::one_page(), Version::Public);
    let mut short = PublicCase::of(&paper, "https://ballast.example/cases/CASE-2013-2?a=1&b=2").unwrap();
    short.reference = "CASE-2013-2".to_string();
    short.title = "A change & <nothing> else".to_string();
    vec![case, short]
}

fn publisher() -> Publisher {
    Publisher {
        name: "Ballast of an example".to_string(),
        address: "https://ballast.example/open/ocds.json".to_string(),
        ocid_prefix: OCID_PREFIX.to_string(),
        scheme: "GB-NHS".to_string(),
        license: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/".to_string(),
        made_at: "2026-11-22T09:00:00Z".to_string(),
    }
}

/// What the standard's own checker says.
fn checked(name: &str, package: &Value) -> Option<Value> {
    let home = std::env::var_os("HOME")?;
    let source = PathBuf::from(home).join(".cache/ballast/peers/sources/ocdsmerge-0.8.0.tar.gz");
    if !source.is_file() {
        eprintln!("the standard's schema isn't there: left out");
        return None;
    }
    let file = outside::folder(name).join("package.json");
    std::fs::write(&file, package.to_string()).unwrap();
    outside::said("check_ocds.py", &[&file, &source])
}

#[test]
fn a_release_package_is_right_by_the_standards_own_checker() {
    let package = ocds(&publisher(), &cases());
    assert_eq!(package["releases"][0]["tag"], json!(["planning", "award"]));
    assert_eq!(
        package["releases"][0]["awards"].as_array().unwrap().len(),
        1,
        "nothing is awarded to oneself"
    );
    assert_eq!(package["releases"][0]["planning"]["budget"]["amount"]["amount"], json!(2_401_000));
    assert_eq!(package["releases"][1]["tag"], json!(["planning"]));
    let Some(said) = checked("ocds", &package) else { return };
    for part in ["validation_errors", "deprecated_fields", "all_additional_fields", "additional_fields"] {
        assert_eq!(said[part], json!([]), "{part}: {said:#}");
    }
    for part in ["additional_closed_codelist_values", "additional_checks"] {
        assert_eq!(said[part], json!({}), "{part}: {said:#}");
    }
    assert_eq!((&said["count"], &said["unique_ocids_count"]), (&json!(2), &json!(2)));
    let mut wrong = package.clone();
    wrong["releases"][0]["planning"]["rationale"] = json!(5);
    wrong["releases"][0]["awards"][0]["status"] = json!("ours");
    let said = checked("ocds-wrong", &wrong).unwrap();
    assert_eq!(said["validation_errors"].as_array().unwrap().len(), 1, "{said:#}");
    assert!(!said["additional_closed_codelist_values"].as_object().unwrap().is_empty());
}

#[test]
fn what_is_not_known_is_not_in_the_package() {
    let mut case = cases().remove(0);
    case.moves[1].annual = None;
    let release = &ocds(&publisher(), &[case.clone()])["releases"][0];
    assert!(release["planning"]["budget"].get("amount").is_none(), "a sum of some would be read as all");
    case.decisions.iter_mut().for_each(|decision| decision.choice = "stay".to_string());
    let release = &ocds(&publisher(), &[case])["releases"][0];
    assert!(release.get("awards").is_none() && release["tag"] == json!(["planning"]));
}

#[test]
fn awards_of_others_become_lines_and_what_is_missing_is_told() {
    let award = |id: &str, change: &dyn Fn(&mut Value)| {
        let mut award = json!({
            "id": id, "status": "active", "suppliers": [{ "id": "S" }],
            "value": { "amount": 730_500, "currency": "GBP" },
            "items": [{ "id": "1", "classification": { "scheme": "CPV", "id": "79210000" } }],
            "contractPeriod": { "startDate": "2024-04-01T00:00:00Z", "endDate": "2026-03-31T23:59:59Z" },
        });
        change(&mut award);
        award
    };
    let package = json!({ "releases": [{
        "ocid": "ocds-abc-1", "buyer": { "id": "B" },
        "parties": [
            { "id": "B", "name": "A board", "identifier": { "id": "QRL" }, "roles": ["buyer"] },
            { "id": "S", "name": "A supplier", "roles": ["supplier", "tenderer"] },
        ],
        "awards": [
            award("1", &|_| ()),
            award("2", &|award| award["value"]["currency"] = json!("EUR")),
            award("3", &|award| award["contractPeriod"]["endDate"] = Value::Null),
            award("4", &|award| award["suppliers"] = json!([{ "id": "S" }, { "id": "T" }])),
            award("5", &|award| award["status"] = json!("cancelled")),
            award("6", &|award| award["contractPeriod"]["endDate"] = json!("2024-04-02")),
        ],
    }] });
    let (read, findings) = read_ocds(package.to_string().as_bytes(), "contracts-finder");
    let line = [
        "ocds-abc-1-1",
        "QRL",
        "S",
        "79210000",
        "365500.17",
        "2024-04-01",
        "2026-03-31",
        "contracts-finder",
        "derived",
    ];
    assert_eq!(read.lines.rows.len(), 1);
    assert_eq!(read.lines.rows[0].cells, line, "730,500 over 730 days, 365.25 a year");
    let bodies: Vec<_> = read.bodies.rows.iter().map(|row| row.cells.join("|")).collect();
    assert_eq!(bodies, ["QRL|A board|commissioner", "S|A supplier|supplier"]);
    assert_eq!(findings.len(), 5, "{findings:?}");
    assert!(findings.iter().all(|finding| finding.code == "ocds-award-left-out" && !finding.is_error()));
    assert_eq!(read_ocds(b"[]", "x").1[0].code, "not-ocds");
    let ours = ocds(&publisher(), &cases()).to_string();
    let (read, findings) = read_ocds(ours.as_bytes(), "x");
    assert_eq!(
        (read.bodies.rows.len(), read.lines.rows.len(), findings.len()),
        (4, 0, 1),
        "ours have no end"
    );
}

#[test]
fn a_feed_is_read_with_ids_that_stay() {
    let feed = Feed {
        title: "Published cases".to_string(),
        address: "https://ballast.example/open/cases.atom".to_string(),
        page: "https://ballast.example/open".to_string(),
        author: "Ballast of an example".to_string(),
        authority: ("ballast.example".to_string(), world::day("2013-01-01")),
        begun: world::day("2013-01-01"),
    };
    let file = outside::folder("atom").join("cases.atom");
    std::fs::write(&file, atom(&feed, &cases())).unwrap();
    let Some(read) = outside::said("read_atom.py", &[&file]) else { return };
    assert_eq!((&read["well_formed"], &read["version"]), (&json!(true), &json!("atom10")), "{read:#}");
    assert_eq!(read["updated"], json!([2015, 4, 21]));
    let entries = read["entries"].as_array().unwrap();
    assert_eq!(entries[0][0], json!("tag:ballast.example,2013-01-01:case/CASE-2013-1"));
    assert_eq!(entries[0][3], json!(ADDRESS));
    assert!(entries[0][4].as_str().unwrap().contains("agreed with conditions, 2013-12-04"));
    // feedparser hands a text on as HTML: what was typed is text there too.
    assert!(entries[1][1].as_str().unwrap().contains("A change &"), "{read:#}");
    assert_eq!(entries[1][3], json!("https://ballast.example/cases/CASE-2013-2?a=1&b=2"));
    std::fs::write(&file, atom(&feed, &[])).unwrap();
    assert_eq!(outside::said("read_atom.py", &[&file]).unwrap()["updated"], json!([2013, 1, 1]));
}

#[test]
fn tables_are_read_back_and_hold_no_formulas() {
    let text = moves_csv(&cases()[0].moves);
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0][9], &rows[0][11]), ("'=Another CSU, \"ours\"", "1200500.00"));
    assert_eq!((&rows[1][7], &rows[1][8]), ("in_house", ""));
    let text = cases_csv(&cases());
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((&rows[0][7], &rows[0][9]), ("agreed-with-conditions", "06K:proceed-with-changes"));
    assert_eq!((&rows[1][2], &rows[1][7]), ("record", ""));
}

#[test]
fn a_case_that_is_not_published_is_no_open_data() {
    assert!(PublicCase::of(&world::read(&world::closed(&[]), world::ours()), ADDRESS).is_none());
}
