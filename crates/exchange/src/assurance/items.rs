//! The items of a definition, each with how far it is known and its source.

use assurance::{Domain, Known, Origin, Outcome, Question, Rating, Sentence, Source, Test};
use vocabulary::Findings;

use crate::scenario::read::each;
use crate::scenario::section::Section;

/// A text that is needed; blank where it isn't there, with its finding.
pub(super) fn text(section: &Section<'_>, key: &str, findings: &mut Findings) -> String {
    section.need(key, "text in quotes", findings);
    section.text(key, findings).unwrap_or_default()
}

/// How far an item is known, and by which source.
pub(super) fn origin(section: &Section<'_>, findings: &mut Findings) -> Option<Origin> {
    section.need("known", "recorded, reconstructed or ours", findings);
    let known: Option<Known> = section.word("known", findings);
    let source = section.code("source", findings);
    Some(Origin { known: known?, source })
}

pub(super) fn read_source(section: &Section<'_>, findings: &mut Findings) -> Option<Source> {
    section.allow(&["id", "title", "publisher", "published", "note"], findings);
    section.need("id", "a short name", findings);
    let id = section.code("id", findings);
    let (title, publisher) = (text(section, "title", findings), text(section, "publisher", findings));
    let published = text(section, "published", findings);
    let note = section.text("note", findings).unwrap_or_default();
    Some(Source { id: id?, title, publisher, published, note })
}

pub(super) fn read_rating(section: &Section<'_>, findings: &mut Findings) -> Option<Rating> {
    section.allow(&["id", "title", "means", "known", "source"], findings);
    section.need("id", "a short name", findings);
    let (id, origin) = (section.code("id", findings), origin(section, findings));
    let (title, means) = (text(section, "title", findings), text(section, "means", findings));
    Some(Rating { id: id?, title, means, origin: origin? })
}

pub(super) fn read_outcome(section: &Section<'_>, findings: &mut Findings) -> Option<Outcome> {
    section.allow(&["id", "title", "means", "needs_plan", "known", "source"], findings);
    section.need("id", "a short name", findings);
    section.need("needs_plan", "true or false: must a plan be bound?", findings);
    let (id, origin) = (section.code("id", findings), origin(section, findings));
    let (title, means) = (text(section, "title", findings), text(section, "means", findings));
    let needs_plan = section.flag("needs_plan", findings);
    Some(Outcome { id: id?, title, means, needs_plan: needs_plan?, origin: origin? })
}

pub(super) fn read_domain(section: &Section<'_>, findings: &mut Findings) -> Option<Domain> {
    section.allow(&["id", "title", "about", "known", "source", "test", "sentence"], findings);
    section.need("id", "a short name", findings);
    let (id, origin) = (section.code("id", findings), origin(section, findings));
    let (title, about) = (text(section, "title", findings), text(section, "about", findings));
    let tests = each(section, "test", findings, read_test);
    let sentences = each(section, "sentence", findings, read_sentence);
    Some(Domain { id: id?, title, about, tests, sentences, origin: origin? })
}

fn read_test(section: &Section<'_>, findings: &mut Findings) -> Option<Test> {
    section.allow(&["id", "title", "guidance", "known", "source", "question"], findings);
    section.need("id", "a short name", findings);
    let (id, origin) = (section.code("id", findings), origin(section, findings));
    let title = text(section, "title", findings);
    let guidance = section.text("guidance", findings).unwrap_or_default();
    let questions = each(section, "question", findings, read_question);
    Some(Test { id: id?, title, guidance, questions, origin: origin? })
}

fn read_question(section: &Section<'_>, findings: &mut Findings) -> Option<Question> {
    section.allow(&["id", "asks", "guidance", "known", "source"], findings);
    section.need("id", "a short name", findings);
    let (id, origin) = (section.code("id", findings), origin(section, findings));
    let asks = text(section, "asks", findings);
    let guidance = section.text("guidance", findings).unwrap_or_default();
    Some(Question { id: id?, asks, guidance, origin: origin? })
}

fn read_sentence(section: &Section<'_>, findings: &mut Findings) -> Option<Sentence> {
    section.allow(&["rating", "text", "known", "source"], findings);
    section.need("rating", "the id of a rating", findings);
    let (rating, origin) = (section.code("rating", findings), origin(section, findings));
    let text = text(section, "text", findings);
    Some(Sentence { rating: rating?, text, origin: origin? })
}
