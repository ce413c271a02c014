//! Which lines a move takes.

use std::collections::BTreeSet;

use register::tables::{DestinationKind, PriceBasis};
use vocabulary::{Code, Finding};

use super::{Planner, place};
use crate::model::Line;
use crate::scenario::{Move, Services};

impl Planner<'_> {
    /// The lines that a move takes; those that a body runs itself today are made up from what that costs.
    pub(super) fn lines(&mut self, number: usize, moved: &Move, month: u32) -> Vec<usize> {
        let of_buyer = |line: &Line| line.buyer_code == moved.buyer && line.supplier_code == moved.supplier;
        let have: Vec<usize> =
            (0..self.model.lines.len()).filter(|i| of_buyer(&self.model.lines[*i])).collect();
        let joins = moved.buyer == moved.supplier;
        let wanted: Vec<Code> = match &moved.services {
            Services::These(services) => services.clone(),
            Services::All if joins => self.services_of(moved.to.code.as_ref()),
            Services::All => {
                if have.is_empty() {
                    let seen = format!("{} buys nothing from {}", moved.buyer, moved.supplier);
                    self.findings.push(
                        Finding::error("nothing-to-move", place(number, "services"), seen)
                            .expected("a buyer and its supplier")
                            .action("Correct one of the two codes."),
                    );
                }
                return have;
            }
        };
        let mut lines = Vec::new();
        for service in wanted {
            let found: Vec<usize> =
                have.iter().copied().filter(|i| self.model.lines[*i].service_code == service).collect();
            if found.is_empty() && joins {
                lines.extend(self.in_house_line(number, moved, &service));
            } else if found.is_empty() {
                let seen = format!("{} buys no {service} from {}", moved.buyer, moved.supplier);
                self.findings.push(
                    Finding::error("nothing-to-move", place(number, "services"), seen)
                        .expected("services that the buyer has there")
                        .action("Take the service out, or correct it."),
                );
            }
            lines.extend(found);
        }
        lines.retain(|line| self.in_force(number, *line, month));
        lines
    }

    fn in_force(&mut self, number: usize, line: usize, month: u32) -> bool {
        let begins = self.model.lines[line].from_month;
        if begins <= month {
            return true;
        }
        let seen =
            format!("{} only starts in {}", self.model.lines[line].id, self.model.month(begins).words());
        self.findings.push(
            Finding::error("moved-before-start", place(number, "date"), seen)
                .expected("a date on or after the line's start")
                .action("Correct the date."),
        );
        false
    }

    fn services_of(&self, unit: Option<&Code>) -> Vec<Code> {
        let unit = unit.and_then(|code| self.model.unit_of(code));
        let cells = unit.map_or(&[][..], |unit| self.model.units[unit].cells.as_slice());
        let codes: BTreeSet<Code> = cells.iter().map(|cell| self.model.cells[*cell].code.clone()).collect();
        codes.into_iter().collect()
    }

    /// A service that the buyer runs itself today, at the cost of its in-house alternative.
    fn in_house_line(&mut self, number: usize, moved: &Move, service: &Code) -> Option<usize> {
        let people = self.snapshot.people(&moved.buyer, self.scenario.start).map_or(0.0, f64::from);
        let candidates = self.candidates(&moved.buyer, service, |kind, _| kind == DestinationKind::InHouse);
        let best = crate::timeline::best_alternative(self.model, &self.model.numbers, &candidates, people);
        let Some(best) = best.filter(|_| people > 0.0) else {
            let seen = format!("what {service} costs {} in house today is not known", moved.buyer);
            self.findings.push(
                Finding::error("cost-not-known", place(number, "services"), seen)
                    .expected("an agreement line or an in-house alternative, and people")
                    .action("Add one."),
            );
            return None;
        };
        let cost = self.model.numbers.curves[best].cost(people);
        let place = place(number, "services");
        let seen = format!(
            "what {} pays for {service} today is taken from the alternative {}",
            moved.buyer, self.model.alternatives[best].id
        );
        self.findings.push(
            Finding::note("in-house-cost-modelled", place, seen)
                .action("Add an agreement line with its own cost if it is known."),
        );
        let model = &mut *self.model;
        let buyer = model.names.body(&moved.buyer);
        let row = model.alternatives[best].row;
        model.lines.push(Line {
            id: Code::new(&format!("{}-in-house-{service}", moved.buyer)),
            buyer,
            buyer_code: moved.buyer.clone(),
            supplier: buyer,
            supplier_code: moved.buyer.clone(),
            service: model.names.label(service),
            service_code: service.clone(),
            cell: None,
            basis: PriceBasis::Fixed,
            from_month: 0,
            fixed_until: None,
            people,
            alternatives: Vec::new(),
            row,
        });
        model.numbers.line_annual.push(cost);
        model.numbers.line_volume.push(people);
        model.numbers.line_notice.push(0.0);
        Some(model.lines.len() - 1)
    }
}
