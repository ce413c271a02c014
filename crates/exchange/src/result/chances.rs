//! Whatever is so in some draws and not in others: how often, and one draw of each kind to run again.

use serde_json::{Value, json};
use stability::ensemble::{Chance, Draw, Examples};
use vocabulary::Code;

use super::{Told, number};

/// Something that is so in a share of the draws.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldChance {
    /// Its name: `fails/UNIT`, `spreads`, `moved_anyway`, `leaver_saves`, `others_pay_more`, `system_saves`.
    pub id: String,
    /// What is so, for people.
    pub title: String,
    /// How often.
    pub chance: Chance,
    /// One draw in which it is so and one in which it isn't; none when it is so in all or in none.
    pub examples: Option<Examples>,
}

/// Every chance that is told of an answer; none without draws. The example of a kind is its middle draw by the
/// number that decides: the unit's lowest reserve, the lines that follow, the saving.
pub fn chances(told: &Told<'_>) -> Vec<ToldChance> {
    let impact = &told.answer.impact;
    let leavers = &impact.leavers;
    let mut all = Vec::new();
    for (index, unit) in impact.setup.model.units.iter().enumerate() {
        let title = format!("{} fails", told.name(unit.body));
        let reserve = move |draw: &Draw| draw.lowest_reserve[index] as f64;
        all.extend(one(told, (fails_id(&unit.code), title), |draw| reserve(draw) < 0.0, reserve));
    }
    let named = |id: &str, title: &str| (id.to_string(), title.to_string());
    let spread = |draw: &Draw| draw.spread as f64;
    all.extend(one(told, named("spreads", "Somebody follows"), |draw| spread(draw) > 0.0, spread));
    let anyway = |draw: &Draw| draw.moved_anyway as f64;
    let title = named("moved_anyway", "A line that moves would leave anyway");
    all.extend(one(told, title, |draw| anyway(draw) > 0.0, anyway));
    let saving = |draw: &Draw| -(draw.of_all(leavers) as f64);
    let who = if leavers.len() == 1 { "The body that moves saves" } else { "Those that move save" };
    all.extend(one(told, named("leaver_saves", who), |draw| saving(draw) > 0.0, saving));
    let others = |draw: &Draw| draw.others(leavers) as f64;
    let title = named("others_pay_more", "Everyone else pays more, net");
    all.extend(one(told, title, |draw| others(draw) > 0.0, others));
    let system = |draw: &Draw| -(draw.system as f64);
    let title = named("system_saves", "The system as a whole saves");
    all.extend(one(told, title, |draw| system(draw) > 0.0, system));
    all
}

/// The name of the chance that a unit fails.
pub fn fails_id(unit: &Code) -> String {
    format!("fails/{unit}")
}

fn one(
    told: &Told<'_>,
    (id, title): (String, String),
    of: impl Fn(&Draw) -> bool,
    by: impl Fn(&Draw) -> f64,
) -> Option<ToldChance> {
    let draws = &told.answer.ensemble;
    Some(ToldChance { id, title, chance: draws.chance(&of)?, examples: draws.examples(&of, by) })
}

/// How often something is so, with a draw of each kind.
pub(super) fn chances_json(told: &Told<'_>) -> Value {
    let rows = chances(told).into_iter().map(|told| {
        json!({
            "id": told.id,
            "title": told.title,
            "share": number(told.chance.share),
            "standard_error": number(told.chance.standard_error),
            "draw_in_which_so": told.examples.map(|examples| examples.so),
            "draw_in_which_not": told.examples.map(|examples| examples.not),
        })
    });
    rows.collect()
}
