//! From the moves of a scenario to exits of single lines, with everything that is wrong about them.

use std::collections::{BTreeMap, BTreeSet};

use register::Snapshot;
use register::tables::{DestinationKind, PriceBasis};
use vocabulary::{Code, Finding, Findings, Month, Place};

use crate::model::{Line, Model};
use crate::scenario::{Destination, Move, Scenario, Services};

/// Where a line goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Kind and to whom.
    pub to: Destination,
    /// What it may cost there, as indices into [`Model::alternatives`]; none: today's price.
    pub candidates: Vec<usize>,
    /// The service of another unit that it joins, as an index into [`Model::cells`].
    pub cell: Option<usize>,
}

/// One line that a move takes.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedExit {
    /// The line, as an index into [`Model::lines`].
    pub line: usize,
    /// Month of the horizon in which it goes, or starts to go.
    pub month: u32,
    /// Months over which it goes, in equal parts; at least 1.
    pub phase: u32,
    /// Where to.
    pub target: Target,
    /// Share of its posts that transfer; none for the default.
    pub transfer: Option<f64>,
    /// Share of the rest who are redeployed.
    pub redeploy: f64,
}

/// The moves of a scenario, line by line, sorted by month and line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Exits in the order in which they happen.
    pub exits: Vec<PlannedExit>,
}

impl Plan {
    /// Works out a scenario's moves on a model. Lines that a body runs in house today, and that no table
    /// lists, are added to the model so that the baseline holds them too.
    pub fn of(model: &mut Model, snapshot: &Snapshot, scenario: &Scenario) -> (Plan, Findings) {
        let mut planner =
            Planner { model, snapshot, scenario, findings: Findings::new(), exits: BTreeMap::new() };
        for (index, moved) in scenario.moves.iter().enumerate() {
            planner.add(index + 1, moved);
        }
        planner.closure();
        let Planner { findings, exits, .. } = planner;
        let mut exits: Vec<PlannedExit> = exits.into_values().map(|(_, exit)| exit).collect();
        exits.sort_by_key(|exit| (exit.month, exit.line));
        (Plan { exits }, findings)
    }
}

fn place(number: usize, column: &str) -> Place {
    Place::cell("scenario", format!("move {number}"), column)
}

struct Planner<'a> {
    model: &'a mut Model,
    snapshot: &'a Snapshot,
    scenario: &'a Scenario,
    findings: Findings,
    /// By line: the move (counted from 1) that takes it, and the exit.
    exits: BTreeMap<usize, (usize, PlannedExit)>,
}

impl Planner<'_> {
    fn add(&mut self, number: usize, moved: &Move) {
        let Some(month) = self.month(number, moved) else { return };
        self.bodies(number, moved);
        let lines = self.lines(number, moved, month);
        for line in lines {
            let Some(target) = self.target(number, moved, line) else { continue };
            if let Some((other, _)) = self.exits.get(&line) {
                let seen = format!("move {other} takes the line {} already", self.model.lines[line].id);
                self.findings.push(
                    Finding::error("moved-twice", place(number, "services"), seen)
                        .expected("each line in one move")
                        .action("Take it out of one of the two."),
                );
                continue;
            }
            self.say_notice(number, moved, line, month);
            self.say_target(number, line, &target);
            let exit = PlannedExit {
                line,
                month,
                phase: moved.phase_months.max(1),
                target,
                transfer: moved.transfer_share,
                redeploy: moved.redeploy_share,
            };
            self.exits.insert(line, (number, exit));
        }
    }

    /// A move takes effect on the first of a month within the horizon.
    fn month(&mut self, number: usize, moved: &Move) -> Option<u32> {
        let month = Month::of(moved.date).since(self.model.start);
        if moved.date.day() == 1 && (0..self.model.months as i32).contains(&month) {
            return Some(month as u32);
        }
        let last = self.model.month(self.model.months.saturating_sub(1));
        let expected = format!("the first of a month from {} to {}", self.model.start.words(), last.words());
        self.findings.push(
            Finding::error("date-outside-horizon", place(number, "date"), moved.date.to_string())
                .expected(expected)
                .action("Correct the date, or the horizon."),
        );
        None
    }

    fn bodies(&mut self, number: usize, moved: &Move) {
        let named = [
            ("buyer", Some(&moved.buyer)),
            ("supplier", Some(&moved.supplier)),
            ("to", moved.to.code.as_ref()),
        ];
        for (column, code) in named {
            let Some(code) = code.filter(|code| self.snapshot.body(code).is_none()) else { continue };
            let seen = format!("{:?} names no body", code.as_str());
            self.findings.push(
                Finding::error("unknown-code", place(number, column), seen)
                    .expected("a code of the table bodies")
                    .action("Correct the code."),
            );
        }
    }

    /// The lines that a move takes; those that a body runs itself today are made up from what that costs.
    fn lines(&mut self, number: usize, moved: &Move, month: u32) -> Vec<usize> {
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

    fn candidates(
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

    fn target(&mut self, number: usize, moved: &Move, line: usize) -> Option<Target> {
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
        let code = moved.to.code.clone()?;
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

    fn say_notice(&mut self, number: usize, moved: &Move, line: usize, month: u32) {
        let notice = self.model.numbers.notice(line);
        if month >= notice || self.model.lines[line].cell.is_none() {
            return;
        }
        let id = &self.model.lines[line].id;
        let seen = format!("{} leaves {month} months after the start; its notice is {notice}", id);
        self.findings.push(
            Finding::warning("short-notice", place(number, "date"), seen)
                .expected(format!("{notice} months of notice before {}", moved.date))
                .action("Check that notice was given before the start, or agreed away."),
        );
    }

    fn say_target(&mut self, number: usize, line: usize, target: &Target) {
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

    /// When a unit closes every line must have one destination.
    fn closure(&mut self) {
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
