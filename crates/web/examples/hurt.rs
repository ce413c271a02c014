//! Serves "who else is hurt?" on the shipped register, in memory, with somebody signed in already, to look at its pages:
//! `cargo run -p ballast-web --example hurt -- 127.0.0.1:4173 0CG unit-director`. It says its address once it listens.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, Role};
use axum::http::{HeaderValue, Request, header};
use axum::middleware::{Next, from_fn};
use jiff::Timestamp;
use register::Rulebook;
use store::{Address, Options, Store};
use vocabulary::Code;
use web::map::Boundaries;
use web::site::{Settings, Site, site_routes};

type Failed = Box<dyn std::error::Error>;

fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        files.push((name.unwrap_or_default(), std::fs::read(&path)?));
    }
    files.sort();
    Ok(files)
}

/// The desk with the shipped register in it, and the cookie of somebody with a role at a body.
async fn desk(
    data: &Path,
    rulebook: Arc<Rulebook>,
    body: &str,
    role: Role,
) -> Result<(Desk, String), Failed> {
    let now = Timestamp::now();
    let (store, _) = Store::init(&Address::Memory, Options::default(), now).await?;
    let desk = Desk::new(store)?.with_rulebook(rulebook);
    let (email, password) = ("somebody@ballast.example", "three words and more");
    let home = Code::new(body);
    let id = acts::first_administrator(&desk, NewAccount { email, name: "Somebody", password }, &home, now)
        .await?;
    let roles = vec![(home.clone(), Role::Administrator), (home.clone(), Role::DataSteward)];
    let admin = Actor { person: Some(id.clone()), name: "Somebody".into(), roles, scope: None };
    acts::give_role(&desk, &admin, &id, &home, role, now).await?;
    let pack = exchange::read_pack(&data.join("england-2013"), &exchange::Limits::default()).0;
    let zip = exchange::write_zip(&pack).map_err(|found| format!("{found:?}"))?;
    let file = ("england-2013.zip", zip.as_slice());
    let upload = acts::upload_register(&desk, &admin, &home, "england-2013", file, now).await?;
    acts::confirm_import(&desk, &admin, &upload.draft, upload.version, upload.seen, now).await?;
    let session = acts::sign_in(&desk, email, password, "::1", now).await?;
    Ok((desk, format!("ballast={}", session.secret.reveal())))
}

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let mut words = std::env::args().skip(1);
    let address: SocketAddr = words.next().unwrap_or_else(|| "127.0.0.1:4173".into()).parse()?;
    let body = words.next().unwrap_or_else(|| "0CG".into());
    let role: Role = words.next().unwrap_or_else(|| "unit-director".into()).parse()?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let rules = [files(&data.join("rules"))?, files(&data.join("rates"))?].concat();
    let rules = exchange::pack_from_files("rules", &rules, &exchange::Limits::default()).0;
    let rulebook = Arc::new(Rulebook::read(&rules).0);
    let (desk, cookie) = desk(&data, Arc::clone(&rulebook), &body, role).await?;
    let boundaries = Boundaries::read(&std::fs::read(data.join("england-2013/boundaries.topojson"))?);
    let scenarios = files(&data.join("scenarios"))?.into_iter().filter_map(|(name, bytes)| {
        Some((name.strip_suffix(".toml")?.to_string(), String::from_utf8(bytes).ok()?))
    });
    let settings = Settings {
        rulebook,
        boundaries: Some(Arc::new(boundaries.map_err(|error| error.to_string())?)),
        scenarios: Arc::new(scenarios.collect()),
        ..Settings::default()
    };
    tokio::spawn(actions::work(desk.clone(), "example".into(), std::future::pending()));
    let cookie = HeaderValue::from_str(&cookie)?;
    let signed_in = from_fn(move |mut request: Request<axum::body::Body>, next: Next| {
        request.headers_mut().insert(header::COOKIE, cookie.clone());
        next.run(request)
    });
    let router = site_routes(Site::new(desk, settings)).layer(signed_in);
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
