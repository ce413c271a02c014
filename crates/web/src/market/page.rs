//! From what is asked to a page as a value, and from that to markup.

use askama::Template;
use listing::{Cell, Listing, Section};
use market::Market;
use market::pages::{self, Reader};
use register::Snapshot;
use vocabulary::{Code, Findings};

use super::around::{fields, notice, switch};
use super::charts::chart_of;
use super::facts::MarketFacts;
use super::links::Linker;
use super::maps;
use super::view::{MapBy, Subject, View};
use crate::chart::Figure;
use crate::components::{Button, ButtonKind, InsetText, Link, SummaryList, Table};
use crate::{Html, Shell};

/// What is asked for isn't there: what was seen, what was expected.
#[derive(Debug, Clone, PartialEq)]
pub struct NotFound(pub Findings);

/// A page of the market, ready to show.
#[derive(Debug, Clone)]
pub struct MarketPage {
    /// What it is about.
    pub subject: Subject,
    /// How it is looked at.
    pub view: View,
    /// What it says: the same value as the command line prints.
    pub listing: Listing,
    numbers: Vec<(String, String)>,
    switch: Vec<Link>,
    notice: Option<InsetText>,
    fields: Vec<Html>,
    map: Option<MapPart>,
    parts: Vec<Part>,
}

/// The map with what belongs to it.
#[derive(Debug, Clone)]
struct MapPart {
    title: String,
    switch: Vec<Link>,
    drawing: Html,
    legend: Html,
    table: Table,
}

/// A section as it is shown.
#[derive(Debug, Clone)]
struct Part {
    id: &'static str,
    title: String,
    notes: Vec<String>,
    pairs: Option<SummaryList>,
    figure: Option<Figure>,
    table: Option<Table>,
    files: Vec<Link>,
}

#[derive(Template)]
#[template(path = "market.html")]
struct Page<'a> {
    shell: Shell,
    page: &'a MarketPage,
}

impl MarketPage {
    /// The whole page as markup, within what its server puts around it.
    pub fn html(&self, mut shell: Shell) -> Html {
        shell.title = self.listing.title.clone();
        if self.subject != Subject::Whole {
            let home = self.view.without_filters().address(&Subject::Whole);
            shell.breadcrumbs = vec![Link::to(home, "The market")];
        }
        for link in &mut shell.navigation {
            link.is_current = link.href.starts_with("/market");
        }
        Html::of(&Page { shell, page: self })
    }

    /// The sections that can be jumped to.
    fn contents(&self) -> Vec<Link> {
        self.parts.iter().map(|part| Link::to(format!("#{}", part.id), part.title.clone())).collect()
    }

    fn action(&self) -> String {
        self.subject.path()
    }

    fn show(&self) -> Button {
        Button { text: "Show".into(), kind: ButtonKind::Secondary, ..Button::default() }
    }
}

/// What a subject has to say, and the part of the market that it speaks of.
pub(super) struct Said<'a> {
    pub listing: Listing,
    pub market: Market<'a>,
}

/// Makes what is said of a subject. With `all`, no table leaves anything out.
pub(super) fn said<'a>(
    facts: &'a MarketFacts,
    subject: &Subject,
    view: &View,
    all: bool,
) -> Result<Said<'a>, NotFound> {
    let snapshot: &Snapshot = facts.snapshot(view.is_now());
    let on = Some(view.on.unwrap_or(facts.day()));
    let filter = view.filter(subject);
    let market = pages::select(snapshot, &filter, on).map_err(NotFound)?;
    let unknown = |what: &str, code: &Code| {
        NotFound(vec![register::nearest::unknown(&snapshot.name, what, code.as_str(), &[])])
    };
    let mut listing = match subject {
        Subject::Agreement(code) => {
            let line = snapshot.rows.agreement_lines.iter().find(|line| line.line_id == *code);
            pages::agreement_page(&market, line.ok_or_else(|| unknown("agreement line", code))?)
        }
        Subject::Source(code) => pages::source_page(snapshot, code).ok_or_else(|| unknown("source", code))?,
        _ => {
            let more = "the table under the map names all of them, the files have every line";
            let reader = Reader { buyers_max: if all { usize::MAX } else { 20 }, more_buyers: more };
            pages::page(&market, &filter, reader)
        }
    };
    if let Subject::Unit(code) | Subject::Buyer(code) = subject {
        listing.add(pages::succession_section(facts.was(), code));
    }
    if !matches!(subject, Subject::Agreement(_) | Subject::Source(_)) {
        listing.add(pages::sources_section(&market));
    }
    Ok(Said { listing, market })
}

/// The page of a subject.
///
/// Errors: a code that names nothing, with those that are near.
pub fn page_of(facts: &MarketFacts, subject: &Subject, view: &View) -> Result<MarketPage, NotFound> {
    let Said { listing, market } = said(facts, subject, view, false)?;
    let linker = Linker { snapshot: market.snapshot, view: view.without_filters() };
    let agreements: Vec<Subject> = match subject {
        Subject::Buyer(_) => {
            market.lines.iter().map(|line| Subject::Agreement(line.line_id.clone())).collect()
        }
        _ => Vec::new(),
    };
    let part = |section: &Section| part(section, subject, view, &linker, &agreements);
    Ok(MarketPage {
        numbers: listing
            .numbers
            .iter()
            .map(|number| (number.title.clone(), headline(&number.value)))
            .collect(),
        switch: switch(facts, subject, view),
        notice: notice(facts, subject, view, &linker, market.lines.is_empty()),
        fields: fields(facts, subject, view),
        map: map(facts, subject, view, &market, &linker),
        parts: listing.sections.iter().map(part).collect(),
        subject: subject.clone(),
        view: view.clone(),
        listing,
    })
}

/// A number as large as it may stand: millions with one place.
fn headline(cell: &Cell) -> String {
    match cell {
        Cell::Money(amount) => amount.headline(),
        cell => cell.words(),
    }
}

fn part(
    section: &Section,
    subject: &Subject,
    view: &View,
    linker: &Linker<'_>,
    agreements: &[Subject],
) -> Part {
    let lines = section.id == "lines";
    let row = |number: usize| agreements.get(number).filter(|_| lines).cloned();
    let table = (!section.rows.is_empty()).then(|| Table {
        hides_caption: true,
        is_compact: true,
        ..linker.table(section, &row)
    });
    let file = |ending: &str| {
        let href = format!("{}/table/{}.{ending}{}", subject.path(), section.id, view.query());
        Link::to(href, ending.to_uppercase())
    };
    Part {
        id: section.id,
        title: section.title.clone(),
        notes: section.notes.clone(),
        pairs: (!section.pairs.is_empty())
            .then(|| SummaryList::of(section.pairs.iter().map(|(key, value)| (key, value)))),
        figure: chart_of(section).map(|chart| chart.figure_beside_its_table()),
        files: if table.is_some() { ["csv", "xlsx", "json"].map(file).to_vec() } else { Vec::new() },
        table,
    }
}

fn map(
    facts: &MarketFacts,
    subject: &Subject,
    view: &View,
    market: &Market<'_>,
    linker: &Linker<'_>,
) -> Option<MapPart> {
    // Of one unit's customers only their shares differ.
    let by = match subject {
        Subject::Whole | Subject::Service(_) => view.map,
        Subject::Unit(_) => MapBy::Share,
        Subject::Buyer(_) | Subject::Agreement(_) | Subject::Source(_) => return None,
    };
    if market.lines.is_empty() {
        return None;
    }
    let boundaries = facts.boundaries()?;
    let (map, table) = maps::map_of(facts, market, (subject, &view.with_map(by)), linker)?;
    let link = |by: MapBy, text: &str| Link {
        text: text.to_string(),
        href: format!("{}#map", view.with_map(by).address(subject)),
        is_current: view.map == by,
    };
    let unit = format!("By {}", market.snapshot.label("unit", false));
    let switch = match subject {
        Subject::Unit(_) => Vec::new(),
        _ => vec![link(MapBy::Unit, &unit), link(MapBy::Share, "By share of allowance")],
    };
    Some(MapPart {
        title: map.words.title.clone(),
        switch,
        drawing: map.svg(boundaries),
        legend: map.legend(boundaries),
        table: Table { hides_caption: true, is_compact: true, ..table },
    })
}
