use appraisal::answer::PostCost;
use rust_xlsxwriter::Worksheet;
use vocabulary::{Findings, PeopleBand};

use super::expr::{Cell, Expr, number, sum};
use super::names::Names;
use super::rates::{OnCostCells, RateCells};
use super::section::section;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;

/// The name of the sheet.
pub(super) const PEOPLE: &str = "People";

/// What the posts of one group cost a year, rounded to pence.
pub(super) struct PostCells {
    pub organisation: Cell,
    pub system: Cell,
}

/// By group: what it costs; none of a small one.
type AllPosts = Vec<Option<PostCells>>;

/// Writes the sheet; none where there is nothing about posts. A small group is told
/// as a band.
pub(super) fn people(
    told: &Told<'_>,
    names: &mut Names,
    rates: &RateCells,
) -> Result<Option<(Worksheet, AllPosts)>, Findings> {
    let becomes = told.page.section("people");
    if told.answer.posts.is_empty() && becomes.is_none() {
        return Ok(None);
    }
    let widths: Vec<f64> = [34.0, 30.0, 18.0, 18.0].into_iter().chain([14.0; 11]).collect();
    let mut sheet = Sheet::new(PEOPLE, told.results, &widths);
    let lead = "Posts, never names. A group of a few posts is people whom somebody knows: don’t pass this sheet on further than it needs to go.";
    let mut row = sheet.title("People", lead);
    let mut posts = Vec::new();
    if let Some(on_costs) = rates.pay.on_costs.as_ref().filter(|_| !told.answer.posts.is_empty()) {
        (row, posts) = schedule(told, &mut sheet, names, (rates, on_costs), row);
    }
    if let Some(found) = becomes {
        section(&mut sheet, row, found);
    }
    Ok(Some((sheet.finish()?, posts)))
}

fn schedule(
    told: &Told<'_>,
    sheet: &mut Sheet,
    names: &mut Names,
    (rates, on_costs): (&RateCells, &OnCostCells),
    row: u32,
) -> (u32, AllPosts) {
    let appraisal = &told.answer.appraisal;
    let title = format!("What the posts cost a year, at the rates of {}", appraisal.start);
    let mut row = sheet.heading(row, &title);
    row = sheet.columns(
        row,
        &[
            ("Service", false),
            ("Place", false),
            ("Band", false),
            ("Tier", false),
            ("Posts, whole-time", true),
            ("Pay of one, at the top", true),
            ("National Insurance", true),
            ("Pension, from every employer", true),
            ("Pension, central part", true),
            ("– of it paid by us", true),
            ("Apprentice-ship levy", true),
            ("One, to the organisation", true),
            ("One, to the system", true),
            ("All, to the organisation", true),
            ("All, to the system", true),
        ],
    );
    let mut posts = Vec::new();
    for (number, post) in (1..).zip(&told.answer.posts) {
        let found = rates.pay.bands.iter().find(|(band, _)| *band == post.post.band);
        let Some((_, pay)) = found else { continue };
        let cells = one(told, sheet, (post, pay, on_costs), row);
        if let Some(cells) = &cells {
            names.cell(&format!("posts_organisation_{number}"), &cells.organisation);
            names.cell(&format!("posts_system_{number}"), &cells.system);
        }
        posts.push(cells);
        row += 1;
    }
    let small = posts.iter().any(Option::is_none);
    sheet.text(row, 0, if small { "All that are shown" } else { "All" }, Look::Strong);
    let mut all = |column: u16, of: fn(&PostCells) -> &Cell| {
        let all: Vec<Cell> = posts.iter().flatten().map(|cells| of(cells).clone()).collect();
        sheet.formula(row, column, &sum(&all), (Look::Total, Kind::Pounds));
    };
    all(13, |cells| &cells.organisation);
    all(14, |cells| &cells.system);
    (row + 2, posts)
}

/// One group of posts. Of a small group neither how many nor what they cost together is told.
fn one(
    told: &Told<'_>,
    sheet: &mut Sheet,
    (cost, pay, on_costs): (&PostCost, &Cell, &OnCostCells),
    row: u32,
) -> Option<PostCells> {
    let post = &cost.post;
    sheet.text(row, 0, &told.service(&post.service), Look::Words);
    sheet.text(row, 1, &post.place, Look::Words);
    sheet.text(row, 2, post.band.as_str(), Look::Words);
    sheet.text(row, 3, post.tier.word(), Look::Words);
    sheet.note(row, 0, &post.source);
    let band = PeopleBand::of(post.wte);
    // The engine reads it as well, for what redundancy costs.
    let wte = match band.is_small() {
        true => {
            sheet.text(row, 4, &band.to_string(), Look::Engine);
            None
        }
        false => Some(sheet.number(row, 4, post.wte, (Look::Engine, Kind::Number))),
    };
    let mut put = |column: u16, expr: Expr| sheet.formula(row, column, &expr, (Look::Formula, Kind::Pounds));
    let pay = put(5, Expr::from(pay));
    let share = |percent: &Cell| &pay * percent / number(100.0);
    let due = (&pay - &on_costs.threshold).at_least(number(0.0)) * &on_costs.insurance / number(100.0);
    let insurance = match &on_costs.rebate {
        Some([percent, from, to]) => {
            due - (Expr::from(&pay).at_most(to.into()) - from).at_least(number(0.0)) * percent / number(100.0)
        }
        None => due,
    };
    let insurance = put(6, insurance);
    let pension = put(7, share(&on_costs.pension));
    let central = put(8, share(&on_costs.central));
    let central_ours = put(9, share(&on_costs.central_ours));
    let levy = put(10, on_costs.levy.as_ref().map_or_else(|| number(0.0), share));
    let organisation = put(11, &pay + &insurance + &pension + &central_ours + &levy);
    let system = put(12, &pay + &insurance + &pension + &central + &levy);
    let Some(wte) = wte else {
        for column in [13, 14] {
            sheet.text(row, column, "not shown: a small group", Look::Words);
        }
        return None;
    };
    let mut all = |column: u16, each: &Cell| {
        sheet.formula(row, column, &(each * &wte).rounded(2), (Look::Headline, Kind::Pounds))
    };
    let (organisation, system) = (all(13, &organisation), all(14, &system));
    Some(PostCells { organisation, system })
}
