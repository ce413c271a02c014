use exchange::result::Told;
use stability::sobol::Estimated;
use vocabulary::Pence;

use crate::text::{Align, Page};

/// What drives the answer: each assumption at its two ends, and what share of the variance it makes.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let drivers = &told.answer.drivers;
    if drivers.is_empty() {
        return;
    }
    page.heading("What drives the answer?");
    let found = told.answer.sensitivity.as_ref();
    let pounds = |pence: f64| Pence::round(pence).whole_pounds();
    let mut columns = vec![
        ("everyone else pays more, net, when", Align::Left),
        ("it is low", Align::Right),
        ("it is high", Align::Right),
    ];
    if found.is_some() {
        columns.extend([("alone", Align::Right), ("in all", Align::Right)]);
    }
    let rows: Vec<Vec<String>> = drivers
        .iter()
        .take(5)
        .map(|driver| {
            let mut row = vec![driver_name(told, &driver.name), pounds(driver.low), pounds(driver.high)];
            if let Some(found) = found {
                let index = found.of(&driver.name);
                row.push(share(index.map(|index| index.first_order)));
                row.push(share(index.map(|index| index.total)));
            }
            row
        })
        .collect();
    page.table(&columns, &rows);
    let Some(found) = found else { return };
    page.paragraph(&format!(
        "“Alone” and “in all”: of how far the draws lie apart (their variance), the share that would go if this were \
         known, and the share that would stay if only this were not; ± standard error, from {} base samples, {} pairs \
         of runs.",
        found.done,
        u64::from(found.done) * (found.names.len() as u64 + 2)
    ));
}

/// A share with its standard error: `42% ± 3`.
fn share(found: Option<Estimated>) -> String {
    found.map_or_else(
        || "–".to_string(),
        |found| {
            let percent = (found.value * 100.0).round() + 0.0;
            format!("{percent:.0}% ± {:.0}", found.standard_error * 100.0).replace('-', "−")
        },
    )
}

/// An assumption with its range: `× 0.85 to 1.25`, or from one number to another.
fn driver_name(told: &Told<'_>, name: &str) -> String {
    let scenario = &told.answer.scenario;
    let found = scenario.assumptions.iter().find(|assumption| assumption.at == name);
    match found {
        Some(a) if a.scale => format!("{name} × {} to {}", a.value.low(), a.value.high()),
        Some(a) => format!("{name} from {} to {}", a.value.low(), a.value.high()),
        None => format!("{name} from {} to {}", scenario.reluctance.low(), scenario.reluctance.high()),
    }
}
