//! From the moves of a scenario to exits of single lines, with everything that is wrong about them.

mod closure;
mod lines;
mod target;

use std::collections::BTreeMap;

use register::Snapshot;
use vocabulary::{Finding, Findings, Month, Place};

use crate::model::Model;
use crate::scenario::{Destination, Move, Scenario};

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

/// A line that stays at a new price.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreedPrice {
    /// The line, as an index into [`Model::lines`].
    pub line: usize,
    /// Month of the horizon from which the price holds, to its end.
    pub month: u32,
    /// Price a year, pence.
    pub annual: f64,
}

/// The moves of a scenario, line by line, sorted by month and line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Exits in the order in which they happen.
    pub exits: Vec<PlannedExit>,
    /// Bills that a charge paid by the leavers holds, pence a year, by month of the review and line (an index into
    /// [`Model::lines`]): whoever decides there decides at this bill. Empty when nothing is paid.
    pub held: BTreeMap<(u32, usize), f64>,
    /// Lines that stay where they are at a price that is agreed anew.
    pub agreed: Vec<AgreedPrice>,
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
        (Plan { exits, ..Plan::default() }, findings)
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
}
