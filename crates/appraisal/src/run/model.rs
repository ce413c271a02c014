use register::{Rulebook, Snapshot};
use stability::impact::{Impact, run, run_plan};
use stability::model::Numbers;
use stability::plan::{AgreedPrice, Plan, PlannedExit};
use stability::scenario::Scenario;
use stability::setup::{Options, Setup, prepare};
use stability::timeline::{Policy, best_alternative};
use vocabulary::{Code, Finding, Findings, Month, Place};

use super::inputs::{Inputs, Point, price_name};
use super::supposed::{renegotiated, scenario, supposed};
use crate::input::{Appraisal, AppraisalOption};

/// An option made ready for the engine.
#[derive(Debug)]
pub struct OptionModel {
    /// The question that it is.
    pub scenario: Scenario,
    /// The body that appraises.
    buyer: Code,
    /// The register as the option supposes it.
    pub snapshot: Snapshot,
    /// Model, plan and assumptions. The buyer's own lines decide nothing: what becomes of them is what is appraised.
    pub setup: Setup,
    /// Lines that stay at a new price: line, month, input that holds the price in per cent.
    agreed: Vec<(usize, u32, usize)>,
    /// By assumption of the setup: the input that it takes its value from.
    inputs: Vec<usize>,
}

impl OptionModel {
    /// Makes an option ready. Errors: everything that forbids an answer, with the option's title.
    pub fn of(
        snapshot: &Snapshot,
        rulebook: &Rulebook,
        appraisal: &Appraisal,
        option: &AppraisalOption,
        inputs: &Inputs,
    ) -> Result<OptionModel, Findings> {
        let scenario = scenario(snapshot, rulebook, appraisal, option);
        let snapshot = supposed(snapshot, rulebook, appraisal, option);
        // Without a move the engine would take the whole country in; the unit is enough.
        let asked = Scenario { closes: Some(appraisal.supplier.clone()), ..scenario.clone() };
        let asked = if scenario.moves.is_empty() { asked } else { scenario.clone() };
        let mut setup = prepare(&snapshot, rulebook, &asked, Options::default())
            .map_err(|findings| named(option, findings))?;
        setup.findings.retain(|finding| finding.code != "orphan-line");
        for line in setup.model.lines.iter_mut().filter(|line| line.buyer_code == appraisal.buyer) {
            line.alternatives.clear();
        }
        let agreed = agreed(appraisal, option, &setup, inputs)?;
        let of_drawn =
            setup.drawn.iter().map(|drawn| inputs.find(&drawn.name).unwrap_or(usize::MAX)).collect();
        setup.findings = named(option, std::mem::take(&mut setup.findings));
        let buyer = appraisal.buyer.clone();
        let mut model = OptionModel { scenario, buyer, snapshot, setup, agreed, inputs: of_drawn };
        model.settle(&inputs.likely());
        Ok(model)
    }

    /// Takes the values of a point as the likely ones.
    fn settle(&mut self, point: &Point) {
        self.setup.likely = self.numbers(point);
        self.setup.plan.agreed = self.agreed(point, &self.setup.likely);
    }

    /// The engine's numbers at a point.
    pub fn numbers(&self, point: &Point) -> Numbers {
        let mut numbers = self.setup.model.numbers.clone();
        for (drawn, input) in self.setup.drawn.iter().zip(&self.inputs) {
            drawn.apply(&mut numbers, point.get(*input).copied().unwrap_or_else(|| drawn.pert.likely()));
        }
        numbers
    }

    /// Prices that are agreed anew, at a point.
    pub fn agreed(&self, point: &Point, numbers: &Numbers) -> Vec<AgreedPrice> {
        let price = |(line, month, input): &(usize, u32, usize)| AgreedPrice {
            line: *line,
            month: *month,
            annual: numbers.line_annual[*line] * point.get(*input).copied().unwrap_or(100.0) / 100.0,
        };
        self.agreed.iter().map(price).collect()
    }

    /// The policy that it runs under.
    pub fn policy<'a>(&'a self, rulebook: &'a Rulebook) -> Policy<'a> {
        Policy { rulebook, payer_rule: &self.scenario.payer_rule, reaction: self.scenario.reaction }
    }

    /// What happens whatever the buyer chooses: the moves of others.
    pub fn anyway(&self) -> Plan {
        let exits = self.setup.plan.exits.iter().filter(|exit| !self.is_ours(exit.line));
        Plan { exits: exits.cloned().collect(), ..Plan::default() }
    }

    /// The buyer's own exit from a service; others may leave the same service anyway. None where the line stays.
    pub fn exit_of(&self, service: &Code) -> Option<&PlannedExit> {
        let mut exits = self.setup.plan.exits.iter();
        exits.find(|exit| {
            self.is_ours(exit.line) && self.setup.model.lines[exit.line].service_code == *service
        })
    }

    /// What the new arrangement of a service costs the buyer without tax, pence: running a year, and once. Optimism
    /// bias is put on it. None where the line stays or no cost of its destination is known.
    pub fn new_cost(&self, service: &Code, numbers: &Numbers) -> Option<(f64, f64)> {
        let exit = self.exit_of(service)?;
        let volume = numbers.line_volume[exit.line];
        let best = best_alternative(&self.setup.model, numbers, &exit.target.candidates, volume)?;
        let curve = &numbers.curves[best];
        Some((curve.cost(volume), curve.switching))
    }

    fn is_ours(&self, line: usize) -> bool {
        self.setup.model.lines[line].buyer_code == self.buyer
    }

    /// With and without the option, posting by posting, at likely values; the moves of others are in both. Errors: a
    /// defect of the engine.
    pub fn impact(&self, rulebook: &Rulebook) -> Result<Impact, Findings> {
        let with = run(&self.snapshot, rulebook, &self.scenario, self.setup.clone())?;
        let anyway = self.anyway();
        if anyway.exits.is_empty() {
            return Ok(with);
        }
        let without = run_plan(&self.snapshot, rulebook, &self.scenario, &with, anyway)?;
        // Whoever asks of the impact who moves is told of our own moves only.
        let mut ours = with.setup.clone();
        ours.plan.exits.retain(|exit| self.is_ours(exit.line));
        let leavers = ours.plan.exits.iter().map(|exit| ours.model.lines[exit.line].buyer).collect();
        Ok(Impact { baseline: without.moved, leavers, setup: ours, ..with })
    }
}

/// The lines of an option that stay at a new price. Errors: nothing is bought, or the month isn't in the horizon.
fn agreed(
    appraisal: &Appraisal,
    option: &AppraisalOption,
    setup: &Setup,
    inputs: &Inputs,
) -> Result<Vec<(usize, u32, usize)>, Findings> {
    let (mut agreed, mut findings) = (Vec::new(), Findings::new());
    for choice in renegotiated(option) {
        let place = |column: &str| Place::cell("option", &option.id, column);
        let line = setup.model.lines.iter().position(|line| {
            line.buyer_code == appraisal.buyer
                && line.supplier_code == appraisal.supplier
                && line.service_code == choice.service
        });
        let month = Month::of(choice.date).since(setup.model.start);
        let input = inputs.find(&price_name(option, choice));
        match (line, u32::try_from(month).ok().filter(|month| *month < setup.model.months), input) {
            (Some(line), Some(month), Some(input)) => agreed.push((line, month, input)),
            (None, ..) => findings.push(
                Finding::error(
                    "nothing-to-move",
                    place("service"),
                    format!("{} buys no {} from {}", appraisal.buyer, choice.service, appraisal.supplier),
                )
                .expected("services that the buyer has there")
                .action("Take the service out, or correct it."),
            ),
            (_, None, _) => findings.push(
                Finding::error("date-outside-horizon", place("date"), choice.date.to_string())
                    .expected("a month of the horizon")
                    .action("Correct the date, or the horizon."),
            ),
            (.., None) => findings.push(
                Finding::error("missing-setting", place("price_percent"), "no such setting")
                    .expected("the new price, in per cent of today's")
                    .action("Add it."),
            ),
        }
    }
    if findings.is_empty() { Ok(agreed) } else { Err(findings) }
}

/// Findings of the engine, told of the option that they are about.
fn named(option: &AppraisalOption, findings: Findings) -> Findings {
    let name = |mut finding: Finding| {
        let row =
            if finding.place.row.is_empty() { String::new() } else { format!(", {}", finding.place.row) };
        if finding.place.table == "scenario" {
            finding.place = Place::cell("option", format!("{}{row}", option.id), &finding.place.column);
        }
        finding
    };
    findings.into_iter().map(name).collect()
}
