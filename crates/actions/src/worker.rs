//! Whoever works the queued answers out. A run survives its worker: what falls silent is taken again by another,
//! and given up after several attempts, so that a question that stops the server doesn't do so for ever.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use appraisal::bands::watched_banded;
use appraisal::input::Appraisal;
use exchange::appraisal_files;
use exchange::result::banded::{banded_files, grouped_people_csv};
use exchange::result::result_files;
use jiff::{SignedDuration, Timestamp};
use register::{Rulebook, Snapshot};
use stability::answer::watched_answer;
use stability::scenario::Scenario;
use stability::watch::{Stage, Watch};
use store::{Id, StoredResult};
use vocabulary::Findings;

use crate::answered::{Answered, Known};
use crate::asked::{Asked, asked_of};
use crate::desk::Desk;
use crate::files::{AFFECTED, GROUPED};
use crate::question::KEPT;
use crate::refusal::Refusal;
use crate::weighed::Weighed;

/// How often a worker looks for a run, and gives a sign of life.
const BEAT: Duration = Duration::from_millis(500);
/// A worker that gave none for so long is taken for dead.
const SILENT: SignedDuration = SignedDuration::from_secs(30);
/// A run that was taken so often, and never finished, is given up.
const ATTEMPTS_MAX: i64 = 3;

/// Works queued answers out, one after another, until `stop` is over; then puts back what it was at. `name` must be
/// this worker's alone; under the same name it takes up again what it was at when it was killed.
///
/// Errors of the database end nothing: the worker tries again.
pub async fn work(desk: Desk, name: String, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let _ = give_back(&desk, &name).await;
    loop {
        let mut once = std::pin::pin!(work_once(&desk, &name));
        let either = std::future::poll_fn(|cx| match stop.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => once.as_mut().poll(cx).map(Some),
        });
        let Some(worked) = either.await else { break };
        let pause = if matches!(worked, Ok(true)) { Duration::ZERO } else { BEAT };
        if tokio::time::timeout(pause, &mut stop).await.is_ok() {
            break;
        }
    }
    let _ = give_back(&desk, &name).await;
}

async fn give_back(desk: &Desk, name: &str) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    tx.give_back_runs(name).await?;
    Ok(tx.commit().await?)
}

/// Takes one run and works it out; whether there was one.
///
/// Errors: when the database can't be reached.
pub async fn work_once(desk: &Desk, name: &str) -> Result<bool, Refusal> {
    let now = Timestamp::now();
    let mut tx = desk.store().tx().await?;
    let why = "its worker stopped again and again";
    tx.give_up_runs(ATTEMPTS_MAX, now - SILENT, why, now).await?;
    let run = tx.take_run(name, now - SILENT, now).await?;
    tx.commit().await?;
    let Some(run) = run else { return Ok(false) };
    match worked(desk, name, &run).await? {
        Worked::Files(files) => finish(desk, name, &run.id, &files).await?,
        Worked::Failed(why) => {
            let mut tx = desk.store().tx().await?;
            tx.fail_run(&run.id, name, &why, Timestamp::now()).await?;
            tx.commit().await?;
        }
        Worked::LeftOff => {}
    }
    Ok(true)
}

/// Files of an answer: name and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// How a run ended.
enum Worked {
    Files(Files),
    Failed(String),
    /// It was stopped, or another worker has it.
    LeftOff,
}

async fn worked(desk: &Desk, name: &str, run: &StoredResult) -> Result<Worked, Refusal> {
    let mut view = desk.store().view().await?;
    let asked = asked_of(desk, &mut view, run).await;
    drop(view);
    let (asked, snapshot) = match asked {
        Ok(asked) => asked,
        Err(Refusal::Invalid(findings)) => return Ok(Worked::Failed(reasons(&findings))),
        Err(other) => return Err(other),
    };
    let rulebook = Arc::clone(desk.rulebook());
    let progress = Stopping(Arc::new(Progress::default()));
    let watch = Arc::clone(&progress.0);
    let mut engine = tokio::task::spawn_blocking(move || match asked {
        Asked::Question(scenario) => question_worked(*scenario, snapshot, rulebook, watch.as_ref()),
        Asked::Appraisal(appraisal) => appraisal_worked(*appraisal, &snapshot, &rulebook, watch.as_ref()),
    });
    let mut ours = true;
    let ended = loop {
        match tokio::time::timeout(BEAT, &mut engine).await {
            Ok(ended) => break ended,
            Err(_) if ours => ours = alive(desk, name, &run.id, &progress.0).await?,
            Err(_) => progress.0.stop.store(true, Ordering::Relaxed),
        }
        if !ours {
            progress.0.stop.store(true, Ordering::Relaxed);
        }
    };
    Ok(match ended {
        _ if !ours => Worked::LeftOff,
        Ok(Ok((files, known))) => {
            let key = format!("result/{}", run.id);
            match known {
                Made::Answer(known) => desk.know_answer(&key, &known),
                Made::Weighed(known) => desk.know_weighed(&key, &known),
            }
            Worked::Files(files)
        }
        Ok(Err(findings)) => Worked::Failed(reasons(&findings)),
        Err(_) => {
            Worked::Failed("this is a defect of Ballast: please report it with what was asked".to_string())
        }
    })
}

/// What was worked out, to be remembered.
enum Made {
    Answer(Known),
    Weighed(Arc<Weighed>),
}

fn question_worked(
    scenario: Scenario,
    snapshot: Arc<Snapshot>,
    rulebook: Arc<Rulebook>,
    watch: &Progress,
) -> Result<(Files, Made), Findings> {
    let answer = watched_answer(&snapshot, &rulebook, &scenario, KEPT, watch)?;
    let known = Known::of(Answered { answer, snapshot, rulebook, depth: KEPT });
    Ok((files_of(&known), Made::Answer(known)))
}

fn appraisal_worked(
    appraisal: Appraisal,
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    watch: &Progress,
) -> Result<(Files, Made), Findings> {
    let depth = appraisal::answer::Depth::default();
    let answer = appraisal::answer::watched_answer(snapshot, rulebook, &appraisal, depth, watch)?;
    let told = watched_banded(snapshot, rulebook, &answer.appraisal, watch)?;
    let known = Weighed::of(&answer, &told, snapshot, rulebook);
    let files = appraisal_files(&answer, &told, snapshot, rulebook, &known.whole)?;
    Ok((files, Made::Weighed(Arc::new(known))))
}

/// Notes how far a run has come; `false` when it is to be left off.
async fn alive(desk: &Desk, name: &str, id: &Id, progress: &Progress) -> Result<bool, Refusal> {
    let (percent, message) = progress.told();
    let mut tx = desk.store().tx().await?;
    let ours = tx.note_progress(id, name, percent, &message, Timestamp::now()).await?;
    tx.commit().await?;
    Ok(ours)
}

fn files_of(known: &Known) -> Files {
    let told = known.whole.told();
    let mut files = result_files(&told);
    files.extend(banded_files(&known.banded));
    files.push((GROUPED.to_string(), grouped_people_csv(&told)));
    let codes = known.banded.affected().map(|code| vec![code.to_string()]);
    files.push((AFFECTED.to_string(), exchange::csv_bytes(&["body_code"], codes)));
    files
}

async fn finish(desk: &Desk, name: &str, id: &Id, files: &[(String, Vec<u8>)]) -> Result<(), Refusal> {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let mut tx = desk.store().tx().await?;
    tx.finish_run(id, name, &files, Timestamp::now()).await?;
    Ok(tx.commit().await?)
}

fn reasons(findings: &Findings) -> String {
    let errors = findings.iter().filter(|finding| finding.is_error());
    errors.map(|finding| format!("{}: {}", finding.place, finding.seen)).collect::<Vec<_>>().join("; ")
}

/// How far the engine has come; and whether it should stop.
#[derive(Default)]
struct Progress {
    drawing: AtomicBool,
    done: AtomicU64,
    of: AtomicU64,
    stop: AtomicBool,
}

impl Progress {
    /// Per cent and words. The runs at likely values count as a fifth.
    fn told(&self) -> (i64, String) {
        let (done, of) = (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed).max(1));
        let share = |of_hundred: u64| i64::try_from(of_hundred * done.min(of) / of).unwrap_or_default();
        match self.drawing.load(Ordering::Relaxed) {
            false => (share(20), format!("{done} of {of} runs at likely values")),
            true => (20 + share(79), format!("{done} of {of} draws")),
        }
    }
}

impl Watch for Progress {
    fn done(&self, stage: Stage, done: u64, of: u64) {
        self.drawing.store(stage != Stage::Runs, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    fn stops(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Stops the engine when whoever waits for it goes away.
struct Stopping(Arc<Progress>);

impl Drop for Stopping {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}
