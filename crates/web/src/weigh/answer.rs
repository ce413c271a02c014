//! The answer to an appraisal as pages: its listing in parts, with drawings.

use actions::acts::SeenAppraisal;
use askama::Template;
use listing::{Cell, Listing, Section};

use crate::chart::{Bar, Bars, Chart, Figure, Measure, Words};
use crate::components::{Button, Column, InsetText, Link, Table, Tag};
use crate::shelf::Shelf;
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

    fn sections<'a>(&self, listing: &'a Listing) -> Vec<&'a Section> {
        self.sections.iter().filter_map(|id| listing.section(id)).collect()
    }
}

/// What is told around the answer.
pub(super) struct About<'a> {
    pub seen: &'a SeenAppraisal,
    pub listing: &'a Listing,
    /// Who asked, and when.
    pub asked: String,
    /// When it was frozen, in words.
    pub shared: Option<String>,
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
        may_freeze: about.may_freeze,
        exhibit: &about.seen.exhibit,
        freeze: Button { text: "Freeze as exhibit".into(), prevents_double_click: true, ..Button::default() },
        asked: &about.asked,
        id,
    })
}

/// The pages that have something to say.
fn parts(listing: &Listing, current: &Part, id: &str) -> Vec<Link> {
    let has =
        |part: &&Part| part.slug.is_empty() || part.slug == "stated" || !part.sections(listing).is_empty();
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

/// The tables of a section: one for each option where every row begins with an option and there are several rows of
/// each, so that its title is told once.
fn tables(section: &Section, rows: &[usize]) -> Vec<Table> {
    let titled = section.columns.first().is_some_and(|column| column.key == "option");
    let title =
        |row: &usize| section.rows.get(*row).and_then(|row| row.first()).map(Cell::words).unwrap_or_default();
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(known, _)| *known == title(row)) {
            Some((_, group)) => group.push(*row),
            None => groups.push((title(row), vec![*row])),
        }
    }
    if !titled || groups.len() == rows.len() {
        return vec![table(section, rows, 0)];
    }
    let of_group = |(title, group): (String, Vec<usize>)| Table {
        caption: title.into(),
        hides_caption: false,
        ..table(section, &group, 1)
    };
    groups.into_iter().map(of_group).collect()
}

/// A table of some rows, without the first few columns. What no row says has no column on a page; its files have it.
fn table(section: &Section, rows: &[usize], skip: usize) -> Table {
    let row = |number: &usize| section.rows.get(*number).map(Vec::as_slice).unwrap_or_default();
    let says =
        |at: usize| rows.iter().any(|number| row(number).get(at).is_some_and(|cell| *cell != Cell::Blank));
    let shown: Vec<(usize, &listing::Column)> =
        section.columns.iter().enumerate().skip(skip).filter(|(at, _)| says(*at)).collect();
    let column = |(at, column): &(usize, &listing::Column)| Column {
        title: Html::from(&column.title),
        is_numeric: section.is_numeric(*at) || column.key.ends_with("_gbp"),
    };
    let cells = |number: &usize| {
        let cell = |(at, column): &(usize, &listing::Column)| {
            linked(column.key, row(number).get(*at).unwrap_or(&Cell::Blank))
        };
        shown.iter().map(cell).collect()
    };
    Table {
        hides_caption: true,
        is_compact: true,
        ..Table::new(&section.title, shown.iter().map(column).collect(), rows.iter().map(cells).collect())
    }
}

/// A cell, with a link to the page of what it names.
fn linked(key: &str, cell: &Cell) -> Html {
    let to = |part: &str, code: &vocabulary::Code, name: &str| {
        Html::link(&format!("/market/{part}/{}", encoded(code.as_str())), name)
    };
    match (key, cell) {
        ("service", Cell::Named(code, name)) => to("services", code, name),
        ("unit", Cell::Named(code, name)) => to("units", code, name),
        ("body" | "buyer" | "receiver", Cell::Named(code, name)) => to("commissioners", code, name),
        (_, Cell::Range(low, high)) if low != high => ends(&low.whole_pounds(), &high.whole_pounds()),
        (_, cell) => cell.words().into(),
    }
}

/// Two ends of a range, between which a line may break.
fn ends(low: &str, high: &str) -> Html {
    let end = |html: Html, text: &str| {
        html.then(Html::raw("<span>")).then(text.replace('−', "−\u{2060}")).then(Html::raw("</span>"))
    };
    let html = end(Html::raw("<span class=\"app-ends\">"), low).then(" to ");
    end(html, high).then(Html::raw("</span>"))
}

/// The drawings that stand above the table of a section: from the numbers of its tables, so none where there are bands.
fn figures(section: &Section, listing: &Listing) -> Vec<Figure> {
    let bars = match section.id {
        "options" => bars(section, ("option", "npsv_gbp"), |row| range_of(listing, row)),
        "who_pays" => bars(section, ("body", "change_gbp"), |_| None),
        "drivers" => tornado(section, listing),
        _ => None,
    };
    let Some(bars) = bars.filter(|bars| bars.iter().any(|bar| bar.value != 0)) else { return Vec::new() };
    let (title, says) = match section.id {
        "options" => ("Net present social value of each option, with 8 in 10 draws", "Net present value"),
        "who_pays" => ("Who pays more, and who pays less", "Pays more"),
        _ => ("Worth of the preferred option, from the low to the high end of each input", "Worth"),
    };
    let description = format!("Horizontal bars, in the order of the table below. {}", longest(&bars));
    let chart = Chart::Bars(Bars {
        words: Words { id: format!("{}-chart", section.id), title: title.to_string(), description },
        measure: Measure::Money,
        of_what: "What".to_string(),
        says: says.to_string(),
        bars,
    });
    vec![chart.figure_beside_its_table()]
}

fn money(section: &Section, row: &[Cell], key: &str) -> Option<i64> {
    let at = section.columns.iter().position(|column| column.key == key)?;
    match row.get(at) {
        Some(Cell::Money(amount)) => Some(amount.0),
        _ => None,
    }
}

/// A bar for each row; none when one of them isn't in pounds.
fn bars(
    section: &Section,
    (label, value): (&str, &str),
    range: impl Fn(&[Cell]) -> Option<(i64, i64)>,
) -> Option<Vec<Bar>> {
    let label = section.columns.iter().position(|column| column.key == label)?;
    let bar = |row: &Vec<Cell>| {
        let value = money(section, row, value)?;
        Some(Bar { label: row.get(label)?.words(), value, range: range(row), ..Bar::default() })
    };
    section.rows.iter().take(BARS_MAX).map(bar).collect()
}

/// From the 10th to the 90th of a hundred draws, of the option of a row.
fn range_of(listing: &Listing, row: &[Cell]) -> Option<(i64, i64)> {
    let ranges = listing.section("ranges")?;
    let option = row.get(1)?.words();
    let of = ranges.rows.iter().find(|row| row.first().is_some_and(|cell| cell.words() == option))?;
    Some((money(ranges, of, "npsv_p10_gbp")?, money(ranges, of, "npsv_p90_gbp")?))
}

/// From low to high around the likely worth.
fn tornado(section: &Section, listing: &Listing) -> Option<Vec<Bar>> {
    let likely = listing.numbers.iter().find(|number| number.id == "net_present_social_value_gbp")?;
    let Cell::Money(likely) = likely.value else { return None };
    let bar = |row: &Vec<Cell>| {
        let ends = (money(section, row, "low_gbp")?, money(section, row, "high_gbp")?);
        let range = Some((ends.0.min(ends.1), ends.0.max(ends.1)));
        Some(Bar { label: row.first()?.words(), value: likely.0, range, ..Bar::default() })
    };
    section.rows.iter().take(BARS_MAX).map(bar).collect()
}

/// A chart names so many bars; the table has all.
const BARS_MAX: usize = 15;

fn longest(bars: &[Bar]) -> String {
    let longest = bars.iter().max_by_key(|bar| bar.value.abs());
    longest.map_or_else(String::new, |bar| {
        format!("The longest is {}: {}.", bar.label, Measure::Money.words(bar.value))
    })
}
