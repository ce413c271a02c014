//! When a unit closes.

use vocabulary::{Finding, Place};

use super::Planner;

impl Planner<'_> {
    /// When a unit closes every line must have one destination.
    pub(super) fn closure(&mut self) {
        let Some(code) = self.scenario.closes.clone() else { return };
        let Some(unit) = self.model.unit_of(&code) else {
            let place = Place::cell("scenario", "", "closes");
            self.findings.push(
                Finding::error("unknown-code", place, format!("{:?} names no unit", code.as_str()))
                    .expected("a unit with agreement lines")
                    .action("Correct the code."),
            );
            return;
        };
        for cell in self.model.units[unit].cells.clone() {
            for line in self.model.cells[cell].lines.clone() {
                if self.exits.contains_key(&line) {
                    continue;
                }
                let seen =
                    format!("{} is left without a supplier when {code} closes", self.model.lines[line].id);
                let place = Place::cell("scenario", &self.model.lines[line].id, "move");
                self.findings.push(
                    Finding::error("orphan-line", place, seen)
                        .expected("one destination for every line of the unit")
                        .action("Add a move for the line."),
                );
            }
        }
    }
}
