use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::expr::{Cell, Expr, number, range};
use super::names::{Names, letter};
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;

/// The name of the sheet.
pub(super) const SCORES: &str = "Scores";

/// Places to which points are compared: beyond them lies what floating point makes of equal scores.
const TIES: i32 = 9;

/// By option: where its points and its place by points are; none where there are no criteria.
pub(super) struct ScoreCells {
    /// Weighted points out of 100; words where the option isn't scored throughout.
    pub points: Vec<Cell>,
}

/// The column of the first option.
const FIRST: u16 = 3;

/// Writes the sheet; none where there are no criteria.
pub(super) fn scores(
    told: &Told<'_>,
    names: &mut Names,
) -> Result<Option<(Worksheet, ScoreCells)>, Findings> {
    let appraisal = &told.answer.appraisal;
    if appraisal.criteria.is_empty() {
        return Ok(None);
    }
    let count = appraisal.options.len();
    let widths: Vec<f64> =
        [44.0, 11.0, 11.0].into_iter().chain((0..count).map(|_| 17.0)).chain([48.0, 44.0]).collect();
    let mut sheet = Sheet::new(SCORES, told.results, &widths);
    let lead = "What options are worth beside money. A score counts as a share of the most there is, its weight as a share of all weights.";
    let mut row = sheet.title("Criteria, weights and scores", lead);
    sheet.text(row, 0, "The most points that a criterion gives", Look::Words);
    let most = sheet.number(row, 1, appraisal.points_max, (Look::Input, Kind::Number));
    names.cell("points_max", &most);
    if let Some(lock) = &appraisal.lock {
        sheet.text(row, FIRST, &format!("Weights locked by {} on {}", lock.by, lock.on), Look::Aside);
    }
    row += 2;
    let head = row;
    row = heads(told, &mut sheet, row);
    let (weights, scores) = table(told, &mut sheet, names, row);
    row += weights.len() as u32;
    let cells = results(told, &mut sheet, (&weights, &scores, &most), row);
    sheet.freeze(head + 1, 1);
    reasons(told, &mut sheet, row + 3);
    Ok(Some((sheet.finish()?, ScoreCells { points: cells })))
}

fn heads(told: &Told<'_>, sheet: &mut Sheet, row: u32) -> u32 {
    let titles: Vec<String> = told
        .answer
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| format!("{}  {}", letter(index), option.title))
        .collect();
    let mut heads = vec![("Criterion", false), ("Weight", true), ("Share", true)];
    heads.extend(titles.iter().map(|title| (title.as_str(), true)));
    heads.extend([("What the points mean", false), ("Where the criterion is from", false)]);
    sheet.columns(row, &heads)
}

type Scores = Vec<Vec<Option<Cell>>>;

/// Weights, and by option and criterion the scores.
fn table(told: &Told<'_>, sheet: &mut Sheet, names: &mut Names, first: u32) -> (Vec<Cell>, Scores) {
    let appraisal = &told.answer.appraisal;
    let mut weights = Vec::new();
    let mut scores: Scores = vec![Vec::new(); appraisal.options.len()];
    for (row, criterion) in (first..).zip(&appraisal.criteria) {
        sheet.text(row, 0, &criterion.title, Look::Words);
        let weight = sheet.number(row, 1, criterion.weight, (Look::Input, Kind::Number));
        names.cell(&format!("weight_{}", criterion.id), &weight);
        weights.push(weight);
        for ((column, option), cells) in (FIRST..).zip(&appraisal.options).zip(&mut scores) {
            let mut given = appraisal.scores.iter();
            let score = given.find(|score| score.option == option.id && score.criterion == criterion.id);
            let value = score.map(|score| score.points.likely());
            let cell = sheet.maybe(row, column, value, (Look::Input, Kind::Number));
            if let (Some(score), Some(cell)) = (score, &cell) {
                names.cell(&format!("score_{}_{}", option.id, criterion.id), cell);
                let (low, high) = (score.points.low(), score.points.high());
                let ends = if score.points.is_fixed() { String::new() } else { format!("{low} to {high}; ") };
                sheet.note(
                    row,
                    column,
                    &format!("{ends}{}; evidence: {}", score.reason, score.evidence.word()),
                );
            }
            cells.push(cell);
        }
        let after = FIRST + appraisal.options.len() as u16;
        sheet.text(row, after, &criterion.scale, Look::Words);
        sheet.text(row, after + 1, &criterion.source, Look::Words);
    }
    names.block("weights", &weights);
    for (row, weight) in (first..).zip(&weights) {
        let share =
            Expr::template("{}/SUM({})", &[weight.into(), range(&weights)], weight.value / sum_of(&weights));
        sheet.formula(row, 2, &share, (Look::Formula, Kind::Share));
    }
    (weights, scores)
}

fn sum_of(cells: &[Cell]) -> f64 {
    cells.iter().map(|cell| cell.value).sum()
}

/// Weighted points and the place that they give.
fn results(
    told: &Told<'_>,
    sheet: &mut Sheet,
    (weights, scores, most): (&[Cell], &Scores, &Cell),
    row: u32,
) -> Vec<Cell> {
    sheet.text(row, 0, "Weighted points out of 100", Look::Words);
    sheet.formula(row, 1, &super::expr::sum(weights), (Look::Total, Kind::Number));
    sheet.text(row + 1, 0, "Place by points", Look::Words);
    let mut points = Vec::new();
    for ((column, given), known) in (FIRST..).zip(scores).zip(&told.answer.points.weighted) {
        // Blank scores are part of the block, so that one that is typed in later counts.
        let block: Vec<Cell> = (0..weights.len() as u32)
            .map(|index| Cell {
                at: super::expr::At { row: weights[0].at.row + index, column, sheet: sheet.name() },
                value: given[index as usize].as_ref().map_or(0.0, |cell| cell.value),
            })
            .collect();
        let value = known.unwrap_or(f64::NAN);
        let parts = [
            range(&block),
            number(weights.len() as f64),
            range(weights),
            range(&block),
            range(weights),
            most.into(),
        ];
        // Rounded, so that scores that are equal are not told apart by what floating point makes of them.
        let text = format!(
            "IF(COUNT({{}})<{{}},\"not scored\",ROUND(SUMPRODUCT({{}},{{}})/SUM({{}})/{{}}*100,{TIES}))"
        );
        let look = (Look::Headline, Kind::Points);
        let at = if known.is_some() {
            sheet.formula(row, column, &Expr::template(&text, &parts, value), look).at
        } else {
            sheet.words(row, column, (&text, &parts), "not scored", look)
        };
        points.push(Cell { at, value });
    }
    let places = appraisal::points::places(&told.answer.points.weighted);
    for ((column, cell), place) in (FIRST..).zip(&points).zip(places) {
        place_of(sheet, (row + 1, column), cell, &points, place);
    }
    points
}

fn place_of(sheet: &mut Sheet, (row, column): (u32, u16), cell: &Cell, all: &[Cell], place: Option<usize>) {
    let text = "IF(ISNUMBER({}),RANK({},{}),\"–\")";
    let parts = [cell.into(), cell.into(), range(all)];
    let look = (Look::Formula, Kind::Count);
    match place {
        Some(place) => {
            sheet.formula(row, column, &Expr::template(text, &parts, place as f64), look);
        }
        None => {
            sheet.words(row, column, (text, &parts), "–", look);
        }
    }
}

/// Why each score is what it is.
fn reasons(told: &Told<'_>, sheet: &mut Sheet, row: u32) {
    let appraisal = &told.answer.appraisal;
    let mut row = sheet.heading(row, "Why each score is what it is");
    row = sheet.columns(
        row,
        &[
            ("Criterion", false),
            ("Option", false),
            ("Low", true),
            ("Likely", true),
            ("High", true),
            ("Evidence", false),
            ("Why", false),
        ],
    );
    for criterion in &appraisal.criteria {
        for score in appraisal.scores.iter().filter(|score| score.criterion == criterion.id) {
            let option = appraisal.options.iter().position(|option| option.id == score.option);
            sheet.text(row, 0, &criterion.title, Look::Plain);
            sheet.text(row, 1, &option.map_or_else(String::new, letter), Look::Plain);
            for (column, value) in (2..).zip([score.points.low(), score.points.likely(), score.points.high()])
            {
                sheet.number(row, column, value, (Look::Formula, Kind::Number));
            }
            sheet.text(row, 5, score.evidence.word(), Look::Plain);
            sheet.text(row, 6, &score.reason, Look::Plain);
            row += 1;
        }
    }
}
