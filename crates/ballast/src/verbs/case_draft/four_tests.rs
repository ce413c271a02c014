//! The four tests that hold for any change.

use exchange::document::{Column, Inline};

use super::writer::{Writer, at, cell};

pub(super) fn write(writer: &mut Writer<'_>) {
    writer.document.section("Any change: the four tests of 2013");
    writer.document.part("1. The reasons are transparent and documented");
    writer.document.write_here("why this change, what was weighed against it, who decided that and when, and where it is documented.");
    value(writer);
    quality(writer);
    neighbours(writer);
}

fn value(writer: &mut Writer<'_>) {
    writer.document.part("2. Value for money");
    let rows = [
        ("What the body that moves saves", "leaver_saving", "value"),
        ("Real: what the system as a whole saves", "saving", "real"),
        ("Moved: cost that falls on others, net", "saving", "moved"),
        ("What the other customers pay more", "neighbours_pay_more", "value"),
        ("What the units lose", "units_lose", "value"),
    ];
    let mut cells = Vec::new();
    for (title, address, name) in rows {
        let (value, range) = (writer.shown(address, name), writer.range(address));
        cells.push(vec![cell(title), cell(value), cell(range), at(address)]);
    }
    let months = writer.explainer.result.scenario.months;
    let columns = vec![
        Column::words("What"),
        Column::number("Likely"),
        Column::number("8 in 10 draws"),
        Column::words("Address"),
    ];
    writer.document.table(format!("The saving over {months} months, real and moved"), columns, cells);
    writer.document.paragraph("A saving is real as far as the system as a whole spends less. The rest is cost that somebody else then pays.");
    writer.document.write_here(
        "why this is value for money, set against the options that were weighed, doing nothing among them.",
    );
}

/// No pounds here: quality is judged for itself.
fn quality(writer: &mut Writer<'_>) {
    writer.document.part("3. Improved quality");
    let rows = measures(writer);
    if rows.is_empty() {
        writer.document.paragraph("Quality measures of these services in the register: none are recorded.");
    } else {
        let columns = ["Service", "Measure", "Period", "Before", "Aimed at", "Measured"].map(Column::words);
        writer.document.table("Quality measures of the services that move", columns.into(), rows);
    }
    writer.document.write_here("what will be better, for whom, how it will be measured, and by when.");
}

fn measures(writer: &Writer<'_>) -> Vec<Vec<Inline>> {
    let Some(register) = &writer.explainer.register else { return Vec::new() };
    let moves = writer.explainer.list("/moves");
    let field = crate::explain::text_of;
    let moved = |row: &&register::tables::QualityMeasure| {
        moves.iter().any(|line| {
            field(line, "supplier_code") == row.supplier_code.as_str()
                && field(line, "service_code") == row.service_code.as_str()
                && field(line, "buyer_code") == row.buyer_code.as_str()
        })
    };
    let number = |value: &Option<register::tables::cell::Number>| {
        cell(value.as_ref().map_or_else(|| "–".to_string(), |number| number.0.to_string()))
    };
    let rows = register.rows.quality.iter().filter(moved).map(|row| {
        vec![
            cell(writer.explainer.service(row.service_code.as_str())),
            cell(row.measure.0.clone()),
            cell(row.period.clone()),
            number(&row.baseline),
            number(&row.target),
            number(&row.measured),
        ]
    });
    rows.collect()
}

fn neighbours(writer: &mut Writer<'_>) {
    writer.document.part("4. The effect on the local health community, in particular neighbours");
    let mut bodies = writer.bodies("neighbour");
    let change = |code: &str| {
        let rows = writer.explainer.result.effects.iter();
        let mut whole =
            rows.filter(|row| row.body_code == code && row.year.is_none() && row.account.is_none());
        whole.next().map(|row| row.change)
    };
    bodies.sort_by_key(|(code, _)| std::cmp::Reverse(change(code)));
    let mut rows = Vec::new();
    for (code, name) in bodies {
        let address = format!("effects/{code}");
        let (more, percent) = (writer.shown(&address, "change"), writer.shown(&address, "change_percent"));
        rows.push(vec![cell(name), cell(more), cell(percent), cell(writer.range(&address)), at(&address)]);
    }
    let months = writer.explainer.result.scenario.months;
    if rows.is_empty() {
        writer.document.paragraph("No other body buys from a unit that is touched.");
    } else {
        let columns = vec![
            Column::words("Buyer"),
            Column::number("Pays more"),
            Column::number("In per cent"),
            Column::number("8 in 10 draws"),
            Column::words("Address"),
        ];
        writer.document.table(
            format!("What every other buyer pays more over {months} months"),
            columns,
            rows,
        );
        writer.document.paragraph("Below zero is less. The per cent are of what each pays without the move.");
    }
    writer
        .document
        .write_here("how each of them was told, what each said, and what was changed because of it.");
}
