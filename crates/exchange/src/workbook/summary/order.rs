use appraisal::input::RankBy;

use super::Table;
use crate::workbook::expr::{At, Cell, Expr, range, text_at};
use crate::workbook::names::Names;
use crate::workbook::style::{Kind, Look};
use crate::workbook::told::Told;

/// A place that comes after every other: that of an option without points.
const LAST: f64 = 9999.0;

/// The place of each option: by points and then money, or by money alone; equals as they are listed.
pub(super) fn order(
    table: &mut Table,
    told: &Told<'_>,
    names: &mut Names,
    (points, net): (&[Cell], &[Cell]),
) -> Vec<Cell> {
    table.label("Ranked by (points, then money; or money)", Look::Words);
    let by = table.sheet.text(table.row, 1, told.answer.appraisal.order().word(), Look::Input);
    table.sheet.one_of(&by, &["points", "money"]);
    names.at("rank_by", &by);
    table.row += 1;
    table.label("Place by points", Look::Words);
    let by_points = told.answer.appraisal.order() == RankBy::Points;
    let known = appraisal::points::places(&told.answer.points.weighted);
    let mut ranks = Vec::new();
    for index in 0..table.options {
        let column = 1 + index as u16;
        let place = known.get(index).copied().flatten().map_or(LAST, |place| place as f64);
        let look = (Look::Formula, Kind::Place);
        let rank = match points.get(index) {
            Some(point) => {
                let parts = [text_at(&by), point.into(), point.into(), range(points)];
                let text = format!("IF({{}}=\"points\",IF(ISNUMBER({{}}),RANK({{}},{{}}),{LAST}),{LAST})");
                let value = if by_points { place } else { LAST };
                table.sheet.formula(table.row, column, &Expr::template(&text, &parts, value), look)
            }
            None => table.sheet.number(table.row, column, LAST, look),
        };
        ranks.push(rank);
    }
    table.row += 1;
    table.label("Place", Look::Strong);
    let mut places = Vec::new();
    for index in 0..table.options {
        let place = told.answer.order.iter().position(|option| *option == index).map_or(0, |place| place + 1);
        let parts = [
            range(&ranks),
            (&ranks[index]).into(),
            range(&ranks),
            (&ranks[index]).into(),
            range(net),
            (&net[index]).into(),
            range(&ranks),
            (&ranks[index]).into(),
            range(net),
            (&net[index]).into(),
            range(&ranks),
            (&ranks[index]).into(),
        ];
        let text = "1+SUMPRODUCT(({}<{})+({}={})*({}>{})+({}={})*({}={})*(COLUMN({})<COLUMN({})))";
        let expr = Expr::template(text, &parts, place as f64);
        places.push(table.sheet.formula(table.row, 1 + index as u16, &expr, (Look::Headline, Kind::Count)));
    }
    table.row += 1;
    places
}

/// The preferred option: what the author names, else what comes first.
pub(super) fn preferred(
    table: &mut Table,
    told: &Told<'_>,
    names: &mut Names,
    (titles, places): (&[At], &[Cell]),
) -> (Cell, At, Cell) {
    let answer = told.answer;
    let block: Vec<Cell> = titles.iter().map(|at| Cell { at: at.clone(), value: 0.0 }).collect();
    table.label("Comes first", Look::Words);
    let first = answer.order.first().map_or(0.0, |first| (first + 1) as f64);
    let first = Expr::template("MATCH(1,{},0)", &[range(places)], first);
    let look = (Look::Formula, Kind::Count);
    let first = table.sheet.formula(table.row, 1, &first, look);
    table.sheet.text(table.row, 2, "counted from the left", Look::Aside);
    table.row += 1;
    table.label("Preferred by the author (blank: what comes first)", Look::Words);
    let named = answer
        .appraisal
        .preferred
        .as_ref()
        .and_then(|code| answer.options.iter().find(|option| option.id == *code));
    let author =
        table.sheet.text(table.row, 1, named.map_or("", |option| option.title.as_str()), Look::Input);
    table.row += 1;
    table.label("Preferred option", Look::Strong);
    let parts = [text_at(&author), (&first).into(), text_at(&author), range(&block)];
    let text = "IF({}=\"\",{},MATCH({},{},0))";
    let position = Expr::template(text, &parts, (answer.preferred + 1) as f64);
    let position = table.sheet.formula(table.row, 1, &position, look);
    let parts = [range(&block), (&position).into()];
    let title = answer.options.get(answer.preferred).map_or("", |option| option.title.as_str());
    let title =
        table.sheet.words(table.row, 2, ("INDEX({},{})", &parts), title, (Look::StrongPlain, Kind::Text));
    names.at("preferred_option", &title);
    table.row += 2;
    (position, title, first)
}
