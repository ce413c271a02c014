//! A database with the register that ships, and somebody who is signed in.

use std::path::Path;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, Role};
use axum::Router;
use jiff::Timestamp;
use store::{Address, Options, Store};
use vocabulary::Code;
use web::site::{Settings, Site, site_routes};

const PASSWORD: &str = "a bench has four legs";

/// What is served.
pub struct World {
    /// Every page.
    pub router: Router,
    /// A session of somebody.
    pub session: String,
}

/// The register as a zip, from the files of the checkout.
fn pack() -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/england-2013");
    let (raw, _) = exchange::read_pack(Path::new(folder), &exchange::Limits::default());
    exchange::write_zip(&raw).unwrap()
}

/// Makes it in a file.
pub async fn made(database: &Path) -> World {
    let now = Timestamp::now();
    let address = Address::File(database.to_path_buf());
    let (store, _) = Store::init(&address, Options::default(), now).await.unwrap();
    let desk = Desk::new(store).unwrap();
    let body = Code::new("X-NHSE");
    let account = NewAccount { email: "bench@example.org", name: "Bench", password: PASSWORD };
    let person = acts::first_administrator(&desk, account, &body, now).await.unwrap();
    let roles = vec![(body.clone(), Role::Administrator), (body.clone(), Role::DataSteward)];
    let steward = Actor { person: Some(person), name: "Bench".into(), roles, scope: None };
    let file = ("england-2013.zip", &*pack());
    let upload = acts::upload_register(&desk, &steward, &body, "england-2013", file, now).await.unwrap();
    acts::confirm_import(&desk, &steward, &upload.draft, upload.version, upload.seen, now).await.unwrap();
    let signed = acts::sign_in(&desk, "bench@example.org", PASSWORD, "127.0.0.1", now).await.unwrap();
    let site = Site::new(desk, Settings::default());
    World { router: site_routes(site), session: signed.secret.reveal().to_string() }
}
