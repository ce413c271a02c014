//! The answer to an appraisal as pages: its listing in parts, with drawings.

use actions::acts::SeenAppraisal;
use askama::Template;
use listing::{Cell, Listing, Section};

use super::charts::figures;
use super::tables::tables;
use crate::components::{Button, InsetText, Link, Tag};
use crate::shelf::{Shelf, ends};
use crate::site::encoded;
use crate::site::plain::paragraph;
use crate::{Html, Shell};

/// A page of the answer, with the sections that stand on it.
pub(super) struct Part {
    /// The last part of its address; blank for the answer itself.
    pub slug: &'static str,
    /// What it is called.
    title: &'static str,
    sections: &'static [&'static str],
}

const fn part(slug: &'static str, title: &'static str, sections: &'static [&'static str]) -> Part {
    Part { slug, title, sections }
}

/// The pages, in the order in which they are read.
pub(super) const PARTS: [Part; 10] = [
    part("", "The answer", &["options", "ranges", "evidence"]),
    part("sourcing", "Where each service comes from", &["sourcing", "dates"]),
    part("others", "What it does to others", &["who_pays", "followers", "units"]),
    part("firmness", "How firmly it stands", &["firmness", "switching", "drivers", "indices"]),
    part("policy", "Who must be asked", &["significance"]),
    part("timing", "Another date, and your own size", &["timing", "hosting"]),
    part("people", "People", &["people", "posts"]),
    part("closure", "Where everything goes", &["closure", "receivers"]),
    part("money", "Money year by year", &["economic", "financial", "envelope"]),
    part(
        "stated",
        "What was stated, and how it was worked out",
        &["aim", "needs", "scores", "how", "not_shown"],
    ),
];

impl Part {
    /// The part of a last part of an address.
    pub fn of(slug: &str) -> Option<&'static Part> {
        PARTS.iter().find(|part| part.slug == slug)
    }

    /// The sections that stand on it. A neighbour's own line is so short that it stands on one page.
    fn sections<'a>(&self, listing: &'a Listing) -> Vec<&'a Section> {
        if is_a_line(listing) {
            return listing.sections.iter().rev().filter(|_| self.slug.is_empty()).collect();
        }
        self.sections.iter().filter_map(|id| listing.section(id)).collect()
    }
}

/// Is it only a neighbour's own line?
fn is_a_line(listing: &Listing) -> bool {
    listing.section("options").is_none()
}

/// What is told around the answer.
pub(super) struct About<'a> {
    pub seen: &'a SeenAppraisal,
    pub listing: &'a Listing,
    /// Who asked, and when.
    pub asked: String,
    /// When it was frozen, in words.
    pub shared: Option<String>,
    /// Where a case can be opened on it, for who may.
    pub case: Option<String>,
    /// May the reader freeze it?
    pub may_freeze: bool,
    /// What each unit has signed, in words.
    pub signed: Vec<String>,
}

#[derive(Template)]
#[template(path = "weigh_answer.html")]
struct Page<'a> {
    shell: Shell,
    id: String,
    heading: &'a str,
    sentence: &'a str,
    is_answer: bool,
    is_stated: bool,
    notice: Option<InsetText>,
    numbers: Vec<(&'a str, Html)>,
    parts: Vec<Link>,
    shelves: Vec<Shelf>,
    findings: Vec<(Tag, String)>,
    open: Vec<(Link, &'a str)>,
    closed: Vec<(String, &'a str, &'a str)>,
    workbook: Option<Link>,
    signed: &'a [String],
    shared: Option<&'a str>,
    case: Option<&'a str>,
    may_freeze: bool,
    exhibit: &'a str,
    freeze: Button,
    asked: &'a str,
}

const WHY: &str = "Some of these figures hang on the books of a unit, which you don’t see. What your own side gives is exact; the \
                   rest is told in bands, which stay the same however often you ask.";

/// A page of the answer.
pub(super) fn answer_page(about: &About<'_>, part: &Part, mut shell: Shell) -> Html {
    let (listing, stored) = (about.listing, &about.seen.stored);
    let is_answer = part.slug.is_empty();
    let id = stored.id.to_string();
    shell.title =
        if is_answer { listing.title.clone() } else { format!("{} – {}", part.title, listing.title) };
    shell.breadcrumbs = vec![Link::to("/weigh", "Make, share or buy")];
    if !is_answer {
        shell.breadcrumbs.push(Link::to(format!("/weigh/{id}"), &listing.title));
    }
    let is_stated = part.slug == "stated";
    let words = |cell: &Cell| match cell {
        Cell::Money(amount) => Html::from(amount.headline()),
        Cell::Range(low, high) => ends(&low.headline(), &high.headline()),
        cell => cell.words().into(),
    };
    let numbers = listing.numbers.iter().map(|number| (number.title.as_str(), words(&number.value)));
    Html::of(&Page {
        shell,
        heading: if is_answer { &listing.title } else { part.title },
        sentence: &listing.sentence,
        is_answer,
        is_stated,
        notice: (!about.seen.sight.is_books()).then(|| InsetText { html: paragraph(WHY) }),
        numbers: if is_answer { numbers.collect() } else { Vec::new() },
        parts: parts(listing, part, &id),
        shelves: part.sections(listing).into_iter().map(|section| shelf(section, listing, &id)).collect(),
        findings: if is_stated { findings(listing) } else { Vec::new() },
        open: if is_stated { open_files(about, &id) } else { Vec::new() },
        closed: if is_stated { closed_files(about) } else { Vec::new() },
        workbook: workbook(about, &id),
        signed: &about.signed,
        shared: about.shared.as_deref(),
        case: about.case.as_deref(),
        may_freeze: about.may_freeze,
        exhibit: &about.seen.exhibit,
        freeze: Button { text: "Freeze as exhibit".into(), prevents_double_click: true, ..Button::default() },
        asked: &about.asked,
        id,
    })
}

/// The pages that have something to say.
fn parts(listing: &Listing, current: &Part, id: &str) -> Vec<Link> {
    let has = |part: &&Part| {
        let always = part.slug.is_empty() || (part.slug == "stated" && !is_a_line(listing));
        always || !part.sections(listing).is_empty()
    };
    let link = |part: &Part| Link {
        text: part.title.to_string(),
        href: format!("/weigh/{id}/{}", part.slug).trim_end_matches('/').to_string(),
        is_current: part.slug == current.slug,
    };
    PARTS.iter().filter(has).map(link).collect()
}

fn findings(listing: &Listing) -> Vec<(Tag, String)> {
    let said = |finding: &vocabulary::Finding| {
        let colour = if finding.is_error() { "red" } else { "grey" };
        let words = format!("{}: {}. {}", finding.place, finding.seen, finding.action);
        (Tag::coloured(finding.severity.word(), colour), words)
    };
    listing.findings.iter().map(said).collect()
}

fn open_files<'a>(about: &About<'a>, id: &str) -> Vec<(Link, &'a str)> {
    let open = about.seen.files.iter().filter(|file| file.may_open);
    open.map(|file| {
        (Link::to(format!("/weigh/{id}/files/{}", encoded(&file.path)), &file.path), file.sha256.as_str())
    })
    .collect()
}

/// Files that the reader may not open, by who may: they have one hash together.
fn closed_files<'a>(about: &About<'a>) -> Vec<(String, &'a str, &'a str)> {
    let mut closed: Vec<(String, &str, &str)> = Vec::new();
    for file in about.seen.files.iter().filter(|file| !file.may_open) {
        match closed.iter_mut().find(|(_, seen_by, _)| *seen_by == file.seen_by) {
            Some((names, ..)) => names.push_str(&format!(", {}", file.path)),
            None => closed.push((file.path.clone(), file.seen_by, &file.sha256)),
        }
    }
    closed
}

fn workbook(about: &About<'_>, id: &str) -> Option<Link> {
    let file = about.seen.files.iter().find(|file| file.path == "model.xlsx" && file.may_open);
    file.map(|file| {
        Link::to(
            format!("/weigh/{id}/files/{}", file.path),
            "Download the workbook with live formulas (XLSX)",
        )
    })
}

fn shelf(section: &Section, listing: &Listing, id: &str) -> Shelf {
    let files = format!("/weigh/{id}/table/{}", section.id);
    Shelf::of(section, |rows| tables(section, rows), &files).with(figures(section, listing))
}
