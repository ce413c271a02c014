use stability::variants::{MITIGATIONS, Mitigation, mitigated};

use super::Told;
use crate::scenario::write_scenario;

/// The file of a mitigation in a result's folder.
pub fn mitigation_file(id: &str) -> String {
    format!("mitigations/{id}.toml")
}

/// The files of all mitigations that there can be, in their order.
pub(super) fn mitigation_files() -> impl Iterator<Item = String> {
    MITIGATIONS.into_iter().map(|(id, _)| mitigation_file(id))
}

/// Each mitigation that was run, as a scenario of its own.
pub(super) fn mitigation_scenarios(told: &Told<'_>) -> Vec<(String, Vec<u8>)> {
    let ran = |softer: &Mitigation| told.answer.mitigations.iter().any(|ran| ran.id.as_str() == softer.id);
    let file = |softer: Mitigation| {
        let text = format!("# {}\n{}", how(told), write_scenario(&softer.scenario));
        (mitigation_file(softer.id), text.into_bytes())
    };
    mitigated(&told.answer.scenario).into_iter().filter(ran).map(file).collect()
}

/// How to run it so that it gives the numbers of this result.
fn how(told: &Told<'_>) -> String {
    let whole = if told.options.whole_register { " --whole-register" } else { "" };
    let draw = told.options.draw.map(|draw| format!(" --draw {draw}")).unwrap_or_default();
    format!("A mitigation as a scenario of its own: ballast simulate FILE{whole}{draw}")
}
