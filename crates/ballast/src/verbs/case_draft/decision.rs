//! Who must be asked, what each replied, and the governing body's decision.

use exchange::document::Column;

use super::opening::asked;
use super::writer::{Writer, cell};

pub(super) fn write(writer: &mut Writer<'_>) {
    replies(writer);
    writer.document.section("The decision");
    let bodies: Vec<String> = writer.bodies("leaver").into_iter().map(|(_, name)| name).collect();
    let whose = if bodies.is_empty() { "the body that moves".to_string() } else { bodies.join(", ") };
    writer.document.paragraph(format!("Decision of the governing body of {whose}, with its reasons:"));
    writer.document.write_here("proceed, proceed with changes, stay, or defer; and why.");
    writer.document.sign(&["Name", "Signature", "Date"]);
    writer.document.paragraph("The decision is the governing body's.");
}

fn replies(writer: &mut Writer<'_>) {
    let significant = writer.is_significant();
    writer.document.section(if significant {
        "Who must be asked, and what each replied"
    } else {
        "Who is told, and what each replied"
    });
    let mut rows = Vec::new();
    for (name, _, about) in asked(writer) {
        rows.push(vec![cell(name), cell(format!("oversight of {}", about.join(", "))), cell("(to write)")]);
    }
    let buyers =
        writer.bodies("neighbour").into_iter().map(|body| (body, "buys from a unit that is touched"));
    let units = writer.bodies("unit").into_iter().map(|body| (body, "supplies"));
    for ((_, name), why) in buyers.chain(units) {
        rows.push(vec![cell(name), cell(why), cell("(to write)")]);
    }
    if rows.is_empty() {
        writer.document.paragraph("Nobody else is touched.");
    } else {
        let columns = ["Who", "Why", "Reply, and its date"].map(Column::words);
        writer.document.table("Replies", columns.into(), rows);
    }
    writer.document.note("No reply is shown as no reply, never as consent.");
}
