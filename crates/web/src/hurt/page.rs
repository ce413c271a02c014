//! From what a page says to markup, and to files.

use askama::Template;
use exchange::result::Told;
use listing::{Cell, Listing, Section};
use vocabulary::Findings;

use super::about::{About, AboutFile};
use super::cells::Cells;
use super::charts;
use super::maps::{map_of, table_of};
use super::part::Part;
use super::postings::{PAGE_ROWS, PostingsView, years};
use super::said::WHY;
use super::seen::Seen;
use crate::chart::Figure;
use crate::components::{
    Button, ButtonKind, InsetText, Link, Pagination, Question, Select, SummaryList, Table,
};
use crate::files::section_file;
use crate::map::Boundaries;
use crate::{Html, Shell};

/// What a page of a result is made from.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The answer, as far as the reader sees it.
    pub seen: Seen<'a>,
    /// The areas, if they are known.
    pub boundaries: Option<&'a Boundaries>,
}

/// A section as it is shown.
#[derive(Debug, Clone)]
struct Shelf {
    id: &'static str,
    title: String,
    notes: Vec<String>,
    pairs: Option<SummaryList>,
    figures: Vec<Figure>,
    table: Option<Table>,
    more: Option<String>,
    files: Vec<Link>,
}

/// A page of a result, ready to show.
#[derive(Debug, Clone)]
pub struct ResultPage {
    about: About,
    part: Part,
    /// What it says: the value that its files have as well.
    pub listing: Listing,
    numbers: Vec<(String, String, Option<String>)>,
    notice: Option<InsetText>,
    map: Option<(Html, Html)>,
    fields: Vec<Html>,
    shelves: Vec<Shelf>,
    pagination: Option<Pagination>,
}

#[derive(Template)]
#[template(path = "hurt_result.html")]
struct Page<'a> {
    shell: Shell,
    page: &'a ResultPage,
}

/// Rows of a table on a page; its files have all.
const ROWS_MAX: usize = 60;

/// A page of a result.
pub fn result_page(shown: &Shown<'_>, about: About, part: Part, view: &PostingsView) -> ResultPage {
    let mut listing = shown.seen.said(part, view);
    let mut map = None;
    if let (Part::Map, Some(boundaries)) = (part, shown.boundaries) {
        let mapped = shown.seen.mapped();
        let drawn = map_of(&mapped, &about.id);
        map = Some((drawn.svg(boundaries), drawn.legend(boundaries)));
        listing.add(table_of(&mapped, boundaries));
    }
    about.say_what_is_signed(&mut listing, part);
    let cells = Cells { id: &about.id, view };
    let told = shown.seen.told();
    let shelf = |section: &Section| shelf(told.as_ref(), section, part, view, &cells);
    let shelves = listing.sections.iter().map(shelf).collect();
    let postings = told.filter(|_| part == Part::Postings);
    let pages = postings.map_or(0, |told| view.pages(&told));
    let at = |page: usize| format!("/hurt/{}/postings{}", about.id, view.query(page));
    ResultPage {
        numbers: if part == Part::Answer { numbers(&listing) } else { Vec::new() },
        notice: told
            .is_none()
            .then(|| InsetText { html: Html::raw("<p>").then(WHY).then(Html::raw("</p>")) }),
        fields: postings.map(|told| fields(&told, view)).unwrap_or_default(),
        pagination: (pages > 1).then(|| Pagination::of(pages, view.page.clamp(1, pages), at)),
        about,
        part,
        listing,
        map,
        shelves,
    }
}

/// Likely value and range of each number at the head.
fn numbers(listing: &Listing) -> Vec<(String, String, Option<String>)> {
    let rows = listing.section("numbers").map(|section| section.rows.as_slice()).unwrap_or_default();
    let one = |(number, row): (&listing::Figure, &Vec<Cell>)| {
        let likely = match &number.value {
            Cell::Money(amount) => amount.headline(),
            cell => cell.words(),
        };
        let range = match (row.get(2), row.get(3)) {
            (Some(Cell::Money(low)), Some(Cell::Money(high))) => {
                Some(format!("8 in 10: {} to {}", low.headline(), high.headline()))
            }
            _ => None,
        };
        (number.title.clone(), likely, range)
    };
    listing.numbers.iter().zip(rows).map(one).collect()
}

/// The rows of a section that its page shows, by number.
fn shown_rows(section: &Section, part: Part, view: &PostingsView) -> Vec<usize> {
    let all = section.rows.len();
    match (part, section.id) {
        (Part::Postings, "postings") => {
            let first = view.page.max(1).saturating_sub(1) * PAGE_ROWS;
            (first.min(all)..(first + PAGE_ROWS).min(all)).collect()
        }
        (Part::Map | Part::Bodies, _) => (0..all).collect(),
        _ => (0..all.min(ROWS_MAX)).collect(),
    }
}

fn shelf(
    told: Option<&Told<'_>>,
    section: &Section,
    part: Part,
    view: &PostingsView,
    cells: &Cells<'_>,
) -> Shelf {
    let rows = shown_rows(section, part, view);
    // The months stand under their chart; the files have each of them.
    let is_charted = section.id == "residual";
    let table = (!rows.is_empty() && !is_charted).then(|| cells.table(section, &rows));
    let left_out = section.rows.len() - rows.len();
    let more = (left_out > 0 && table.is_some() && part != Part::Postings)
        .then(|| format!("{left_out} more rows are in the files."));
    let query = if matches!(part, Part::Postings | Part::Bodies) { view.query(0) } else { String::new() };
    let file = |ending: &str| {
        let slug = if part == Part::Answer { "answer" } else { part.slug() };
        let href = format!("/hurt/{}/table/{slug}/{}.{ending}{query}", cells.id, section.id);
        Link::to(href, ending.to_uppercase())
    };
    let has_files = !section.rows.is_empty();
    Shelf {
        id: section.id,
        title: section.title.clone(),
        notes: section.notes.clone(),
        pairs: (!section.pairs.is_empty())
            .then(|| SummaryList::of(section.pairs.iter().map(|(key, value)| (key, value)))),
        figures: told.map(|told| charts::figures(told, section)).unwrap_or_default(),
        files: if has_files { ["csv", "xlsx", "json"].map(file).to_vec() } else { Vec::new() },
        table,
        more,
    }
}

/// The fields that narrow the postings.
fn fields(told: &Told<'_>, view: &PostingsView) -> Vec<Html> {
    let impact = &told.answer.impact;
    let mut bodies: Vec<(String, String)> =
        impact.bodies().into_iter().map(|body| (impact.code(body).to_string(), told.name(body))).collect();
    bodies.sort_by(|a, b| a.1.cmp(&b.1));
    let accounts = ledger::Account::ALL
        .iter()
        .map(|account| (account.to_string(), account.to_string().replace('_', " ")));
    let years = years(told).into_iter().map(|year| (year.to_string(), year.to_string()));
    let all = || std::iter::once((String::new(), "All".to_string()));
    let select = |name: &str, label: &str, options: Vec<(String, String)>, selected: String| {
        Html::from(Select { question: Question::new(name, label), options, selected })
    };
    let runs =
        vec![(String::new(), "With the move".to_string()), ("without".to_string(), "Without it".to_string())];
    let body = view.body.as_ref().map(|code| code.to_string()).unwrap_or_default();
    vec![
        select("body", "Body", all().chain(bodies).collect(), body),
        select("account", "Account", all().chain(accounts).collect(), view.account.clone()),
        select("year", "Year", all().chain(years).collect(), view.year.clone()),
        select("run", "Run", runs, view.run.clone()),
    ]
}

/// One table of a page as a file: name, media type, bytes. `page.json` is the whole page.
///
/// None when the page has no such table; findings when it can't be written.
pub fn table_file(
    shown: &Shown<'_>,
    part: Part,
    view: &PostingsView,
    file: &str,
) -> Option<Result<(&'static str, Vec<u8>), Findings>> {
    let mut listing = shown.seen.said(part, view);
    if let (Part::Map, Some(boundaries)) = (part, shown.boundaries) {
        listing.add(table_of(&shown.seen.mapped(), boundaries));
    }
    section_file(&listing, file)
}

impl ResultPage {
    /// The whole page as markup, within what its server puts around it.
    pub fn html(&self, mut shell: Shell) -> Html {
        shell.title = match self.part {
            Part::Answer => self.about.title.clone(),
            part => format!("{} – {}", part.title(), self.about.title),
        };
        shell.breadcrumbs = vec![Link::to("/hurt", "Who else is hurt?")];
        if self.part != Part::Answer {
            shell.breadcrumbs.push(Link::to(format!("/hurt/{}", self.about.id), self.about.title.clone()));
        }
        Html::of(&Page { shell, page: self })
    }

    fn heading(&self) -> &str {
        if self.part == Part::Answer { &self.about.title } else { self.part.title() }
    }

    /// The other pages of the result.
    fn parts(&self) -> Vec<Link> {
        let link = |part: Part| {
            let path = format!("/hurt/{}/{}", self.about.id, part.slug());
            Link {
                text: part.title().to_string(),
                href: path.trim_end_matches('/').to_string(),
                is_current: part == self.part,
            }
        };
        Part::ALL.into_iter().map(link).collect()
    }

    /// Why it is an illustration only.
    fn illustrative(&self) -> Option<String> {
        self.about.illustrative().filter(|_| self.part == Part::Answer)
    }

    fn is_answer(&self) -> bool {
        self.part == Part::Answer
    }

    fn action(&self) -> String {
        format!("/hurt/{}/postings", self.about.id)
    }

    fn show(&self) -> Button {
        Button { text: "Show".into(), kind: ButtonKind::Secondary, ..Button::default() }
    }

    fn freeze(&self) -> Button {
        Button { text: "Freeze as exhibit".into(), prevents_double_click: true, ..Button::default() }
    }

    /// Files are told where the postings are, and where it is said how it was worked out.
    fn shows_files(&self) -> bool {
        matches!(self.part, Part::Postings | Part::How) && !self.about.files.is_empty()
    }

    fn file_href(&self, file: &AboutFile) -> String {
        format!("/hurt/{}/files/{}", self.about.id, crate::site::encoded(&file.path))
    }
}
