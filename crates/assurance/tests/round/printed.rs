//! The page of the tables is what the tables print.

use assurance::{ActKind, RULES, row_of};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/assurance.md");

#[test]
fn the_page_is_what_the_tables_print() {
    let printed = assurance::printed();
    if std::env::var_os("BALLAST_WRITE").is_some() {
        std::fs::write(PAGE, &printed).unwrap();
    }
    let page = std::fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    assert!(
        page == printed,
        "docs/assurance.md is stale: BALLAST_WRITE=1 cargo test -p ballast-assurance --test round"
    );
}

#[test]
fn each_act_has_its_row() {
    assert_eq!(RULES.len(), ActKind::ALL.len());
    assert!(ActKind::ALL.iter().all(|act| row_of(*act).act == *act));
}
