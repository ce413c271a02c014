//! The page of the tables is what the tables print.

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/casework.md");

#[test]
fn the_page_is_what_the_tables_print() {
    let printed = casework::printed();
    if std::env::var_os("BALLAST_WRITE").is_some() {
        std::fs::write(PAGE, &printed).unwrap();
    }
    let page = std::fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    assert!(
        page == printed,
        "docs/casework.md is stale: BALLAST_WRITE=1 cargo test -p ballast-casework --test case"
    );
}
