//! Nothing that is exempt may stand in the public version, whoever typed it where.

use std::collections::BTreeSet;

use casework::{Case, ExemptPart, ExhibitFigure, SectionId};
use vocabulary::{Code, Finding, Findings, Pence, PenceBand, Place};

use super::amount::numbers;
use super::plain::{amount, beginning};
use super::review::section_title;
use super::told::{CasePaper, PageTold};

/// Sentences shorter than this are said everywhere, and tell nothing.
const SENTENCE_LETTERS_MIN: usize = 16;
const SENTENCE_WORDS_MIN: usize = 3;

/// Looks for what is exempt in the texts of public documents, each with the words for where it stands: amounts of
/// exempt figures in every usual way of writing, sentences of exempt sections in any of their versions, of exempt
/// replies, and of the private parts of replies. An amount that is also that of a figure which isn't exempt may stand.
///
/// Findings: `exempt-in-public`, an error for each place and each part.
pub fn exempt_in_public(case: &Case, texts: &[(String, String)]) -> Findings {
    let secrets = Secrets::of(case);
    let mut findings = Findings::new();
    for (place, text) in texts {
        secrets.amounts_in(place, text, &mut findings);
        secrets.sentences_in(place, text, &mut findings);
    }
    findings
}

/// What mustn't be told.
struct Secrets {
    /// What it is, and the amount.
    amounts: Vec<(String, Pence)>,
    /// Amounts of figures that aren't exempt.
    open: BTreeSet<Pence>,
    /// What it is, the sentence as it was typed, and as it is compared.
    sentences: Vec<(String, String, String)>,
}

impl Secrets {
    fn of(case: &Case) -> Self {
        let sent = case.submissions().iter().flat_map(|sent| &sent.exhibits);
        let figures: Vec<&ExhibitFigure> =
            case.exhibits().iter().chain(sent).flat_map(|exhibit| &exhibit.figures).collect();
        let hidden: Vec<&Code> = case
            .exempt()
            .iter()
            .filter_map(|exempt| match &exempt.part {
                ExemptPart::Figure(id) => Some(id),
                _ => None,
            })
            .collect();
        let (exempt, open): (Vec<_>, Vec<_>) =
            figures.into_iter().partition(|figure| hidden.contains(&&figure.id));
        let ends = |figure: &&ExhibitFigure| [figure.amount.exact, figure.amount.low(), figure.amount.high()];
        let mut secrets = Secrets {
            amounts: Vec::new(),
            open: open.iter().flat_map(ends).collect(),
            sentences: Vec::new(),
        };
        let bands: BTreeSet<PenceBand> = open.iter().filter_map(|figure| figure.amount.rest).collect();
        exempt.into_iter().for_each(|figure| secrets.figure(figure, &bands));
        for exempt in case.exempt() {
            match &exempt.part {
                ExemptPart::Section(id) => secrets.section(case, *id),
                ExemptPart::Reply(body) => secrets.replies(case, body),
                // What is in a file isn't read; its title stands nowhere else.
                ExemptPart::Figure(_) | ExemptPart::File(_) => {}
            }
        }
        secrets.private(case);
        secrets
    }

    /// Ends of a band are round numbers that stand everywhere: only both together tell it.
    fn figure(&mut self, figure: &ExhibitFigure, open: &BTreeSet<PenceBand>) {
        let named = (format!("the figure {}", figure.id), figure.amount.exact);
        if figure.amount.exact != Pence::ZERO && !self.amounts.contains(&named) {
            self.amounts.push(named);
        }
        if let Some(band) = figure.amount.rest.filter(|band| !open.contains(band)) {
            let words = band.to_string();
            let compared = compared(&words);
            self.sentences.push((format!("the figure {}", figure.id), words, compared));
        }
    }

    fn section(&mut self, case: &Case, id: SectionId) {
        let what = format!("the section {}", section_title(id.word()));
        case.section(id).versions.iter().for_each(|version| self.text(&what, &version.text));
    }

    fn replies(&mut self, case: &Case, body: &Code) {
        let said = case.consultation().get(body).into_iter().flat_map(|invited| &invited.replies);
        said.for_each(|reply| self.text(&format!("the reply of {body}"), &reply.text));
    }

    fn private(&mut self, case: &Case) {
        for (body, invited) in case.consultation() {
            let what = format!("the private reply of {body}");
            invited.replies.iter().for_each(|reply| self.text(&what, &reply.private));
        }
    }

    fn text(&mut self, what: &str, text: &str) {
        for sentence in sentences(text) {
            let compared = compared(sentence);
            let words = compared.split(' ').count();
            if compared.chars().count() >= SENTENCE_LETTERS_MIN && words >= SENTENCE_WORDS_MIN {
                self.sentences.push((what.to_string(), sentence.to_string(), compared));
            }
        }
    }

    fn amounts_in(&self, place: &str, text: &str, findings: &mut Findings) {
        let written = numbers(text);
        for (what, amount) in &self.amounts {
            let tells = |n: &&super::amount::Written| {
                n.tells(*amount) && !self.open.iter().any(|open| n.tells(*open))
            };
            if let Some(number) = written.iter().find(tells) {
                findings.push(found(place, what, &text[number.at..number.end]));
            }
        }
    }

    fn sentences_in(&self, place: &str, text: &str, findings: &mut Findings) {
        let text = compared(text);
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (what, sentence, compared) in &self.sentences {
            if text.contains(compared) && told.insert(compared) {
                findings.push(found(place, what, sentence));
            }
        }
    }
}

fn found(place: &str, what: &str, seen: &str) -> Finding {
    Finding::error(
        "exempt-in-public",
        Place::table(place),
        format!("{what} is exempt, and this tells it: “{}”", beginning(seen, 80)),
    )
    .expected("nothing of what is exempt in the public version")
    .action("Take it out of this text, or say that this part is exempt too.")
}

/// Texts parted at full stops, question and exclamation marks before a space, and at line ends.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.split_inclusive(". "))
        .flat_map(|part| part.split_inclusive(['?', '!', ';']))
}

/// As it is compared: small letters and digits, one space between words, nothing else.
fn compared(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let plain: String = letters.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of a version, with words for where it stands: what [`exempt_in_public`] looks through.
pub fn texts_of(paper: &CasePaper) -> Vec<(String, String)> {
    let mut texts = vec![("the title".to_string(), paper.title.clone())];
    let mut add = |place: String, text: &str| {
        if !text.trim().is_empty() {
            texts.push((place, text.to_string()));
        }
    };
    for section in &paper.sections {
        add(format!("section {}", section_title(&section.id)), &section.text);
    }
    for exhibit in &paper.exhibits {
        add(format!("exhibit {}", exhibit.hash), &exhibit.title);
        for figure in &exhibit.figures {
            let place = format!("exhibit {}, figure {}", exhibit.hash, figure.id);
            add(place.clone(), &figure.title);
            add(place, &amount(&figure.amount));
        }
        exhibit.pages.iter().for_each(|page| {
            add(format!("exhibit {}, page {}", exhibit.hash, page.title), &page_text(page));
        });
    }
    for file in &paper.files {
        [&file.title, &file.name].into_iter().for_each(|text| add(format!("file {}", file.hash), text));
    }
    for asked in &paper.asked {
        let said = asked
            .replies
            .iter()
            .map(|reply| reply.text.as_str())
            .chain(asked.private.iter().map(String::as_str));
        said.for_each(|text| add(format!("reply of {}", asked.body.code), text));
    }
    for offer in &paper.offers {
        add(format!("offer of {}", offer.unit.code), &offer.text);
        let place = || format!("answer to the offer of {}", offer.unit.code);
        offer.answers.iter().for_each(|said| add(place(), &said.text));
    }
    for note in &paper.notes {
        add(format!("note of {}", note.body.code), &note.text);
        add(format!("answer to {}", note.body.code), note.answer.as_deref().unwrap_or_default());
    }
    for point in &paper.points {
        add(format!("point about {}", section_title(&point.section)), &point.text);
        add(
            format!("answer about {}", section_title(&point.section)),
            point.answer.as_deref().unwrap_or_default(),
        );
    }
    if let Some(outcome) = &paper.outcome {
        add("the outcome".to_string(), &outcome.reason);
        outcome.conditions.iter().for_each(|condition| add("a condition".to_string(), &condition.text));
    }
    for decision in &paper.decisions {
        add(format!("decision of {}", decision.body.code), &decision.reasons);
        add(format!("decision of {}", decision.body.code), &decision.changes);
    }
    texts
}

fn page_text(page: &PageTold) -> String {
    let mut all: Vec<&str> = vec![&page.title, &page.sentence];
    all.extend(page.numbers.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]));
    for section in &page.sections {
        all.push(&section.title);
        all.extend(section.notes.iter().map(String::as_str));
        all.extend(section.pairs.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]));
        all.extend(section.rows.iter().flatten().map(String::as_str));
    }
    all.join("\n")
}
