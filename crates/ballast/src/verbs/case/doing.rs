use std::io::Read as _;

use actions::{Refusal, acts};
use casework::{Act, SectionId};
use jiff::Timestamp;
use vocabulary::Code;

use super::From;
use crate::answered::Answered;
use crate::listed::done;
use crate::verbs::Context;
use crate::verbs::by::{By, at_desk};

/// Does an act on the version that was read, or on what is there now.
pub(super) fn does(context: &Context, by: &By, (reference, from): (&Code, &From), act: Act) -> Answered {
    at_desk(by, None, async |desk, actor| {
        if actor.person.is_none() {
            return Err(Refusal::SignInFirst);
        }
        let (now, kind) = (Timestamp::now(), act.kind());
        let rests = match &from.seen {
            Some(seen) => seen.trim_matches('"').to_string(),
            None => acts::see_case(desk, actor, reference, now).await?.version(),
        };
        let receipt = acts::act_on_case(desk, actor, reference, (act, from.at.as_ref()), &rests, now).await?;
        let sentence = format!("Done: {kind}, in case {reference}. The receipt {receipt}.");
        let parts = [("case", reference.to_string()), ("act", kind.to_string()), ("receipt", receipt)];
        done(context, &sentence, &parts)
    })
}

/// Points as they are typed: SECTION=TEXT.
///
/// Errors: in words, which isn't one.
pub(super) fn points(typed: &[String]) -> Result<Vec<(SectionId, String)>, String> {
    let point = |typed: &String| {
        let (section, text) = typed.split_once('=').ok_or_else(|| format!("not SECTION=TEXT: {typed:?}"))?;
        let section = section.parse().map_err(|known| format!("no section {section:?}; {known}"))?;
        Ok((section, text.to_string()))
    };
    typed.iter().map(point).collect()
}

/// A text as it is typed; `-` is standard input.
///
/// Errors: in words, when that can't be read.
pub(super) fn text(typed: String) -> Result<String, String> {
    if typed != "-" {
        return Ok(typed);
    }
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).map_err(|error| format!("standard input: {error}"))?;
    Ok(text.trim_end().to_string())
}
