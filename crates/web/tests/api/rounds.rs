//! A round of X-NHSE that assures a unit, and how the operations on rounds go well.

use actions::acts;
use actions::{Actor, Desk, Id, NewRound, Role};
use exchange::assurance::{KeptDefinition, keep_checkpoint};
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use vocabulary::Code;

use crate::world::World;
use crate::{TAG, Try, at_version, get, post};

/// The unit that is assured, and one that isn't yet.
pub const UNIT: &str = "0CG";
pub const SPARE: &str = "0AE";

pub fn definition() -> KeptDefinition {
    let text = include_str!("../../../../data/checkpoints/shared-unit.toml");
    keep_checkpoint("shared-unit", text).0.unwrap()
}

/// The last day for the units: four weeks ahead.
fn answer_by() -> String {
    let then = Timestamp::now() + (28 * 24).hours();
    then.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// Opens it; `tester` answers for the unit, and leads the oversight body's rounds. The reference.
pub async fn opened(desk: &Desk, administrator: &Actor, tester: &Id) -> String {
    let (unit, overseer, now) = (Code::new(UNIT), Code::new("X-NHSE"), Timestamp::now());
    for (body, role) in [(&unit, Role::UnitFinance), (&overseer, Role::ReviewLead)] {
        acts::give_role(desk, administrator, tester, body, role, now).await.unwrap();
    }
    let roles = vec![(overseer.clone(), Role::ReviewLead)];
    let lead = Actor { person: Some(tester.clone()), name: "Lead".into(), roles, scope: None };
    let units = [unit];
    let new = NewRound { definition: "shared-unit", units: &units, answer_by: answer_by().parse().unwrap() };
    acts::open_round(desk, &lead, &overseer, &new, now).await.unwrap().to_string()
}

/// What is read.
pub fn reads_of_rounds(world: &World) -> Vec<Try> {
    let round = format!("/rounds/{}", world.round);
    let unit = format!("{round}/units/{UNIT}");
    vec![
        get("rounds", "/rounds"),
        get("rounds_csv", "/rounds.csv"),
        get("round", round.clone()),
        get("units_of_round", format!("{round}/units")),
        get("units_of_round_csv", format!("{round}/units.csv")),
        get("unit_of_round", unit.clone()),
        get("acts_of_round", format!("{unit}/acts")),
        get("acts_of_round_csv", format!("{unit}/acts.csv")),
    ]
}

/// What is done.
pub fn writes_of_rounds(world: &World) -> Vec<Try> {
    let new =
        json!({ "body": "X-NHSE", "definition": "shared-unit", "units": [SPARE], "answer_by": answer_by() });
    let plan = json!({ "kind": "state-plan", "rows": [
        { "unit": UNIT, "customer": "06K", "service": "*", "year": "2026/27", "income_gbp": "455444.33" },
    ] });
    let acts = format!("/rounds/{}/units/{UNIT}/acts", world.round);
    vec![post("open_round", "/rounds", Some(new)), at_version(post("act_on_round", acts, Some(plan)), TAG)]
}
