//! The shipped facts, questions made of them, and what the engine answers about one unit.

use std::collections::BTreeSet;
use std::path::Path;

use ballast::Loader;
use register::rules::ViabilityTest;
use register::tables::{DestinationKind, Fact, MoveStatus, RecordedMove};
use register::{Rulebook, Snapshot};
use stability::impact::{Impact, run};
use stability::scenario::{Destination, Move, Scenario, Services, Steps};
use stability::setup::{Options, prepare};
use stability::viability::{TestRow, Verdict};
use vocabulary::{Code, Date, Estimate, Finding, Pence};

/// What ships.
pub struct World {
    pub loader: Loader,
    pub snapshot: Snapshot,
    pub rulebook: Rulebook,
    /// Rows of `csu_history.csv`: when, what, and whom it befell.
    events: Vec<[String; 3]>,
}

/// A unit in an answer.
pub struct Stand {
    pub verdict: Verdict,
    pub fails_from: Option<Date>,
    pub lowest_reserve: Pence,
    /// Services under critical mass with the moves and not without them, and since when the first of them.
    pub under: usize,
    pub under_from: Option<Date>,
    pub services: usize,
    /// By how much the needed cost per volume of a service rises at the most, per cent.
    pub rise_percent: f64,
    /// Lines of others that then leave the unit by their own decision.
    pub followers: usize,
}

impl World {
    pub fn load() -> World {
        let loader = Loader::default();
        let (snapshot, findings) = loader.register("england-2013");
        assert!(!findings.iter().any(Finding::is_error));
        let (rulebook, _) = loader.rulebook();
        let file = "../../data/sources/csu/csu_history.csv";
        let mut reader = csv::Reader::from_path(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let text = |record: &csv::StringRecord, column: usize| record[column].to_string();
        let of = |record: csv::StringRecord| [text(&record, 0), text(&record, 1), text(&record, 2)];
        let events = reader.records().map(|record| of(record.unwrap())).collect();
        World { loader, snapshot, rulebook, events }
    }

    pub fn fact(&self, id: &str) -> &Fact {
        self.snapshot.rows.facts.iter().find(|row| row.fact_id == Code::new(id)).unwrap()
    }

    /// A fact with its words and its source, as a line of a list.
    pub fn recorded(&self, id: &str) -> String {
        let fact = self.fact(id);
        format!(
            "- Recorded ({}, `{}`): {}; {}; {}.\n",
            fact.fact_id, fact.source, fact.measure.0, fact.as_printed, fact.period
        )
    }

    pub fn name(&self, code: &Code) -> String {
        let name = self.snapshot.body(code).unwrap().name.0.clone();
        name.trim_start_matches("NHS ").trim_end_matches(" (local code)").to_string()
    }

    /// Moves from a unit that were spoken of, decided or done by a day.
    pub fn moves_known(&self, unit: &Code, by: Date, status: &[MoveStatus]) -> Vec<&RecordedMove> {
        let known = |row: &&RecordedMove| {
            row.from_code == *unit
                && row.effective_date.is_some_and(|on| on <= by)
                && status.contains(&row.status)
        };
        self.snapshot.rows.moves.iter().filter(known).collect()
    }

    /// Units with agreement lines, by code.
    pub fn units(&self) -> Vec<Code> {
        self.snapshot.rows.units.iter().map(|row| row.unit_code.clone()).collect()
    }

    /// What the history says of a unit's end before 2015: the day and the word of its row.
    pub fn closed(&self, unit: &Code) -> Option<(&str, &str)> {
        let name = self.name(unit);
        let ends = |what: &str| what == "failure" || what == "closure announced";
        let befell = |whom: &str| whom.split(" -> ").next().unwrap().split("; ").any(|one| one == name);
        let found =
            self.events.iter().find(|[on, what, whom]| on.as_str() < "2015" && ends(what) && befell(whom));
        found.map(|[on, what, _]| (on.as_str(), what.as_str()))
    }

    /// A question at likely values over five years.
    pub fn question(&self, moves: Vec<Move>, rule: &str) -> Scenario {
        Scenario {
            title: String::new(),
            register: "england-2013".to_string(),
            start: day("2013-04-01"),
            months: 60,
            payer_rule: Code::new(rule),
            reaction: true,
            reluctance: Estimate::fixed(0.10).unwrap(),
            seed: 1,
            draws: 0,
            steps: Steps::Sticky,
            closes: None,
            moves,
            assumptions: Vec::new(),
        }
    }

    pub fn run(&self, scenario: &Scenario) -> Impact {
        let setup = prepare(&self.snapshot, &self.rulebook, scenario, Options::default());
        let setup = setup.unwrap_or_else(|findings| panic!("{findings:?}"));
        run(&self.snapshot, &self.rulebook, scenario, setup).unwrap_or_else(|findings| panic!("{findings:?}"))
    }
}

/// A recorded move as a move of a scenario; where to, if it wasn't printed: in house.
pub fn as_recorded(row: &RecordedMove) -> Move {
    taken(
        &row.buyer_code,
        &row.from_code,
        Services::These(row.services.0.clone()),
        row.effective_date.unwrap(),
    )
}

/// Services taken in house on a day.
pub fn taken(buyer: &Code, unit: &Code, services: Services, date: Date) -> Move {
    Move {
        buyer: buyer.clone(),
        supplier: unit.clone(),
        services,
        date,
        to: Destination { kind: DestinationKind::InHouse, code: None },
        phase_months: 0,
        transfer_share: Some(0.4),
        redeploy_share: 0.3,
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// How a unit stands in an answer.
pub fn stand(impact: &Impact, code: &Code) -> Stand {
    let model = &impact.setup.model;
    let unit = model.unit_of(code).unwrap();
    let unmet = |tests: &[TestRow]| -> BTreeSet<(usize, u32)> {
        let of_mass = tests.iter().filter(|row| row.unit == unit && row.test == ViabilityTest::CriticalMass);
        of_mass.filter(|row| !row.met).map(|row| (row.cell.unwrap(), row.month)).collect()
    };
    let before: BTreeSet<usize> = unmet(&impact.baseline.tests).into_iter().map(|(cell, _)| cell).collect();
    let mut under = unmet(&impact.moved.tests);
    under.retain(|(cell, _)| !before.contains(cell));
    let of_mass =
        impact.moved.tests.iter().filter(|row| row.unit == unit && row.test == ViabilityTest::CriticalMass);
    let rise_percent = of_mass.map(|row| row.value).fold(0.0, f64::max);
    let verdict = &impact.moved.verdicts[unit];
    let left = |exit: &usize| {
        let cell = model.lines[impact.moved.outcome.exits[*exit].line].cell;
        cell.is_some_and(|cell| model.cells[cell].unit == unit)
    };
    Stand {
        verdict: verdict.verdict,
        fails_from: verdict.fails_from.map(|month| model.date(month)),
        lowest_reserve: verdict.lowest_reserve.0,
        under: under.len(),
        under_from: under.iter().map(|(_, month)| *month).min().map(|month| model.date(month)),
        rise_percent,
        services: model.units[unit].cells.len(),
        followers: impact.spread().iter().filter(|exit| left(exit)).count(),
    }
}

/// A day, or a dash.
pub fn or_dash(day: Option<Date>) -> String {
    day.map_or("–".to_string(), |day| day.to_string())
}
