//! The unit's income: what it plans, what its customers say of that, and what they could spend.

use assurance::{Line, PlanRow, PlanYear, Potential, View, sums_by_year};
use vocabulary::Pence;

use super::on::On;
use super::words;
use crate::Html;
use crate::components::{Column, Details, Table};
use crate::site::plain::{Plain, list};

/// Everything that a view has of the unit's income.
pub(super) fn all(on: &On, page: Plain, view: &View<'_>) -> Plain {
    blocks(on, view).into_iter().fold(page, Plain::add)
}

/// The same as blocks, for the page of a form.
pub(super) fn blocks(on: &On, view: &View<'_>) -> Vec<Html> {
    let mut blocks = Vec::new();
    let years = sums_by_year(view.plan);
    if !years.is_empty() {
        blocks.push(heading("Planned income and cost"));
        blocks.push(Html::from(years_table(&years)));
        blocks.extend(potential_table(&on.seen.potential()));
    }
    // Line by line it stands beside what customers say, once that is seen.
    if view.reconciled.is_none() && !view.plan.is_empty() {
        let summary = "The plan line by line".into();
        blocks.push(Details { summary, html: plan_table(on, view.plan).into() }.into());
    }
    if let Some(reconciled) = &view.reconciled {
        blocks.push(heading("The plan beside what customers say"));
        blocks.push(verdict_words(reconciled));
        if !reconciled.lines.is_empty() {
            blocks.push(Html::from(lines_table(on, &reconciled.lines)));
        }
    }
    blocks
}

fn heading(text: &str) -> Html {
    Html::raw("<h2 class=\"nhsuk-heading-m\">").then(text).then(Html::raw("</h2>"))
}

fn pounds(pence: Pence) -> Html {
    pence.whole_pounds().to_string().into()
}

fn years_table(years: &[PlanYear]) -> Table {
    let columns = vec![
        Column::words("Year"),
        Column::number("Income"),
        Column::number("Cost"),
        Column::number("Income less cost"),
    ];
    let row = |year: &PlanYear| {
        let cost = if year.cost_is_whole { pounds(year.cost) } else { "not every row states one".into() };
        let surplus = year.surplus().map_or_else(|| Html::from("not known"), pounds);
        vec![year.year.to_string().into(), pounds(year.income), cost, surplus]
    };
    Table::new("What the unit plans, as it stated it", columns, years.iter().map(row).collect())
}

fn plan_table(on: &On, rows: &[PlanRow]) -> Table {
    let columns = vec![
        Column::words("Customer"),
        Column::words("Service"),
        Column::words("Year"),
        Column::number("Income"),
        Column::number("Cost"),
    ];
    let row = |row: &PlanRow| {
        let service = if row.service.is_any() { "all others".to_string() } else { row.service.to_string() };
        let cost = row.cost.map_or_else(|| "not stated".into(), pounds);
        vec![
            on.name(&row.customer).into(),
            service.into(),
            row.year.to_string().into(),
            pounds(row.income),
            cost,
        ]
    };
    Table::new("What the unit plans", columns, rows.iter().map(row).collect())
}

/// Against allowances that the register knows; none where it knows none of a year.
fn potential_table(potential: &[Potential]) -> Option<Html> {
    let known: Vec<&Potential> = potential.iter().filter(|year| year.percent().is_some()).collect();
    if known.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Year"),
        Column::number("Planned from them"),
        Column::number("Their running-cost allowances"),
        Column::number("Share"),
        Column::number("Customers left out"),
    ];
    let row = |year: &&Potential| {
        let share = year.percent().map_or(String::new(), |percent| format!("{percent:.1}%"));
        vec![
            year.year.to_string().into(),
            pounds(year.planned),
            pounds(year.allowances),
            share.into(),
            year.unknown.len().to_string().into(),
        ]
    };
    let caption = "What its customers could spend: allowances as the register has them. Left out are customers of whom it has none";
    Some(Table::new(caption, columns, known.iter().map(row).collect()).into())
}

fn verdict_words(reconciled: &assurance::Reconciled) -> Html {
    let totals = &reconciled.totals;
    let percent =
        totals.confirmed_percent().map_or(String::new(), |percent| format!(", {percent:.1}% of it"));
    list([
        format!(
            "Of {} planned, {} is confirmed{percent}: customers say that they will spend as much at least.",
            totals.planned.whole_pounds(),
            totals.confirmed.whole_pounds()
        ),
        format!(
            "{} is hoped for: between the low and the high end of what customers say.",
            totals.hoped.whole_pounds()
        ),
        format!(
            "{} is beyond what they say, and of {} nobody has said anything.",
            totals.beyond.whole_pounds(),
            totals.unstated.whole_pounds()
        ),
        format!("{} that customers will spend at least isn’t in the plan.", totals.unplanned.whole_pounds()),
    ])
}

fn lines_table(on: &On, lines: &[Line]) -> Table {
    let columns = vec![
        Column::words("Customer"),
        Column::words("Services"),
        Column::words("Year"),
        Column::number("Unit plans"),
        Column::number("Customer says"),
        Column::words("How they stand"),
        Column::number("Confirmed"),
        Column::number("Not confirmed"),
    ];
    let row = |line: &Line| {
        let services: Vec<&str> = line.services.iter().map(vocabulary::Code::as_str).collect();
        let services = match services[..] {
            ["*"] => "all".to_string(),
            _ => services.join(", ").replace('*', "all others"),
        };
        let said = line.intended.map_or("nothing".to_string(), |(low, high)| match low == high {
            true => low.whole_pounds().to_string(),
            false => format!("{} to {}", low.whole_pounds(), high.whole_pounds()),
        });
        vec![
            on.name(&line.customer).into(),
            services.into(),
            line.year.to_string().into(),
            line.planned.map_or_else(|| "nothing".into(), pounds),
            said.into(),
            words::verdict_tag(line.verdict).into(),
            pounds(line.totals.confirmed),
            pounds(line.totals.gap()),
        ]
    };
    Table::new(
        "Line by line: what the unit and its customers stated",
        columns,
        lines.iter().map(row).collect(),
    )
}
