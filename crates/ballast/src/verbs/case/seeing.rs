use std::io::Write as _;
use std::path::Path;

use actions::{Actor, Desk, Refusal, SeenCase, acts};
use casework::Layout;
use exchange::listing::section_csv;
use jiff::Timestamp;
use serde_json::json;
use vocabulary::{Code, Findings};

use crate::answered::Answered;
use crate::cli::Format;
use crate::listed::{done, listed};
use crate::listing::{Cell, Listing, Section, json_bytes, to_text};
use crate::verbs::Context;

/// The cases that whoever asks is told of.
pub(super) async fn list(context: &Context, desk: &Desk, actor: &Actor) -> Result<Answered, Refusal> {
    let cases = acts::see_cases(desk, actor, Timestamp::now()).await?;
    let waiting = cases.iter().map(|case| case.turns().len()).sum::<usize>();
    let sentence = match (cases.len(), waiting) {
        (0, _) => "No case concerns you.".to_string(),
        (1, waiting) => format!("One case; {waiting} waiting for you."),
        (several, waiting) => format!("{several} cases; {waiting} waiting for you."),
    };
    let mut table = Section::new("cases", "Cases");
    for (key, title) in [
        ("reference", "Case"),
        ("title", "Title"),
        ("state", "Stands at"),
        ("waiting", "Waits for you"),
        ("by", "By"),
    ] {
        table = table.column(key, title);
    }
    for case in &cases {
        let (title, state) = case.notice();
        let turns = case.turns();
        let acts: Vec<&str> = turns.iter().map(|turn| turn.act.word()).collect();
        table.row(vec![
            Cell::text(case.reference().as_str()),
            Cell::text(title),
            Cell::text(state.word()),
            Cell::text(acts.join(", ")),
            Cell::maybe(turns.iter().filter_map(|turn| turn.by).min(), |day| Cell::text(day.to_string())),
        ]);
    }
    Ok(listed(context, ("Cases", sentence), table, Findings::new()))
}

/// A case as whoever asks sees it.
pub(super) async fn show(
    context: &Context,
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
) -> Result<Answered, Refusal> {
    let now = Timestamp::now();
    let seen = acts::see_case(desk, actor, reference, now).await?;
    Ok(Answered::data(match context.format {
        Format::Text => to_text(&told(&seen), context.colour).into_bytes(),
        Format::Csv => section_csv(&history(&seen)),
        Format::Json => {
            let case = acts::see_case_paper(desk, actor, reference, Layout::Fbc, now).await?;
            let open: Vec<&str> = seen.open().into_iter().map(|(act, _)| act.word()).collect();
            let turns = seen.turns().into_iter();
            let waiting = turns.map(|turn| {
                json!({
                    "act": turn.act.word(), "body": turn.body.as_str(), "role": turn.office.word(),
                    "by": turn.by.map(|day| day.to_string()),
                })
            });
            json_bytes(&json!({
                "reference": reference.as_str(), "seen": seen.version(), "open": open,
                "waiting": waiting.collect::<Vec<_>>(), "case": case,
            }))
        }
    }))
}

fn told(seen: &SeenCase) -> Listing {
    let (title, state) = seen.notice();
    let who = seen.commissioners().into_iter().map(|body| seen.name(body)).collect::<Vec<_>>().join(", ");
    let by = seen.view().view_by.map(|day| format!("; a view is due by {day}")).unwrap_or_default();
    let mut listing = Listing::new(title, format!("{}{by}. The case of {who}.", state.title()));
    let mut about = Section::new("about", "About");
    about.pair("Reference", seen.reference().as_str());
    about.pair("You see it as", seen.party().word());
    about.pair("Version", seen.version());
    listing.add(about);
    let mut waits = Section::new("waiting", "What waits for you")
        .column("act", "What")
        .column("body", "For")
        .column("role", "As")
        .column("by", "By");
    for turn in seen.turns() {
        let by = Cell::maybe(turn.by, |day| Cell::text(day.to_string()));
        waits.row(vec![
            Cell::text(turn.act.word()),
            Cell::text(seen.name(&turn.body)),
            Cell::text(turn.office.word()),
            by,
        ]);
    }
    listing.add(waits);
    let mut texts = Section::new("texts", "Texts");
    for (id, text) in seen.view().texts {
        texts = texts.note(format!("{}: {text}", id.kind().title));
    }
    for point in seen.view().points {
        texts = texts.note(format!("To put right in “{}”: {}", point.section.kind().title, point.text));
    }
    listing.add(texts);
    listing.add(history(seen));
    listing
}

fn history(seen: &SeenCase) -> Section {
    let mut table = Section::new("history", "What was done")
        .column("on", "On")
        .column("act", "What")
        .column("body", "For")
        .column("receipt", "Receipt");
    let (view, receipts) = (seen.view(), seen.receipts());
    for (at, step) in view.history.iter().enumerate() {
        table.row(vec![
            Cell::text(step.on.to_string()),
            Cell::text(step.act.word()),
            Cell::text(step.body.as_str()),
            Cell::maybe(receipts.get(at), |receipt| Cell::text(*receipt)),
        ]);
    }
    table
}

/// Writes the bundle to a new file.
pub(super) async fn bundle(
    context: &Context,
    (desk, actor): (&Desk, &Actor),
    reference: &Code,
    as_asked: (Layout, bool),
    out: &Path,
) -> Result<Answered, Refusal> {
    let bytes = acts::see_case_bundle(desk, actor, reference, as_asked, Timestamp::now()).await?;
    let written = std::fs::File::create_new(out).and_then(|mut file| file.write_all(&bytes));
    if let Err(error) = written {
        return Ok(Answered::could_not(format!("{}: {error}", out.display())));
    }
    let file = out.display().to_string();
    let sentence = format!("Case {reference} is in {file}. `ballast verify {file}` checks it.");
    done(context, &sentence, &[("case", reference.to_string()), ("file", file)])
}
