//! Serves the demonstration: the pages of a server over what ships, in memory, on this machine only, nothing kept
//! after it ends.

mod case;
mod guide;
mod samples;
mod weighing;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actions::{Desk, Id, Refusal, acts};
use exchange::result::Told;
use exchange::write_scenario;
use jiff::Timestamp;
use register::{Rulebook, Snapshot};
use stability::answer::{Depth, answer};
use stability::scenario::Scenario;
use store::{Address, Options, Store};
use vocabulary::Code;
use web::home::Guide;
use web::map::Boundaries;
use web::site::{Settings, Site, site_routes};

use crate::{interrupt, shipped};

/// Where the demonstration is found when nobody says otherwise.
pub(crate) const ADDRESS: &str = "127.0.0.1:8420";
/// How often the record is sealed: nobody waits for it here.
const SEAL: Duration = Duration::from_secs(3);
/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(100);

/// What the demonstration shows.
pub(crate) struct Shown {
    /// The register that ships.
    pub snapshot: Arc<Snapshot>,
    /// The rules that ship.
    pub rulebook: Arc<Rulebook>,
    /// What it asks.
    pub scenario: Scenario,
}

/// Serves until Ctrl-C. `says` is told the address once it listens, `tells` the answer once it is worked out.
///
/// Errors: when the address can't be listened at, or the database in memory can't be made.
pub(crate) fn serve(
    address: SocketAddr,
    shown: Shown,
    says: impl FnOnce(SocketAddr),
    tells: impl FnOnce(&Told<'_>) + Send + 'static,
) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{address}: {error}");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    interrupt::listen();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.map_err(failed)?;
        let guide = guide::guide(&shown.scenario, &shown.snapshot);
        let (site, asked) = site(&shown, guide.clone()).await?;
        says(listener.local_addr().map_err(failed)?);
        let desk = site.desk().clone();
        // On a thread of its own, which ends with the program: whoever stops it doesn't wait for the answer.
        std::thread::spawn(move || work_out(&shown, &guide, tells));
        let router = site_routes(site).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(actions::keep_sealed(desk.clone(), SEAL, asked_to_end(), drop));
        tokio::spawn(actions::work(desk.clone(), "demonstration".to_string(), asked_to_end()));
        tokio::spawn(async move {
            // Nobody waits for it; the pages say that no case is published until it is.
            if let Err(refusal) = case::carried(&desk, &asked).await {
                eprintln!("the case of the demonstration: {refusal}");
            }
        });
        axum::serve(listener, router).with_graceful_shutdown(asked_to_end()).await.map_err(failed)
    })
}

async fn asked_to_end() {
    while !interrupt::asked() {
        tokio::time::sleep(LOOK).await;
    }
}

/// The site over a database in memory, with the sample people and the register that ships; and its question's answer.
async fn site(shown: &Shown, mut guide: Guide) -> Result<(Site, Id), String> {
    let now = Timestamp::now();
    let (store, _) =
        Store::init(&Address::Memory, Options::default(), now).await.map_err(|e| e.to_string())?;
    let failed = |refusal: Refusal| refusal.to_string();
    let desk = Desk::demonstration(store, &samples::samples(), now).await.map_err(failed)?;
    let desk = desk.with_rulebook(Arc::clone(&shown.rulebook));
    let desk = desk.with_checkpoints(shipped::checkpoints());
    let body = Code::new(samples::OVERSIGHT);
    let snapshot = Arc::clone(&shown.snapshot);
    acts::ship_register(&desk, &body, &shown.scenario.register, snapshot, now).await.map_err(failed)?;
    let boundaries = shipped::boundaries(&shown.scenario.register);
    let boundaries = boundaries.and_then(|bytes| Boundaries::read(&bytes).ok()).map(Arc::new);
    let rulebook = Arc::clone(&shown.rulebook);
    let asked = asked(&desk, &shown.scenario, now).await.map_err(failed)?;
    guide::in_full(&mut guide, &asked);
    let scenarios = Arc::new(shipped::scenarios());
    let appraisals = Arc::new(shipped::appraisals());
    if let Some(weighed) = weighing::weighed(&desk, now).await.map_err(failed)? {
        guide::weighed(&mut guide, &weighed);
    }
    let guide = Some(guide);
    let seal_minutes = Some(1);
    let settings =
        Settings { rulebook, boundaries, scenarios, appraisals, guide, seal_minutes, ..Settings::default() };
    // A key for as long as the demonstration lasts.
    let key = acts::new_record_key(&desk, now).await.map_err(failed)?;
    Ok((Site::new(desk.with_record_key(key), settings), asked))
}

/// Asks the demonstration's question in the name of whoever everybody is at first.
async fn asked(desk: &Desk, scenario: &Scenario, now: Timestamp) -> Result<Id, Refusal> {
    let author = acts::who_is_sample(desk, 0, now).await?;
    let body = Code::new(samples::COMMISSIONER);
    let text = write_scenario(scenario);
    let (question, version) = acts::begin_question(desk, &author, &body, &scenario.title, &text, now).await?;
    acts::ask(desk, &author, &question, version, now).await
}

/// Works the answer out, for the first page and for whoever asked.
fn work_out(shown: &Shown, guide: &Guide, tells: impl FnOnce(&Told<'_>)) {
    let depth = Depth { variants: true, ..Depth::default() };
    let Ok(answer) = answer(&shown.snapshot, &shown.rulebook, &shown.scenario, depth) else { return };
    let told = Told {
        answer: &answer,
        snapshot: &shown.snapshot,
        rulebook: &shown.rulebook,
        options: depth.options,
    };
    // It is worked out once, so nobody has set it before.
    let _ = guide.answer.set(guide::answer(&told));
    tells(&told);
}
