//! From the codes of the command line to the game that is asked for.

use std::collections::BTreeSet;

use market::usual_date;
use register::Snapshot;
use register::tables::Role;
use stability::model::build;
use stability::prices::Game;
use stability::scenario::{Scenario, Steps};
use vocabulary::{Code, Estimate, Findings, Month};

use register::nearest;

/// Months after the start in which lines are looked at.
const HORIZON_MONTHS: u32 = 12;

/// The game of a unit, or of one service of it, at the register's usual day. Errors: a code that names nothing.
pub(crate) fn asked_game(snapshot: &Snapshot, unit: &str, service: Option<&str>) -> Result<Game, Findings> {
    let (unit, service) = (Code::new(unit), service.map(Code::new));
    let rows = &snapshot.rows;
    let by_role =
        rows.bodies.iter().filter(|row| row.roles.0.contains(&Role::Unit)).map(|row| &row.body_code);
    let units: BTreeSet<&Code> = by_role.chain(rows.cost_pools.iter().map(|pool| &pool.unit_code)).collect();
    if !units.contains(&unit) {
        let known = nearest::bodies(snapshot, units.into_iter());
        let what = snapshot.label("unit", false);
        return Err(vec![nearest::unknown(&snapshot.name, &what, unit.as_str(), &known)]);
    }
    let (model, _) = build(snapshot, &nothing_happens(snapshot), &BTreeSet::from([unit.clone()]));
    let at = model.unit_of(&unit).unwrap_or(0);
    let cell = service.as_ref().and_then(|service| model.cell_of(at, service));
    if let (Some(service), None) = (&service, cell) {
        let known = model.units[at].cells.iter().map(|cell| &model.cells[*cell].code);
        let title = |code: &Code| snapshot.service(code).map_or(String::new(), |row| row.title.0.clone());
        let known: Vec<(String, String)> = known.map(|code| (code.to_string(), title(code))).collect();
        let what = format!("service of {unit}");
        return Err(vec![nearest::unknown(&snapshot.name, &what, service.as_str(), &known)]);
    }
    Ok(Game::of(&model, &model.numbers, at, cell))
}

/// A scenario without moves: prices are asked for as the register stands.
fn nothing_happens(snapshot: &Snapshot) -> Scenario {
    Scenario {
        title: String::new(),
        register: snapshot.name.clone(),
        start: Month::of(usual_date(snapshot)).first_day(),
        months: HORIZON_MONTHS,
        payer_rule: Code::new("unit-bears"),
        reaction: false,
        reluctance: Estimate::ZERO,
        seed: 0,
        draws: 0,
        steps: Steps::Released,
        closes: None,
        moves: Vec::new(),
        assumptions: Vec::new(),
    }
}
