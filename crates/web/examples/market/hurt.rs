//! The shipped answer to "who else is hurt?", as somebody sees it who may see the books.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path as Asked, Query};
use axum::http::StatusCode;
use axum::routing::get;
use exchange::result::Told;
use register::{Rulebook, Snapshot};
use stability::answer::{Answer, Depth, answer};
use web::Shell;
use web::hurt::{About, Part, PostingsView, Seen, Shown, result_page};
use web::map::Boundaries;

const DEPTH: Depth = Depth {
    options: stability::setup::Options { whole_register: false, draw: None },
    variants: true,
    samples: 0,
    only: None,
};

struct Shipped {
    snapshot: Snapshot,
    rulebook: Rulebook,
    answer: Answer,
    boundaries: Boundaries,
}

/// Pages of the shipped answer at `/hurt/shipped`.
pub fn routes(data: &Path, shell: fn() -> Shell) -> Result<Router, Box<dyn std::error::Error>> {
    let shipped = Arc::new(read(data)?);
    let other = Arc::clone(&shipped);
    let page = move |shipped: &Shipped, part: &str, view: &PostingsView| {
        let told = Told {
            answer: &shipped.answer,
            snapshot: &shipped.snapshot,
            rulebook: &shipped.rulebook,
            options: DEPTH.options,
        };
        let shown = Shown { seen: Seen::Whole(told), boundaries: Some(&shipped.boundaries) };
        let about =
            About { id: "shipped".into(), title: shipped.answer.scenario.title.clone(), ..About::default() };
        let html = result_page(&shown, about, Part::of(part).unwrap_or_default(), view).html(shell());
        web::page(StatusCode::OK, html)
    };
    let answer = async move |Query(view): Query<PostingsView>| page(&shipped, "", &view);
    let parts =
        async move |Asked(part): Asked<String>, Query(view): Query<PostingsView>| page(&other, &part, &view);
    Ok(Router::new().route("/hurt/shipped", get(answer)).route("/hurt/shipped/{part}", get(parts)))
}

fn read(data: &Path) -> Result<Shipped, Box<dyn std::error::Error>> {
    let (pack, _) = exchange::read_pack(&data.join("england-2013"), &exchange::Limits::default());
    let snapshot = Snapshot::of(&pack).0;
    let mut files = Vec::new();
    for folder in ["rules", "rates"] {
        for entry in std::fs::read_dir(data.join(folder))? {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            files.push((name.unwrap_or_default(), std::fs::read(&path)?));
        }
    }
    let rules = exchange::pack_from_files("rules", &files, &exchange::Limits::default()).0;
    let rulebook = Rulebook::read(&rules).0;
    let text = std::fs::read_to_string(data.join("scenarios/east-and-north-hertfordshire.toml"))?;
    let scenario = exchange::read_scenario("shipped", &text).0.ok_or("the shipped scenario can't be read")?;
    let answer = answer(&snapshot, &rulebook, &scenario, DEPTH).map_err(|found| format!("{found:?}"))?;
    let boundaries = Boundaries::read(&std::fs::read(data.join("england-2013/boundaries.topojson"))?)
        .map_err(|e| e.to_string())?;
    Ok(Shipped { snapshot, rulebook, answer, boundaries })
}
