use actions::acts::{ReceiptState, SeenReceipt};
use actions::{LookedAt, RecordReceipt, Role};
use jiff::{SignedDuration, Timestamp};

use crate::Html;
use crate::accounts::{act_words, role_words, when};
use crate::components::SummaryList;
use crate::site::encoded;
use crate::site::plain::{Plain, list, paragraph};

/// What is said of a receipt that no entry has.
pub(super) fn unknown(page: Plain) -> Plain {
    page.lead("Not verified: the record of this server has no entry with this receipt.").text(
        "It may have been copied wrongly, or come from another server. If neither is so, the entry isn’t what it was: \
         keep the receipt, and ask for the record.",
    )
}

/// What is said of the entry of a receipt.
pub(super) fn receipt(page: Plain, seen: &SeenReceipt, seal_minutes: Option<u32>) -> Plain {
    match &seen.state {
        ReceiptState::Differs(why) => page
            .lead(format!("Not verified: {why}."))
            .text("Somebody has reached into the database. Keep the receipt: it shows what was there."),
        ReceiptState::Unsealed { entry } => {
            let by = match (entry.at.parse::<Timestamp>(), seal_minutes) {
                (Ok(at), Some(minutes)) => {
                    let by = at.checked_add(SignedDuration::from_mins(i64::from(minutes))).unwrap_or(at);
                    format!("It will be by {}. Look again then.", when(by))
                }
                _ => "This server seals nothing, so it can’t be proved.".to_string(),
            };
            page.lead(format!("Recorded, and not sealed yet. {by}"))
                .add(in_clear(&seen.receipt, entry_parts(entry)))
        }
        ReceiptState::Sealed { entry, head, key, .. } => {
            let mut parts = entry_parts(entry);
            parts.push(("Sealed by", format!("A head over {} entries", head.size).into()));
            parts.push(("Signed with the key", code(&key.to_string())));
            let address = format!("/prove/proof?receipt={}", encoded(&seen.receipt.to_string()));
            page.lead("Verified: this stands in the record as it was made.")
                .add(in_clear(&seen.receipt, parts))
                .add(paragraph(Html::link(&address, "Download the proof")))
        }
    }
}

/// What is said of a file.
pub(super) fn file(page: Plain, looked: &LookedAt) -> Plain {
    let page = page.lead(looked.sentence());
    if looked.notes.is_empty() { page } else { page.add(list(looked.notes.iter().cloned().map(wrapped))) }
}

/// Keys and receipts are long words.
fn wrapped(text: String) -> Html {
    Html::raw("<span class=\"app-wrap\">").then(text).then(Html::raw("</span>"))
}

fn code(text: &str) -> Html {
    Html::raw("<span class=\"app-code\">").then(text).then(Html::raw("</span>"))
}

type Parts = Vec<(&'static str, Html)>;

fn in_clear(receipt: &RecordReceipt, mut parts: Parts) -> SummaryList {
    parts.push(("Receipt", code(&receipt.to_string())));
    SummaryList::of(parts)
}

/// What stands in clear in an entry, in words.
fn entry_parts(entry: &actions::RecordEntry) -> Parts {
    let fact = |name: &str| entry.facts.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let mut parts: Parts = Vec::new();
    if let Some(act) = fact("act") {
        parts.push(("What was done", act_words(act).into()));
    }
    if let Some(kind) = fact("on") {
        parts.push(("On what", kind_words(kind).into()));
    }
    let role = fact("role").and_then(|role| role.parse::<Role>().ok()).map(role_words);
    if let Some(by) = role
        .into_iter()
        .chain(fact("body").map(str::to_string))
        .reduce(|role, body| format!("{role} at {body}"))
    {
        parts.push(("By", by.into()));
    }
    let at = entry.at.parse::<Timestamp>().map_or_else(|_| entry.at.clone(), when);
    parts.push(("When, by the server’s clock", at.into()));
    parts.push(("Entry", format!("{} of the log {}", entry.number, entry.log).into()));
    if !entry.contents.is_empty() {
        let names: Vec<&str> = entry.contents.keys().map(|name| content_words(name)).collect();
        parts.push(("Told by its hash alone", names.join("; ").into()));
    }
    parts
}

/// A content in words: of the first acts, and of those of a case.
fn content_words(name: &str) -> &str {
    match name {
        "which" => "what it was done to",
        "before" => "what it was before",
        "after" => "what it was made",
        "event" => "the act itself",
        other => other,
    }
}

/// A kind of thing in words.
fn kind_words(kind: &str) -> String {
    match kind {
        "draft" => "An appraisal".to_string(),
        "result" => "An answer".to_string(),
        other => format!("A {other}"),
    }
}
