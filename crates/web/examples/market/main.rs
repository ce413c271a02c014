//! Serves the market pages of the shipped register, and one of each component (`/gallery`), without sign-in, to look at them and for the browser's tests:
//! `cargo run -p ballast-web --example market -- 127.0.0.1:4173`. It says its address once it listens.

mod gallery;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, request::Parts};
use axum::response::Redirect;
use axum::routing::get;
use register::Snapshot;
use web::components::Link;
use web::map::Boundaries;
use web::{MarketFacts, MarketState, Shell, asset_routes, error_page, market_routes, secured};

#[derive(Clone)]
struct Looking(Arc<MarketFacts>);

impl MarketState for Looking {
    fn facts(&self, _: &Parts) -> Arc<MarketFacts> {
        self.0.clone()
    }

    fn shell(&self, _: &Parts) -> Shell {
        shell()
    }
}

fn shell() -> Shell {
    Shell { navigation: vec![Link::to("/market", "The market")], ..Shell::default() }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address: SocketAddr = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:4173".into()).parse()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let (pack, _) = exchange::read_pack(&folder, &exchange::Limits::default());
    let boundaries =
        Boundaries::read(&std::fs::read(folder.join("boundaries.topojson"))?).map_err(|e| e.to_string())?;
    let facts = MarketFacts::new(Arc::new(Snapshot::of(&pack).0), Some(Arc::new(boundaries)));
    let nothing = async || {
        error_page(
            StatusCode::NOT_FOUND,
            "Page not found",
            ["There is no page at this address.".into()],
            shell(),
        )
    };
    let router = Router::new()
        .route("/", get(async || Redirect::to("/market")))
        .route("/gallery", get(async || web::page(StatusCode::OK, gallery::page(shell()))))
        .merge(market_routes(Looking(Arc::new(facts))))
        .merge(asset_routes())
        .fallback(nothing);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        println!("http://{}", listener.local_addr()?);
        axum::serve(listener, secured(router)).await?;
        Ok(())
    })
}
