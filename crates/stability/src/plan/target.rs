//! Where a line goes, and what it may cost there.

use register::tables::DestinationKind;
use vocabulary::{Code, Finding};

use super::{Planner, Target, place};
use crate::scenario::Move;

impl Planner<'_> {
    pub(super) fn candidates(
        &self,
        buyer: &Code,
        service: &Code,
        fits: impl Fn(DestinationKind, Option<&Code>) -> bool,
    ) -> Vec<usize> {
        let all = self.model.alternatives.iter().enumerate();
        let open = all.filter(|(_, row)| {
            row.service_code == *service
                && (row.buyer_code.is_any() || row.buyer_code == *buyer)
                && fits(row.kind, row.supplier_code.as_ref())
        });
        open.map(|(index, _)| index).collect()
    }

    pub(super) fn target(&mut self, number: usize, moved: &Move, line: usize) -> Option<Target> {
        use DestinationKind::{Framework, InHouse, Shared, Stop, Supplier, Unit};
        let service = self.model.lines[line].service_code.clone();
        let to = moved.to.clone();
        let of_code = |code: Option<&Code>| code == to.code.as_ref();
        let candidates = match to.kind {
            Stop | Unit => Vec::new(),
            InHouse => self.candidates(&moved.buyer, &service, |kind, _| kind == InHouse),
            Shared => {
                let host = to.code.clone().unwrap_or_else(|| moved.buyer.clone());
                let hosted = self.candidates(&host, &service, |kind, _| kind == InHouse);
                let shared =
                    || self.candidates(&moved.buyer, &service, |kind, code| kind == Shared && of_code(code));
                if hosted.is_empty() { shared() } else { hosted }
            }
            kind => {
                let exact = self.candidates(&moved.buyer, &service, |k, code| k == kind && of_code(code));
                let supplier =
                    || self.candidates(&moved.buyer, &service, |k, code| k == Supplier && of_code(code));
                if exact.is_empty() && kind == Framework { supplier() } else { exact }
            }
        };
        let cell = if to.kind == Unit { Some(self.joined_cell(number, moved, &service)?) } else { None };
        Some(Target { to, candidates, cell })
    }

    fn joined_cell(&mut self, number: usize, moved: &Move, service: &Code) -> Option<usize> {
        let Some(code) = moved.to.code.clone() else {
            let seen = "to another unit without saying which";
            self.findings.push(
                Finding::error("no-supplier", place(number, "to"), seen)
                    .expected("unit:CODE")
                    .action("Name the unit."),
            );
            return None;
        };
        if code == moved.supplier {
            self.findings.push(
                Finding::error("moved-to-itself", place(number, "to"), format!("from {code} to {code}"))
                    .expected("another unit")
                    .action("Correct the destination."),
            );
            return None;
        }
        let cell = self.model.unit_of(&code).and_then(|unit| self.model.cell_of(unit, service));
        let served = cell.filter(|cell| !self.model.cells[*cell].lines.is_empty());
        if served.is_none() {
            let seen = format!("{code} supplies no {service}, so no price is known there");
            self.findings.push(
                Finding::error("no-price-there", place(number, "to"), seen)
                    .expected("a unit with lines of the service")
                    .action("Choose another destination."),
            );
        }
        served
    }

    pub(super) fn say_target(&mut self, number: usize, line: usize, target: &Target) {
        let id = self.model.lines[line].id.clone();
        let service = self.model.lines[line].service_code.clone();
        let place = place(number, "to");
        if target.to.kind == DestinationKind::Stop {
            let statutory = self.snapshot.service(&service).is_some_and(|row| row.statutory);
            let seen = format!("{id}: the service is lost, whatever it saves");
            self.findings.push(if statutory {
                Finding::error(
                    "statutory-service-stopped",
                    place,
                    format!("{seen}; it is one that the law demands"),
                )
                .expected("somebody who provides it")
                .action("Name another destination.")
            } else {
                Finding::warning("service-stopped", place, seen).action("State the loss beside the saving.")
            });
        } else if target.candidates.is_empty() && target.cell.is_none() {
            let seen = format!("{id}: no cost is known for {}; today's price is used", target.to);
            self.findings.push(
                Finding::warning("no-alternative", place, seen)
                    .expected("a row of alternatives")
                    .action("Add the cost of the destination."),
            );
        }
    }
}
