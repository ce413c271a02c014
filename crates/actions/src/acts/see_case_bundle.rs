use std::collections::BTreeMap;

use casework::{Layout, Party};
use exchange::bundle::{BundleEvent, BundleParts, ExhibitFiles, bundle};
use exchange::paper::{Reading, Version};
use jiff::Timestamp;
use listing::Listing;
use record::{EntryLine, Line, Receipt, RecordFile};
use store::{Id, View};
use vocabulary::{Code, Finding, Place};

use super::act_on_case::seen_case;
use super::answer_file::answer_file;
use super::seal::seal;
use super::see_answer::see_answer;
use super::see_receipt::proof_of;
use super::see_weighed::{see_weighed, weighed_file};
use crate::actor::Actor;
use crate::cases::SeenCase;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A case with everything that is needed to check it without this server: its documents, the acts and exhibits that whoever asks
/// may have, their entries of the record, and the proofs. What isn’t sealed yet is sealed first, where there is a key. `public` asks for the public
/// version whoever asks.
///
/// Errors: `NotFound` when there is no such case, or they aren't told of it; `Invalid` while an act has no proof (nothing is sealed
/// here), or when something exempt stands in the public version.
pub async fn see_case_bundle(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    (layout, public): (Layout, bool),
    now: Timestamp,
) -> Result<Vec<u8>, Refusal> {
    allow(actor, Operation::SeeCase, None)?;
    let actor = if public { &Actor::public() } else { actor };
    let mut view = desk.store().view().await?;
    let seen = seen_case(desk, &mut view, actor, reference, now).await?;
    drop(view);
    if desk.verifier_key().is_some() {
        seal(desk, Timestamp::now()).await?;
    }
    let mut view = desk.store().view().await?;
    let events = events(&mut view, &seen).await?;
    let known = view.case_exhibits(reference).await?;
    let evidence = evidence(&mut view, &seen).await?;
    drop(view);
    let shown: Vec<String> = seen.view().exhibits.iter().map(|exhibit| exhibit.hash.to_string()).collect();
    let (mut pages, mut exhibits, mut model) = (Vec::new(), Vec::new(), None);
    for (hash, result) in known.iter().filter(|(hash, _)| shown.contains(hash)) {
        let opened = opened(desk, actor, result, now).await?;
        pages.extend(opened.page.map(|page| (Code::new(hash), page)));
        if let Some((_, bytes)) = opened.files.iter().find(|(name, _)| name == "model.xlsx") {
            model = Some(bytes.clone());
        }
        exhibits.push((Code::new(hash), opened.files) as ExhibitFiles);
    }
    let receipts: Vec<Receipt> = seen.receipts().into_iter().filter_map(|text| text.parse().ok()).collect();
    let names = |body: &Code| seen.name(body);
    let reading = Reading {
        version: version_of(&seen),
        on: seen.on(),
        layout,
        names: &names,
        pages: &pages,
        receipts: &receipts,
    };
    let parts =
        BundleParts { events: &events, exhibits: &exhibits, evidence: &evidence, model: model.as_deref() };
    bundle(&seen.kept().case, &reading, &parts).map_err(Refusal::Invalid)
}

/// The bytes of the files that somebody sees.
async fn evidence(view: &mut View, seen: &SeenCase) -> Result<Vec<(Code, Vec<u8>)>, Refusal> {
    let mut files = Vec::new();
    for held in seen.view().files {
        let hash = &held.file.hash;
        let bytes = view.case_file(seen.reference(), hash.as_str()).await?;
        files.extend(bytes.map(|bytes| (hash.clone(), bytes)));
    }
    Ok(files)
}

/// Which version somebody reads.
pub(super) fn version_of(seen: &SeenCase) -> Version {
    match seen.party() {
        Party::Public | Party::Other | Party::Administrator => Version::Public,
        party => Version::Exempt { party, body: seen.body().clone() },
    }
}

/// What an exhibit holds for whoever asks: its page, and the files that they may open.
#[derive(Default)]
struct Opened {
    page: Option<Listing>,
    files: Vec<(String, Vec<u8>)>,
}

async fn opened(desk: &Desk, actor: &Actor, result: &Id, now: Timestamp) -> Result<Opened, Refusal> {
    let mut opened = Opened::default();
    if let Ok(weighed) = see_weighed(desk, actor, result).await {
        for file in weighed.files.iter().filter(|file| file.may_open) {
            if let Ok(bytes) = weighed_file(desk, actor, result, &file.path).await {
                opened.files.push((file.path.clone(), bytes));
            }
        }
        opened.page = weighed.page.map(|page| Listing::clone(&page));
        return Ok(opened);
    }
    let Ok(answer) = see_answer(desk, actor, result, now).await else { return Ok(opened) };
    for file in answer.files.iter().filter(|file| file.may_open) {
        if let Ok(bytes) = answer_file(desk, actor, result, &file.path, now).await {
            opened.files.push((file.path.clone(), bytes));
        }
    }
    Ok(opened)
}

/// The entry of each act with its contents, and the proof that the last head of its log has it.
async fn events(view: &mut View, seen: &SeenCase) -> Result<Vec<BundleEvent>, Refusal> {
    let mut logs: BTreeMap<String, RecordFile> = BTreeMap::new();
    let mut events = Vec::new();
    for receipt in &seen.kept().receipts {
        let receipt: Receipt = receipt.parse().map_err(|_| unproven(seen, receipt))?;
        if !logs.contains_key(&receipt.log) {
            logs.insert(receipt.log.clone(), view.record(&receipt.log).await?);
        }
        let log = &logs[&receipt.log];
        let entries = log.lines.iter().filter_map(|line| match line {
            Ok(Line::Entry(entry)) => Some(entry),
            _ => None,
        });
        let unproven = || unproven(seen, &receipt.to_string());
        let found = entries.into_iter().find(|line| line.leaf == receipt.leaf);
        let line: EntryLine = found.cloned().ok_or_else(unproven)?;
        let head = view.last_record_head(&receipt.log).await?.ok_or_else(unproven)?;
        let (proof, _, key) = proof_of(view, &line.text, &receipt, &head).await?.map_err(|_| unproven())?;
        events.push(BundleEvent { origin: receipt.log, key, line, proof: *proof });
    }
    Ok(events)
}

fn unproven(seen: &SeenCase, receipt: &str) -> Refusal {
    Refusal::Invalid(vec![
        Finding::error("not-sealed", Place::row("record", seen.reference()), receipt.to_string())
            .expected("every act of the case under a signed head")
            .action("Have the record sealed, then ask again."),
    ])
}
