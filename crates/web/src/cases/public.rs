use actions::{Refusal, SeenCase, acts};
use axum::extract::{Path, State};
use axum::response::Response;
use exchange::public::{Feed, OCID_PREFIX, Publisher, atom, cases_csv, moves_csv, ocds};
use vocabulary::Date;

use super::on::found;
use super::words;
use crate::Html;
use crate::components::{Column, Table};
use crate::files::sent;
use crate::site::plain::{Plain, list};
use crate::site::{Refused, Site, Visitor, encoded, shell};

/// `GET /published`: published cases with their outcomes and decisions. No account is needed.
pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let cases = acts::see_public_cases(site.desk(), site.now()).await?;
    let lead = match cases.len() {
        0 => "No case is published yet.".to_string(),
        1 => "One case is published.".to_string(),
        several => format!("{several} cases are published."),
    };
    let page = Plain::new(shell(&site, &visitor), "Published cases and decisions").lead(lead);
    let page = if cases.is_empty() { page } else { page.add(table(&cases)) };
    let prove = Html::raw("What was decided can be checked without us: ")
        .then(Html::link("/prove", "prove what was recorded"))
        .then(Html::raw("."));
    let files = [
        ("cases.csv", "Published cases (CSV)"),
        ("moves.csv", "Register of moves (CSV)"),
        ("feed.atom", "Feed of published cases (Atom)"),
        ("ocds.json", "Published cases as open contracting data (OCDS 1.1)"),
    ];
    let files = files.map(|(file, words)| Html::link(&format!("/published/{file}"), words));
    let page = page.text("Each is read as it was sent, without what is exempt.").text(prove);
    Ok(found(page.heading("As data").add(list(files))))
}

/// The licence of what is published here.
const LICENCE: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
/// A day on which the domain of this server was its own: names that begin with it stay.
const BEGUN: Date = jiff::civil::date(2026, 11, 22);

/// `GET /published/{file}`: the same as data.
pub(super) async fn file(State(site): State<Site>, Path(file): Path<String>) -> Result<Response, Refused> {
    let address = site.settings().public_address.trim_end_matches('/');
    let data = acts::see_public_data(site.desk(), address, site.now()).await?;
    let here = format!("{address}/published/{file}");
    let domain = address.rsplit('/').next().filter(|domain| !domain.is_empty()).unwrap_or("ballast.invalid");
    match file.as_str() {
        "cases.csv" => Ok(sent(&file, "text/csv; charset=utf-8", cases_csv(&data.cases))),
        "moves.csv" => Ok(sent(&file, "text/csv; charset=utf-8", moves_csv(&data.moves))),
        "feed.atom" => {
            let feed = Feed {
                title: "Published cases and decisions".to_string(),
                address: here,
                page: format!("{address}/published"),
                author: "Ballast".to_string(),
                authority: (domain.split(':').next().unwrap_or(domain).to_string(), BEGUN),
                begun: BEGUN,
            };
            Ok(sent(&file, "application/atom+xml; charset=utf-8", atom(&feed, &data.cases).into_bytes()))
        }
        "ocds.json" => {
            let publisher = Publisher {
                name: "Ballast".to_string(),
                address: here,
                ocid_prefix: OCID_PREFIX.to_string(),
                scheme: "GB-NHS".to_string(),
                license: LICENCE.to_string(),
                made_at: site.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            };
            let package = format!("{:#}\n", ocds(&publisher, &data.cases));
            Ok(sent(&file, "application/json", package.into_bytes()))
        }
        _ => Err(Refusal::NotFound.into()),
    }
}

fn table(cases: &[SeenCase]) -> Table {
    let columns = ["Case", "Who", "Unit", "Outcome of the review", "Decision", "Published"];
    let row = |case: &SeenCase| {
        let view = case.view();
        let at = format!("/cases/{}", encoded(case.reference().as_str()));
        let who: Vec<String> = case.commissioners().into_iter().map(|body| case.name(body)).collect();
        let units: Vec<String> = case.setup().units.iter().map(|body| case.name(body)).collect();
        let outcome = view.outcome.map_or("One page: no review", |outcome| words::verdict(outcome.verdict));
        let decided: Vec<&str> =
            view.decisions.iter().map(|(_, decision)| words::choice(decision.choice)).collect();
        let published = view.history.iter().find(|step| step.act == casework::ActKind::Publish);
        vec![
            Html::link(&at, case.notice().0),
            who.join(", ").into(),
            units.join(", ").into(),
            outcome.into(),
            decided.join(", ").into(),
            published.map(|step| words::day(step.on)).unwrap_or_default().into(),
        ]
    };
    let columns = columns.map(Column::words).into();
    Table::new("Published cases, the last one first", columns, cases.iter().map(row).collect())
}
