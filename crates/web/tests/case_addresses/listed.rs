//! The list of addresses is whole: what the server has and what is tried are the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::doors::doors;

type Routes = BTreeSet<(String, String)>;

/// The routes that a file of the crate names: `.route("/…", get(…).post(…))`.
fn routes_of(source: &str) -> Routes {
    let flat: String = source.split_whitespace().collect();
    let mut routes = Routes::new();
    for part in flat.split(".route(\"").skip(1) {
        let (path, rest) = part.split_once('"').unwrap();
        let handlers = rest.split(".route(").next().unwrap();
        for (method, word) in [("GET", "get("), ("POST", "post(")] {
            if handlers.contains(&format!(",{word}")) || handlers.contains(&format!(").{word}")) {
                routes.insert((method.to_string(), path.to_string()));
            }
        }
    }
    routes
}

/// Addresses of rounds are tried by `round_addresses`, which has a list as whole as this one.
fn of_rounds(route: &str) -> bool {
    route.contains("/rounds")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

#[test]
fn every_address_with_a_case_behind_it_is_tried() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pages = Routes::new();
    for path in sources(&folder) {
        let found = routes_of(&std::fs::read_to_string(&path).unwrap());
        // Whatever the file, so that a case can't get another address elsewhere.
        let of_cases = |(_, route): &(String, String)| {
            let lists = route.starts_with("/published") || route.starts_with("/country");
            lists || route.contains("/cases") || route.contains("{reference}") && !of_rounds(route)
        };
        pages.extend(found.into_iter().filter(of_cases));
    }
    assert!(pages.len() > 10, "{pages:?}");
    let document = serde_json::to_value(web::api::openapi()).unwrap();
    let mut known = pages;
    for (path, item) in document["paths"].as_object().unwrap() {
        let lists = path.contains("/published") || path.contains("/country");
        let of_path = lists || path.contains("/cases") || path.contains("{reference}") && !of_rounds(path);
        for (method, operation) in item.as_object().unwrap() {
            let of_tag = operation["tags"].as_array().is_some_and(|tags| tags.contains(&"cases".into()));
            if of_path || of_tag {
                known.insert((method.to_uppercase(), path.clone()));
            }
        }
    }
    let tried: Routes =
        doors().iter().map(|door| (door.method.to_string(), door.route.to_string())).collect();
    assert_eq!(tried, known);
}
