//! Serves the demonstration: pages over what ships, on this machine only, nothing kept after it ends.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, request::Parts};
use axum::routing::get;
use exchange::result::{Told, headline, turned};
use web::components::Link;
use web::home::{Card, HomePage};
use web::map::Boundaries;
use web::{MarketFacts, MarketState, Shell, asset_routes, error_page, market_routes, secured};

use crate::report::range;
use crate::{interrupt, shipped};

/// Where the demonstration is found when nobody says otherwise.
pub(crate) const ADDRESS: &str = "127.0.0.1:8420";
/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(100);

#[derive(Clone)]
struct Demonstration(Arc<MarketFacts>);

impl MarketState for Demonstration {
    fn facts(&self, _: &Parts) -> Arc<MarketFacts> {
        Arc::clone(&self.0)
    }

    fn shell(&self, _: &Parts) -> Shell {
        shell()
    }
}

fn shell() -> Shell {
    Shell { navigation: vec![Link::to("/", "Start"), Link::to("/market", "The market")], ..Shell::default() }
}

/// Serves until Ctrl-C. `says` is told the address once it listens.
///
/// Errors: when the address can't be listened at.
pub(crate) fn serve(
    address: SocketAddr,
    told: &Told<'_>,
    says: impl FnOnce(SocketAddr),
) -> Result<(), String> {
    let router = secured(routes(told));
    let failed = |error: std::io::Error| format!("{address}: {error}");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    interrupt::listen();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.map_err(failed)?;
        says(listener.local_addr().map_err(failed)?);
        axum::serve(listener, router).with_graceful_shutdown(asked_to_end()).await.map_err(failed)
    })
}

async fn asked_to_end() {
    while !interrupt::asked() {
        tokio::time::sleep(LOOK).await;
    }
}

fn routes(told: &Told<'_>) -> Router {
    let boundaries = shipped::boundaries(&told.answer.scenario.register);
    let boundaries = boundaries.and_then(|bytes| Boundaries::read(&bytes).ok()).map(Arc::new);
    let facts = MarketFacts::new(Arc::new(told.snapshot.clone()), boundaries);
    let home = home(told).html();
    let nothing = async || {
        let words = ["There is no page at this address.".to_string()];
        error_page(StatusCode::NOT_FOUND, "Page not found", words, shell())
    };
    Router::new()
        .route("/", get(async move || web::page(StatusCode::OK, home)))
        .merge(market_routes(Demonstration(Arc::new(facts))))
        .merge(asset_routes())
        .fallback(nothing)
}

/// The first page: the answer of the demonstration, and ways into the market that lie on its way.
fn home(told: &Told<'_>) -> HomePage {
    let head = headline(told);
    let impact = &told.answer.impact;
    let card = |href: String, title: String, text: &str| Card {
        link: Link::to(href, title),
        text: text.to_string(),
    };
    let unit = |code: &str| {
        let text = "Its customers, its income by line, what it planned against what they intend.";
        card(format!("/market/units/{code}"), told.snapshot.name_of(code), text)
    };
    let leaver = |code: &str| {
        let text = "What it buys and from whom, at what share of its allowance.";
        card(format!("/market/commissioners/{code}"), told.snapshot.name_of(code), text)
    };
    let left = impact.setup.plan.exits.iter().filter_map(|exit| impact.setup.model.lines[exit.line].cell);
    let mut units: Vec<&str> = left
        .map(|cell| impact.setup.model.units[impact.setup.model.cells[cell].unit].code.as_str())
        .collect();
    units.dedup();
    let whole = "Who buys what from whom: spend, units and customers, with a map of England.";
    let mut cards = vec![card("/market".into(), "The market".into(), whole)];
    cards.extend(units.into_iter().map(unit));
    cards.extend(impact.leavers.iter().map(|body| leaver(impact.code(*body).as_str())));
    HomePage {
        shell: Shell { navigation: shell().navigation, ..Shell::new("Who is hurt when someone leaves") },
        question: told.answer.scenario.title.clone(),
        sentence: head.sentence,
        caveat: head.caveat,
        numbers: head
            .numbers
            .iter()
            .map(turned)
            .map(|number| [number.title, number.value.whole_pounds(), range(number.range)])
            .collect(),
        cards,
    }
}
