//! The acts of a bundle as entries of the record.

use casework::Event;
use record::{
    Entry, Extracted, Head, Proof, Receipt, Trust, VerifierKey, canonical, content_hash, leaf_hash,
    read_extract, read_proofs,
};

use crate::bundle::case_json::{CaseFile, EventTold};
use crate::bundle::differs::{BundleDiffers, differs, entry_differs};
use crate::bundle::write::EVENT;
use crate::bundle::{CASE_JSON, PROOF, RECORD};
use crate::casework::read_event;

/// Entries that hold.
pub(super) struct Entries {
    /// Number, and the act as text if the reader has it.
    found: Vec<(u64, Option<String>)>,
    /// The heads that they are proved against, one a log.
    pub heads: Vec<Head>,
    /// The key of those heads.
    pub key: VerifierKey,
    /// Heads known from elsewhere that can't be compared with these.
    pub not_compared: Vec<String>,
}

impl Entries {
    /// Reads the entries with their proofs, and looks at each: hash, content, proof, signature.
    ///
    /// Errors: the first that differs.
    pub(super) fn read(record: &[u8], proofs: &[u8], trust: &Trust) -> Result<Entries, BundleDiffers> {
        let lines = read_extract(record).or_else(|why| differs(RECORD, why))?;
        let text = std::str::from_utf8(proofs).or_else(|_| differs(PROOF, "not text"))?;
        let proofs = read_proofs(text);
        if lines.len() != proofs.len() {
            let seen = format!("{} proofs for {} entries", proofs.len(), lines.len());
            return differs(PROOF, seen);
        }
        let key = key_of(&lines, trust)?;
        let mut look = Look { key: &key, heads: Vec::new(), opened: Vec::new(), last: Vec::new() };
        let mut found = Vec::new();
        let mut receipts = Vec::new();
        for (line, proof) in lines.iter().zip(&proofs) {
            let (entry, content) = look.entry(line, proof)?;
            receipts.push(entry.receipt());
            found.push((entry.number, content));
        }
        let heads = look.heads;
        let not_compared = known(trust, &receipts, &heads, &key)?;
        Ok(Entries { found, heads, key, not_compared })
    }

    /// The acts of `case.json`, each with the number of its entry; none for one that is left out.
    ///
    /// Errors: the first that isn't what its entry holds.
    pub(super) fn acts(&self, told: &CaseFile) -> Result<Vec<(u64, Option<Event>)>, BundleDiffers> {
        if told.events.len() != self.found.len() {
            let seen = format!("{} acts for {} entries", told.events.len(), self.found.len());
            return differs(CASE_JSON, seen);
        }
        let mut acts = Vec::new();
        for (number, (event, (entry, content))) in (1_u64..).zip(told.events.iter().zip(&self.found)) {
            acts.push((*entry, act(event, number, *entry, content.as_deref(), &told.case.reference)?));
        }
        Ok(acts)
    }
}

fn act(
    event: &EventTold,
    number: u64,
    entry: u64,
    content: Option<&str>,
    reference: &str,
) -> Result<Option<Event>, BundleDiffers> {
    let value = match (event, content) {
        (EventTold::LeftOut { number: at, entry: of }, None) if (*at, *of) == (number, entry) => {
            return Ok(None);
        }
        (EventTold::LeftOut { .. }, None) => {
            return entry_differs(entry, format!("{CASE_JSON} leaves another act out in its place"));
        }
        (EventTold::LeftOut { .. }, Some(_)) => {
            return entry_differs(entry, format!("{CASE_JSON} leaves it out, and {RECORD} has it"));
        }
        (EventTold::Seen(_), None) => {
            return entry_differs(entry, format!("{CASE_JSON} has its act, and {RECORD} doesn't"));
        }
        (EventTold::Seen(value), Some(content)) if canonical(value) == content => value,
        (EventTold::Seen(_), Some(_)) => {
            return entry_differs(entry, format!("the act in {CASE_JSON} isn't the one of the record"));
        }
    };
    let line = read_event(value).or_else(|_| entry_differs(entry, "it can't be read as an act on a case"))?;
    match line.case.as_str() == reference && line.number as u64 == number {
        true => Ok(Some(line.event)),
        false => entry_differs(entry, format!("it isn't act {number} of {reference}")),
    }
}

/// The one key that the bundle names.
fn key_of(lines: &[Extracted], trust: &Trust) -> Result<VerifierKey, BundleDiffers> {
    let Some(first) = lines.first() else { return differs(RECORD, "there is no entry in it") };
    if lines.iter().any(|line| line.key != first.key) {
        return differs(RECORD, "it names two keys");
    }
    let named = VerifierKey::parse(&first.key).or_else(|why| differs(RECORD, why))?;
    match &trust.key {
        Some(known) if *known != named => {
            differs(RECORD, format!("it names the key {named}, and the key is {known}"))
        }
        _ => Ok(named),
    }
}

struct Look<'a> {
    key: &'a VerifierKey,
    heads: Vec<Head>,
    /// Heads whose signature was looked at, by their text.
    opened: Vec<(String, Head)>,
    /// The last number of each log.
    last: Vec<(String, u64)>,
}

impl Look<'_> {
    fn entry(
        &mut self,
        line: &Extracted,
        proof: &Result<Proof, String>,
    ) -> Result<(Entry, Option<String>), BundleDiffers> {
        let number = number_of(line, proof);
        let wrong = |why: String| match number {
            Some(number) => BundleDiffers::of_entry(number, why),
            None => BundleDiffers::of(RECORD, why),
        };
        let kept = line.entry.as_ref().map_err(|why| wrong(format!("the line can't be read: {why}")))?;
        let proof = proof.as_ref().map_err(|why| wrong(format!("its proof: {why}")))?;
        if leaf_hash(kept.text.as_bytes()) != kept.leaf {
            return Err(wrong("it isn't as it was made".to_string()));
        }
        if kept.text != proof.entry {
            return Err(wrong("its proof is of another entry".to_string()));
        }
        let head = self.opened(&proof.head).map_err(|why| wrong(format!("its proof: {why}")))?;
        let entry = proof.verify_in(&head).map_err(|why| wrong(format!("its proof: {why}")))?;
        if entry.log != line.origin {
            return Err(wrong(format!("it is of another log, {}", entry.log)));
        }
        if entry.facts.get("act").map(String::as_str) != Some("case") {
            return Err(wrong("it isn't an act on a case".to_string()));
        }
        for (name, content) in &kept.contents {
            let is_it = entry.contents.get(name) == Some(&content_hash(&content.salt, &content.content));
            if !is_it || name != EVENT {
                return Err(wrong(format!("its `{name}` isn't what was recorded")));
            }
        }
        self.place(&entry, head)?;
        let content = kept.contents.get(EVENT);
        let text = content.map(|content| String::from_utf8(content.content.clone())).transpose();
        let text = text.map_err(|_| wrong("its act isn't text".to_string()))?;
        Ok((entry, text))
    }

    /// A head; its signature is looked at once for all entries that are proved against it.
    fn opened(&mut self, note: &str) -> Result<Head, String> {
        if let Some((_, head)) = self.opened.iter().find(|(known, _)| known == note) {
            return Ok(head.clone());
        }
        let head = Head::open(note, self.key)?;
        self.opened.push((note.to_string(), head.clone()));
        Ok(head)
    }

    /// In order within its log, and against the same head as the others.
    fn place(&mut self, entry: &Entry, head: Head) -> Result<(), BundleDiffers> {
        let number = entry.number;
        match self.last.iter_mut().find(|(log, _)| *log == entry.log) {
            Some((_, last)) if *last >= number => {
                return entry_differs(number, format!("it stands after entry {last}"));
            }
            Some((_, last)) => *last = number,
            None => self.last.push((entry.log.clone(), number)),
        }
        match self.heads.iter().find(|known| known.origin == head.origin) {
            Some(known) if *known != head => entry_differs(number, "its proof is against another head"),
            Some(_) => Ok(()),
            None => {
                self.heads.push(head);
                Ok(())
            }
        }
    }
}

/// The number of an entry, from its proof or from itself, whichever can be read.
fn number_of(line: &Extracted, proof: &Result<Proof, String>) -> Option<u64> {
    let proved = proof.as_ref().ok().and_then(|proof| Entry::parse(&proof.entry).ok());
    let own = || Entry::parse(&line.entry.as_ref().ok()?.text).ok();
    proved.or_else(own).map(|entry| entry.number)
}

/// Receipts and heads that are known from elsewhere. What can't be compared is told.
fn known(
    trust: &Trust,
    receipts: &[Receipt],
    heads: &[Head],
    key: &VerifierKey,
) -> Result<Vec<String>, BundleDiffers> {
    for receipt in &trust.receipts {
        let own = receipts.iter().find(|own| own.log == receipt.log && own.number == receipt.number);
        match own {
            None => {
                return entry_differs(receipt.number, "there is a receipt for it, and it isn't of this case");
            }
            Some(own) if own != receipt => {
                return entry_differs(receipt.number, "its receipt says otherwise");
            }
            Some(_) => {}
        }
    }
    let mut not_compared = Vec::new();
    for note in &trust.heads {
        let head = Head::open(note, key).or_else(|why| differs("a known head", why))?;
        match heads.iter().find(|own| own.origin == head.origin) {
            Some(own) if own.size == head.size && own.root != head.root => {
                return differs(PROOF, format!("the known head over {} entries is another", head.size));
            }
            Some(own) if own.size == head.size => {}
            _ => not_compared.push(format!(
                "the known head over {} entries of {}: only one over as many entries can be compared here",
                head.size, head.origin
            )),
        }
    }
    Ok(not_compared)
}
