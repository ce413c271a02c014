use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actions::mail::{Sending, keep_sending};
use actions::{Desk, Id, Refusal};
use clap::Args;
use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use vocabulary::Findings;
use web::map::Boundaries;
use web::site::{Settings, Site, site_routes};

use super::Context;
use crate::answered::Answered;
use crate::database::Database;
use crate::mailer::{MailAsked, Smtp};
use crate::record_key::RecordKey;
use crate::say;
use crate::shipped::{self, REGISTERS};

/// So long requests that are under way may go on when the server is told to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is served, where.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    key: RecordKey,
    #[command(flatten)]
    mail: MailAsked,
    /// Seal the record every so many minutes.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1440))]
    seal_minutes: u32,
    /// The address to listen at. Only this machine reaches 127.0.0.1.
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:8420")]
    address: SocketAddr,
    /// The address that people type: https://… makes cookies travel by https only.
    #[arg(long, value_name = "URL", value_parser = public_address)]
    public_address: Option<String>,
}

fn public_address(text: &str) -> Result<String, String> {
    match text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        Some(rest) if !rest.is_empty() => Ok(text.trim_end_matches('/').to_string()),
        _ => Err("it begins with https:// or http://".to_string()),
    }
}

/// Serves until Ctrl-C or SIGTERM; then takes no more requests and ends those that are under way.
pub(super) fn run(_context: &Context, asked: &Asked) -> Answered {
    let (rulebook, findings) = shipped::rulebook();
    let mailer = match asked.mail.mailer() {
        Ok(mailer) => mailer,
        Err(why) => return Answered::wrong_use(why),
    };
    if mailer.is_none() {
        eprintln!("No mail is sent: there is no --smtp-url. What waits for somebody stands on their pages.");
    }
    asked.database.with_store(async |store| {
        let place = store.address().to_string();
        let rulebook = Arc::new(rulebook);
        let desk = Desk::new(store.clone())?.with_rulebook(Arc::clone(&rulebook));
        let desk = desk.with_checkpoints(shipped::checkpoints());
        let desk = match asked.key.read(store.address()) {
            Ok(Some(key)) => desk.with_record_key(key),
            Ok(None) => {
                eprintln!("The record isn't sealed: there is no key for it. `ballast init` makes one.");
                desk
            }
            Err(why) => return Ok(Answered::could_not(why)),
        };
        let settings = Settings {
            rulebook,
            boundaries: boundaries(),
            scenarios: Arc::new(shipped::scenarios()),
            appraisals: Arc::new(shipped::appraisals()),
            guide: None,
            seal_minutes: desk.verifier_key().map(|_| asked.seal_minutes),
            public_address: asked.public_address.clone().unwrap_or_default(),
            is_secure: asked.public_address.as_ref().is_some_and(|url| url.starts_with("https://")),
        };
        let served = serve(asked, &place, Site::new(desk, settings), mailer).await;
        store.close().await;
        let told = say::findings(&findings);
        Ok::<_, Refusal>(match served {
            Ok(()) => Answered { messages: told, ..Answered::with(Vec::new(), &Findings::new()) },
            Err(error) => Answered::could_not(format!("{}: {error}", asked.address)),
        })
    })
}

/// The areas of the commissioners that ship: registers of England use the same codes.
fn boundaries() -> Option<Arc<Boundaries>> {
    shipped::boundaries(REGISTERS[0]).and_then(|bytes| Boundaries::read(&bytes).ok()).map(Arc::new)
}

async fn serve(asked: &Asked, place: &str, site: Site, mailer: Option<Smtp>) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(asked.address).await?;
    let at = listener.local_addr()?;
    let public = asked.public_address.clone().unwrap_or_else(|| format!("http://{at}"));
    eprintln!("Ballast is at {public}, on the database {place} (Ctrl-C ends it).");
    if !at.ip().is_loopback() && !site.settings().is_secure {
        eprintln!("Passwords travel unprotected: put https in front, and say so with --public-address.");
    }
    let (tell, told) = watch::channel(());
    let until = |mut told: watch::Receiver<()>| async move {
        let _ = told.changed().await;
    };
    tokio::spawn(async move {
        asked_to_end().await;
        let _ = tell.send(());
    });
    let worker = tokio::spawn(actions::work(site.desk().clone(), worker_name(), until(told.clone())));
    let sender = mailer.map(|mailer| sender(mailer, site.desk(), public, until(told.clone())));
    let sealer = sealer(asked, site.desk(), until(told.clone()));
    let desk = site.desk().clone();
    let service = site_routes(site).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(until(told.clone()));
    let patience = async {
        until(told).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving.into_future() => served?,
        () = patience => {}
    }
    let _ = worker.await;
    if let Some(sender) = sender {
        let _ = sender.await;
    }
    // What the last requests recorded.
    if let Some(sealer) = sealer {
        let _ = sealer.await;
        let _ = actions::acts::seal(&desk, Timestamp::now()).await;
    }
    Ok(())
}

/// Sends mail to those whose turn it is.
fn sender(
    mailer: Smtp,
    desk: &Desk,
    public_address: String,
    stop: impl Future<Output = ()> + Send + 'static,
) -> JoinHandle<()> {
    let sending = Sending { public_address, worker: worker_name() };
    let tells = |why: String| eprintln!("no mail sent: {why}");
    tokio::spawn(keep_sending(desk.clone(), mailer, sending, stop, tells))
}

/// Seals the record now and again, if there is a key.
fn sealer(
    asked: &Asked,
    desk: &Desk,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Option<JoinHandle<()>> {
    desk.verifier_key()?;
    let every = Duration::from_secs(u64::from(asked.seal_minutes) * 60);
    let tells = |why: String| eprintln!("not sealed: {why}");
    Some(tokio::spawn(actions::keep_sealed(desk.clone(), every, stop, tells)))
}

/// A name that no other worker has: several servers may work for one database.
fn worker_name() -> String {
    Id::new(Timestamp::now()).map_or_else(|_| format!("process {}", std::process::id()), |id| id.to_string())
}

/// Ctrl-C, or the SIGTERM that services are ended with.
async fn asked_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else { return interrupted.await };
        tokio::select! {
            () = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
