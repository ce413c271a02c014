//! A scenario made ready to run: the model, the plan of exits, and the assumptions as slots.

use register::{Rulebook, Snapshot};
use vocabulary::{Code, Finding, Findings, Month, Place};

use crate::draw::{Pert, Stream};
use crate::model::{Model, Numbers, Slots, build, scope_of};
use crate::plan::Plan;
use crate::scenario::{Assumption, Scenario};

/// The name under which reluctance is drawn.
pub const RELUCTANCE: &str = "reluctance";

/// An assumption may multiply a figure by no more than this, or put no larger number in its place.
const FACTOR_MAX: f64 = 1e3;
const VALUE_MAX: f64 = 1e12;

/// One assumption, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its name: `table/key/column`, or [`RELUCTANCE`].
    pub name: String,
    /// Where it goes; none for reluctance.
    pub slots: Option<Slots>,
    /// What it may be.
    pub pert: Pert,
    /// Its own stream of numbers.
    pub stream: Stream,
}

/// A scenario made ready to run.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Structure and recorded numbers.
    pub model: Model,
    /// The moves, line by line.
    pub plan: Plan,
    /// Numbers with every assumption at its likely value, or at its value in the draw that was asked for.
    pub likely: Numbers,
    /// The assumptions.
    pub drawn: Vec<Drawn>,
    /// What there is to say before running; never an error that forbids it.
    pub findings: Findings,
}

/// What the engine may be asked beside a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Take the whole register in, not only the units that the scenario can touch.
    pub whole_register: bool,
    /// Run at the values that every assumption has in this draw, instead of its likely value.
    pub draw: Option<u32>,
}

/// Makes a scenario ready. Errors: everything that forbids an answer, with all other findings.
pub fn prepare(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    options: Options,
) -> Result<Setup, Findings> {
    let mut findings = check(scenario, rulebook);
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    // Without a move or a unit that closes the question is about everybody.
    let asks_nothing = scenario.moves.is_empty() && scenario.closes.is_none();
    let scope = scope_of(snapshot, scenario, options.whole_register || asks_nothing);
    let (mut model, more) = build(snapshot, scenario, &scope);
    findings.extend(more);
    let (plan, more) = Plan::of(&mut model, snapshot, scenario);
    findings.extend(more);
    let drawn = assumptions(&model, scenario, &mut findings);
    // A service that the law demands may not stop, but what its stopping does can still be worked out.
    let forbids = |finding: &Finding| {
        finding.is_error() && finding.code != "statutory-service-stopped" && finding.code != "orphan-line"
    };
    if findings.iter().any(forbids) {
        return Err(findings);
    }
    let mut setup = Setup { likely: model.numbers.clone(), model, plan, drawn, findings };
    setup.likely = match options.draw {
        Some(draw) => setup.numbers_of(u64::from(draw)),
        None => setup.numbers_at(|drawn| drawn.pert.likely()),
    };
    Ok(setup)
}

impl Drawn {
    /// Sets the assumption's numbers to a value.
    pub fn apply(&self, numbers: &mut Numbers, value: f64) {
        match &self.slots {
            Some(slots) => slots.apply(numbers, value),
            None => numbers.reluctance = value,
        }
    }
}

impl Setup {
    /// The numbers of a draw.
    pub fn numbers_of(&self, draw: u64) -> Numbers {
        self.numbers_at(|drawn| drawn.pert.quantile(drawn.stream.uniform(draw)))
    }

    /// The register's numbers with each assumption at a value.
    pub fn numbers_at(&self, value: impl Fn(&Drawn) -> f64) -> Numbers {
        let mut numbers = self.model.numbers.clone();
        for drawn in &self.drawn {
            drawn.apply(&mut numbers, value(drawn));
        }
        numbers
    }

    /// Turns numbers of this setup, such as those of another draw, into those of a draw: only what is assumed is
    /// written.
    pub fn set_draw(&self, draw: u64, numbers: &mut Numbers) {
        for slots in self.drawn.iter().filter_map(|drawn| drawn.slots.as_ref()) {
            slots.restore(&self.model.numbers, numbers);
        }
        for drawn in &self.drawn {
            drawn.apply(numbers, drawn.pert.quantile(drawn.stream.uniform(draw)));
        }
    }
}

pub(crate) fn check(scenario: &Scenario, rulebook: &Rulebook) -> Findings {
    let mut findings = Findings::new();
    let cell = |column| Place::cell("scenario", "", column);
    if scenario.start.day() != 1 {
        findings.push(
            Finding::error("not-first-of-month", cell("start"), scenario.start.to_string())
                .expected("the first of a month")
                .action("Correct the start."),
        );
    }
    for (index, assumption) in scenario.assumptions.iter().enumerate() {
        let limit = if assumption.scale { FACTOR_MAX } else { VALUE_MAX };
        if assumption.value.low().abs().max(assumption.value.high().abs()) > limit {
            let place = Place::cell("scenario", format!("assume {}", index + 1), "high");
            findings.push(
                Finding::error(
                    "assumption-too-large",
                    place,
                    format!("{} to {}", assumption.value.low(), assumption.value.high()),
                )
                .expected(format!("no more than {limit}"))
                .action("Correct the numbers."),
            );
        }
    }
    let years = Month::of(scenario.start).year();
    if !(1900..=2200).contains(&years) || !(1..=600).contains(&scenario.months) {
        findings.push(
            Finding::error(
                "horizon-out-of-range",
                cell("months"),
                format!("{} months from {}", scenario.months, scenario.start),
            )
            .expected("1 to 600 months, between 1900 and 2200")
            .action("Correct the start or the months."),
        );
    }
    if !rulebook.payer_rules.iter().any(|row| row.rule_id == scenario.payer_rule) {
        let mut known: Vec<&Code> = rulebook.payer_rules.iter().map(|row| &row.rule_id).collect();
        known.sort();
        known.dedup();
        let known = known.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(", ");
        findings.push(
            Finding::error(
                "unknown-rule",
                cell("payer_rule"),
                format!("{:?} names no payer rule", scenario.payer_rule.as_str()),
            )
            .expected(known)
            .action("Correct the name."),
        );
    }
    findings
}

pub(crate) fn assumptions(model: &Model, scenario: &Scenario, findings: &mut Findings) -> Vec<Drawn> {
    let stream = |name: &str| Stream::of(scenario.seed, name);
    let reluctance = Drawn {
        name: RELUCTANCE.to_string(),
        slots: None,
        pert: Pert::of(scenario.reluctance),
        stream: stream(RELUCTANCE),
    };
    // Replacements before factors, then by name: their order in the file says nothing.
    let mut sorted: Vec<_> = scenario.assumptions.iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| {
        let value = |of: &Assumption| (of.value.low(), of.value.likely(), of.value.high());
        let values = value(a).partial_cmp(&value(b)).unwrap_or(std::cmp::Ordering::Equal);
        a.scale.cmp(&b.scale).then(a.at.cmp(&b.at)).then(values)
    });
    let drawn: Vec<Drawn> = sorted
        .into_iter()
        .map(|(index, assumption)| Drawn {
            name: assumption.at.clone(),
            slots: Some(Slots::of(model, assumption, index + 1, findings)),
            pert: Pert::of(assumption.value),
            stream: stream(&assumption.at),
        })
        .collect();
    replaced_twice(&drawn, findings);
    std::iter::once(reluctance).chain(drawn).collect()
}

/// A figure can be multiplied by several assumptions, but replaced by one only.
fn replaced_twice(drawn: &[Drawn], findings: &mut Findings) {
    let replacing: Vec<(&str, &Slots)> = drawn
        .iter()
        .filter_map(|drawn| Some((drawn.name.as_str(), drawn.slots.as_ref()?)))
        .filter(|(_, slots)| !slots.scale)
        .collect();
    for (index, (name, slots)) in replacing.iter().enumerate() {
        let other = replacing[..index]
            .iter()
            .find(|(_, other)| other.slots.iter().any(|slot| slots.slots.contains(slot)));
        if let Some((other, _)) = other {
            let seen = format!("{name} and {other} both replace the same figure");
            findings.push(
                Finding::error("assumed-twice", Place::cell("scenario", "assume", "at"), seen)
                    .expected("one value for each figure")
                    .action("Take one out, or let it multiply (scale = true)."),
            );
        }
    }
}
