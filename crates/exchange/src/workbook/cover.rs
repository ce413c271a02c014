use appraisal::page::sentence;
use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::expr::{At, Cell, Expr, range, text_at};
use super::names::Names;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::summary::SummaryCells;
use super::told::Told;

/// The name of the sheet.
pub(super) const COVER: &str = "Cover";

/// The row of the answer in one sentence.
const SENTENCE: u32 = 3;

/// A sheet of the workbook and what is on it.
pub(super) struct Content {
    pub sheet: String,
    pub about: String,
}

/// Writes the sheet.
pub(super) fn cover(
    told: &Told<'_>,
    names: &mut Names,
    (summary, differences): (&SummaryCells, &Cell),
    contents: &[Content],
) -> Result<Worksheet, Findings> {
    let appraisal = &told.answer.appraisal;
    let mut sheet = Sheet::new(COVER, told.results, &[44.0, 24.0, 84.0]);
    sheet.text(0, 0, &appraisal.title, Look::Title);
    sheet.height(0, 34.0);
    let from = format!(
        "An appraisal by {} of what it has from {}, prepared on {}; {} months from {}.",
        told.body(&appraisal.buyer),
        told.body(&appraisal.supplier),
        appraisal.prepared_on,
        appraisal.months,
        appraisal.start
    );
    sheet.text(1, 0, &from, Look::Aside);
    let numbers = numbers(&mut sheet, names, summary, told);
    let mut row = 10;
    sheet.text(row, 0, "Numbers that differ from the engine’s", Look::Words);
    sheet.formula(row, 1, &Expr::from(differences), (Look::Formula, Kind::Count));
    sheet.text(row, 2, "0 as issued; more once an input is changed here. See Checks.", Look::Aside);
    row = sheet.heading(row + 2, "Contents");
    for content in contents {
        sheet.link(row, 0, &content.sheet, &content.sheet);
        sheet.text(row, 1, &content.about, Look::Plain);
        row += 1;
    }
    row = key(&mut sheet, row + 1);
    row = whose(&mut sheet, told, row + 1);
    answer(&mut sheet, names, told, (summary, &numbers), row + 1);
    sheet.one_page();
    sheet.finish()
}

/// The four numbers of the preferred option.
fn numbers(sheet: &mut Sheet, names: &mut Names, summary: &SummaryCells, told: &Told<'_>) -> [Cell; 4] {
    let preferred = told.answer.preferred;
    let mut row = 5;
    let mut put = |name: &str, label: &str, cells: &[Cell]| {
        sheet.text(row, 0, label, Look::Words);
        let parts = [range(cells), (&summary.preferred).into()];
        let value = cells.get(preferred).map_or(0.0, |cell| cell.value);
        let expr = Expr::template("INDEX({},{})", &parts, value);
        let cell = sheet.formula(row, 1, &expr, (Look::Headline, Kind::Pounds));
        sheet.height(row, 19.0);
        names.cell(name, &cell);
        row += 1;
        cell
    };
    [
        put("preferred_cost_us", "Cost to us", &summary.us),
        put("preferred_cost_others", "Cost to others", &summary.others),
        put("preferred_cost_purse", "Cost to the public purse", &summary.purse),
        put("preferred_npsv", "Net present social value", &summary.net),
    ]
}

/// The answer as one sentence, put together by a formula from the numbers below it; the next row.
fn answer(
    sheet: &mut Sheet,
    names: &mut Names,
    told: &Told<'_>,
    (summary, numbers): (&SummaryCells, &[Cell; 4]),
    row: u32,
) -> u32 {
    let known = sentence(told.answer, told.snapshot);
    let mut row = sheet.heading(row, "What the sentence above is made of, beside its numbers");
    sheet.text(row, 0, "The horizon", Look::Words);
    let span = sheet.text(row, 1, &span(told.answer.appraisal.months), Look::Engine);
    row += 1;
    sheet.text(row, 0, "Preferred when it was made", Look::Words);
    let issued = sheet.number(row, 1, (told.answer.preferred + 1) as f64, (Look::Engine, Kind::Count));
    sheet.text(
        row,
        2,
        "counted from the left; for another option, how firmly it stands is left out",
        Look::Aside,
    );
    row += 1;
    sheet.text(row, 0, "How firmly it stands", Look::Words);
    let firm = sheet.text(row, 1, firmness(&known), Look::Engine);
    row += 1;
    let (beside, than) = weighed(sheet, told, summary, row);
    let [us, others, purse, _] = numbers;
    let preferred = Expr::from(&summary.preferred);
    let mut parts: Vec<Expr> = vec![
        text_at(&summary.preferred_title),
        preferred.clone(),
        (&summary.first).into(),
        us.into(),
        purse.into(),
        text_at(&than),
        text_at(&span),
        text_at(&beside),
    ];
    // Each number stands twice: for its sign, and for its size.
    for cell in [us, others, purse] {
        parts.extend([cell.into(), cell.into()]);
    }
    parts.extend([preferred, (&issued).into(), text_at(&firm)]);
    let at = {
        sheet.across(SENTENCE, (0, 2), Look::Answer);
        sheet.words(SENTENCE, 0, (&formula(), &parts), &known, (Look::Answer, Kind::Text))
    };
    sheet.height(SENTENCE, 52.0);
    names.at("answer", &at);
    row + 3
}

/// What the options are weighed against, as the sentence says it: beside what, and than what nobody pays more.
fn weighed(sheet: &mut Sheet, told: &Told<'_>, summary: &SummaryCells, row: u32) -> (At, At) {
    sheet.text(row, 0, "Weighed against", Look::Words);
    sheet.text(row + 1, 0, "Where nothing changes, the same as", Look::Words);
    let against = told.answer.appraisal.weighed_against();
    let Some((index, title)) = against.and_then(|index| Some((index, summary.titles.get(index)?))) else {
        sheet.text(row, 2, "business as usual", Look::Aside);
        return (sheet.text(row, 1, "", Look::Engine), sheet.text(row + 1, 1, "today", Look::Engine));
    };
    let is_itself = index == told.answer.preferred;
    let words = told.against_title();
    let look = (Look::Formula, Kind::Text);
    let known = if is_itself { String::new() } else { format!(" beside “{words}”") };
    let parts = [text_at(&summary.preferred_title), text_at(title), text_at(title)];
    let beside = sheet.words(row, 1, ("IF({}={},\"\",\" beside “\"&{}&\"”\")", &parts), &known, look);
    let known =
        if is_itself { "in what it is weighed against".to_string() } else { format!("with “{words}”") };
    let text = "IF({}={},\"in what it is weighed against\",\"with “\"&{}&\"”\")";
    let than = sheet.words(row + 1, 1, (text, &parts), &known, look);
    (beside, than)
}

/// The formula of the sentence, `{}` for each of its parts.
fn formula() -> String {
    let money =
        |whom: &str| format!("IF({{}}<0,\"saves \",\"costs \")&\"{whom} \"&TEXT(ABS({{}}),\"£#,##0\")");
    let comes = "IF({}={},\"comes first\",\"is preferred\")";
    let all = format!(
        "\": over \"&{{}}&{{}}&\" it \"&{}&\", \"&{}&\" and \"&{}",
        money("us"),
        money("others"),
        money("the public purse")
    );
    let nothing = "\": nobody pays more or less than \"&{}";
    format!("\"“\"&{{}}&\"” \"&{comes}&IF(AND({{}}=0,{{}}=0),{nothing},{all})&IF({{}}={{}},{{}},\"\")&\".\"")
}

/// The part of the answer that says how firmly it stands.
fn firmness(sentence: &str) -> &str {
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence);
    sentence.find("; it is first in ").map_or("", |at| &sentence[at..])
}

/// A number of months as people say it.
fn span(months: u32) -> String {
    match (months / 12, months % 12) {
        (1, 0) => "one year".to_string(),
        (years, 0) => format!("{years} years"),
        _ => format!("{months} months"),
    }
}

/// What the colours mean.
fn key(sheet: &mut Sheet, row: u32) -> u32 {
    let mut row = sheet.heading(row, "How to read it");
    let rows = [
        (Look::Input, "in a frame", "An input: change it, and everything that hangs on it follows."),
        (
            Look::Engine,
            "tinted",
            "Found by the engine, which alone knows what an option does to others. It doesn’t follow inputs that are changed here.",
        ),
        (Look::Formula, "plain", "A formula. Click it to see what it is made of."),
        (
            Look::Headline,
            "underlined",
            "One of the numbers that the appraisal is about, rounded to the penny.",
        ),
    ];
    for (look, word, meaning) in rows {
        sheet.text(row, 0, word, look);
        sheet.text(row, 1, meaning, Look::Plain);
        row += 1;
    }
    sheet.text(row, 1, "Above zero, a cost is more than in what the options are weighed against. Costs are in red where they fall below zero: a saving.", Look::Plain);
    row + 1
}

/// Whose work is what.
fn whose(sheet: &mut Sheet, told: &Told<'_>, row: u32) -> u32 {
    let mut row = sheet.heading(row, "What is whose");
    let hash = &told.snapshot.hash;
    let rows = [
        ("Stages and tree", "The titles of the four stages (aim, needs, options, decision) and the tree of make, share and buy are recovered from the guide of 2013; the worksheets are ours.".to_string()),
        ("Inputs", "The author’s, each with its reason; see 3 Options and Scores.".to_string()),
        ("Rates", "Published, each with its source and review date; see Rates.".to_string()),
        ("Cost to others", format!("The engine’s, from the register {} ({}).", told.snapshot.name, &hash[..hash.len().min(12)])),
        ("Workbook", "No macros, no links to other files, nothing protected. Every formula can be changed.".to_string()),
    ];
    for (what, meaning) in rows {
        sheet.text(row, 0, what, Look::Words);
        sheet.text(row, 1, &meaning, Look::Plain);
        row += 1;
    }
    row
}
