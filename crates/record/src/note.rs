//! C2SP signed notes: text, and who signed it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::hash::hex;
use crate::key::{SigningKey, VerifierKey};

/// More signatures than this are no note of ours, nor of those who sign beside us.
const SIGNATURES_MAX: usize = 100;

/// A note that was taken apart; nobody has looked at its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<'a> {
    /// What is signed, with the newline at its end.
    pub text: &'a str,
    /// Name of the key, its id, and the signature.
    pub signatures: Vec<(&'a str, [u8; 4], Vec<u8>)>,
}

impl<'a> Note<'a> {
    /// Takes a note apart.
    ///
    /// Errors: words that say what isn't a note.
    pub fn parse(note: &'a str) -> Result<Self, String> {
        let wrong = |why: &str| Err(format!("not a signed note: {why}"));
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return wrong("it holds a control character");
        }
        let Some(end) = note.rfind("\n\n") else { return wrong("no empty line before the signatures") };
        let (text, below) = (&note[..=end], &note[end + 2..]);
        let Some(lines) = below.strip_suffix('\n') else { return wrong("no newline at its end") };
        let mut signatures = Vec::new();
        for line in lines.split('\n') {
            let parts = line.strip_prefix("— ").and_then(|rest| rest.split_once(' '));
            let read = parts.and_then(|(name, signature)| {
                let bytes = STANDARD.decode(signature).ok()?;
                let (id, signature) = bytes.split_first_chunk::<4>()?;
                let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+');
                (is_name && !signature.is_empty()).then(|| (name, *id, signature.to_vec()))
            });
            let Some(read) = read else { return wrong("a signature line that isn't one") };
            signatures.push(read);
        }
        match signatures.len() <= SIGNATURES_MAX {
            true => Ok(Note { text, signatures }),
            false => wrong("too many signatures"),
        }
    }
}

/// Signs a text, which has to end with a newline.
pub fn sign_note(text: &str, key: &SigningKey) -> String {
    let verifier = key.verifier();
    let bytes = [verifier.id().as_slice(), &key.sign(text.as_bytes())].concat();
    format!("{text}\n— {} {}\n", verifier.name(), STANDARD.encode(bytes))
}

/// The text of a note, if this key signed it. Signatures of other keys are left alone; one in this key's name and id
/// that doesn't fit makes the whole note worthless.
///
/// Errors: words that say what is wrong.
pub fn open_note<'a>(note: &'a str, key: &VerifierKey) -> Result<&'a str, String> {
    let read = Note::parse(note)?;
    let ours = read.signatures.iter().filter(|(name, id, _)| *name == key.name() && *id == key.id());
    let mut is_signed = false;
    for (_, _, signature) in ours {
        let fits = signature.as_slice().try_into().is_ok_and(|bytes| key.signed(read.text.as_bytes(), bytes));
        if !fits {
            return Err("the signature doesn't fit what it is said to sign".to_string());
        }
        is_signed = true;
    }
    match is_signed {
        true => Ok(read.text),
        false => Err(format!("not signed with the key {} ({})", key.name(), hex(&key.id()))),
    }
}
