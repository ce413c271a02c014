use exchange::result::Told;
use ledger::BodyId;
use stability::effects::percent_of;
use stability::impact::Party;

use super::{label, percent, range, signed};
use crate::text::{Align, Page};

/// Every named body that pays more or less, those that move first, then the others by what they pay more.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let impact = &told.answer.impact;
    page.heading("Who pays more, and who pays less");
    let order = |body: &BodyId| {
        let rank = match impact.party(*body) {
            Party::Leaver => 0,
            Party::Neighbour => 1,
            Party::Unit => 2,
            Party::Centre => 3,
            Party::Exchequer => 4,
        };
        (rank, std::cmp::Reverse(impact.change(*body)), impact.code(*body).clone())
    };
    let mut bodies: Vec<BodyId> =
        impact.bodies().into_iter().filter(|body| impact.change(*body).0 != 0).collect();
    bodies.sort_by_key(order);
    let mut rows: Vec<Vec<String>> = bodies.iter().map(|body| row(told, *body)).collect();
    let system = impact.system_change();
    rows.push(vec![
        "The system as a whole".to_string(),
        String::new(),
        signed(system),
        percent_of(system, impact.baseline.system_cost).map_or_else(|| "–".to_string(), percent),
        range(told.answer.ensemble.range(|draw| draw.system as f64)),
    ]);
    let columns = [
        ("", Align::Left),
        ("is", Align::Left),
        ("pays more", Align::Right),
        ("", Align::Right),
        ("8 in 10 draws", Align::Right),
    ];
    page.table(&columns, &rows);
    let months = told.answer.scenario.months;
    page.paragraph(&format!(
        "Net of what each receives, over {months} months, against the same months without the move. Transfers between \
         bodies add up to £0.00."
    ));
    untouched(told, page);
}

fn row(told: &Told<'_>, body: BodyId) -> Vec<String> {
    let impact = &told.answer.impact;
    let change = impact.change(body);
    let party = match impact.party(body) {
        Party::Leaver => "moves".to_string(),
        Party::Neighbour => "stays".to_string(),
        Party::Unit => label(told, "unit", false),
        Party::Centre => "centre".to_string(),
        Party::Exchequer => "tax".to_string(),
    };
    let of =
        percent_of(change, impact.baseline.sums.total(body)).filter(|_| impact.party(body) != Party::Unit);
    vec![
        told.name(body),
        party,
        signed(change),
        of.map_or_else(|| "–".to_string(), percent),
        range(told.answer.ensemble.change_of(body)),
    ]
}

/// Bodies in scope that pay the same: said, not listed.
fn untouched(told: &Told<'_>, page: &mut Page) {
    let impact = &told.answer.impact;
    let same = impact.bodies().into_iter().filter(|body| impact.change(*body).0 == 0).count();
    if same > 0 {
        page.paragraph(&format!("{same} more bodies of this run pay the same."));
    }
}
