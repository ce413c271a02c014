//! The whole answer: for each unit and failure the smallest sets, the largest safe ones, and what each case is.

use register::Rulebook;
use register::rules::ViabilityTest;
use vocabulary::{Code, Finding, Findings, Place, choice};

use super::certificate::Judge;
use super::sets::{Asked, Found, Monotone, search};
use super::{
    AtRestFailure, Blame, CaseSet, Certificate, Pending, ReserveFailure, RestingUnit, Timelines, blame,
};
use crate::variants::Variant;

choice! {
    /// What cases may bring about.
    pub enum FailureKind {
        /// A unit's reserve falls below zero: month by month.
        Fails = "fails",
        /// A service goes under critical mass: at the resting point.
        CriticalMass = "critical-mass",
        /// Somebody leaves whom no pending case moves: at the resting point.
        Leaves = "leaves",
    }
}

/// Smallest sets that are certified; a longer list is certified as far as this.
const CERTIFIED_MAX: usize = 1_000;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointAsked {
    /// Which failures.
    pub failures: Vec<FailureKind>,
    /// Level by level up to this size.
    pub size: usize,
    /// Most sets tried for a failure at the resting point.
    pub rests_max: u64,
    /// Most sets tried for a failure on the timeline.
    pub runs_max: u64,
}

impl Default for JointAsked {
    /// All three failures, to size 4.
    fn default() -> Self {
        JointAsked { failures: FailureKind::ALL.to_vec(), size: 4, rests_max: 250_000, runs_max: 12_000 }
    }
}

/// What a case is for one failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It brings the failure about alone.
    FatalAlone,
    /// Harmless alone, but in some smallest set: without it that set is safe.
    Pivotal,
    /// In no smallest set that was found.
    Harmless,
}

impl Standing {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Standing::FatalAlone => "fatal alone",
            Standing::Pivotal => "harmless alone, pivotal with others",
            Standing::Harmless => "harmless",
        }
    }
}

/// One failure of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The failure.
    pub failure: FailureKind,
    /// The unit, as an index into the model's units.
    pub unit: usize,
    /// Cases that can have to do with it, as positions.
    pub cases: Vec<usize>,
    /// What was found, in positions of all cases; none when it happens without any case.
    pub found: Option<Found>,
    /// What each of `cases` is, and in how many smallest sets.
    pub standings: Vec<(usize, Standing, usize)>,
    /// Certificates of the smallest sets, in their order.
    pub certificates: Vec<Certificate>,
    /// Rise of needed cost per volume, in per cent, above which a service is under critical mass.
    pub threshold_percent: Option<f64>,
}

/// What several pending cases do together.
#[derive(Debug, Clone)]
pub struct Joint {
    /// The cases.
    pub pending: Pending,
    /// By failure, then by unit.
    pub questions: Vec<Question>,
    /// Each case's share of the blame; none when cases exclude each other.
    pub blame: Option<Blame>,
    /// All cases under each payer rule: see [`Joint::with_rules`]; empty until then.
    pub rules: Vec<(Code, Variant)>,
    /// What there is to say, worst first.
    pub findings: Findings,
}

/// Answers what pending cases do together.
pub fn joint(pending: Pending, rulebook: &Rulebook, asked: &JointAsked) -> Joint {
    let mut findings = pending.findings.clone();
    let timelines = Timelines::of(&pending, rulebook);
    let context = Context { pending: &pending, rulebook, timelines: &timelines, asked };
    let mut questions = Vec::new();
    for failure in FailureKind::ALL.iter().filter(|failure| asked.failures.contains(failure)) {
        for unit in 0..pending.model.units.len() {
            questions.extend(context.question(*failure, unit, &mut findings));
        }
    }
    let blame = blame(&pending, &timelines);
    drop(timelines);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Joint { pending, questions, blame, rules: Vec::new(), findings }
}

struct Context<'a> {
    pending: &'a Pending,
    rulebook: &'a Rulebook,
    timelines: &'a Timelines<'a>,
    asked: &'a JointAsked,
}

impl Context<'_> {
    /// One failure of one unit; none when no case touches the unit, or nothing says where the limit is.
    fn question(&self, failure: FailureKind, unit: usize, findings: &mut Findings) -> Option<Question> {
        let all = 0..self.pending.cases.len();
        if failure == FailureKind::Fails {
            let touched = all.clone().any(|case| self.pending.units_touched(case).contains(&unit));
            return touched.then(|| self.fails(unit, all.collect(), findings));
        }
        let cases: Vec<usize> = all.filter(|case| self.pending.units_left(*case).contains(&unit)).collect();
        if cases.is_empty() {
            return None;
        }
        let threshold = match failure {
            FailureKind::CriticalMass => Some(self.threshold(findings)?),
            _ => None,
        };
        let resting = RestingUnit::of(self.pending, self.rulebook, unit);
        let watched = threshold.map_or_else(|| resting.further(), |percent| resting.services(percent));
        let judge = Judge::Rest(&resting, &watched);
        let function = AtRestFailure { unit: &resting, watched: &watched, cases: &cases };
        let found = search(&function, &self.sets(&cases, self.asked.rests_max));
        let question = Question { threshold_percent: threshold, ..blank(failure, unit, cases) };
        Some(self.finish(question, found, &judge, findings))
    }

    fn fails(&self, unit: usize, cases: Vec<usize>, findings: &mut Findings) -> Question {
        let function = ReserveFailure { timelines: self.timelines, unit };
        let question = blank(FailureKind::Fails, unit, cases);
        let baseline = self.timelines.state(&CaseSet::EMPTY).reserves[unit];
        if baseline.fails_from.is_some() {
            let seen = format!("{} fails without any of the cases", self.pending.model.units[unit].code);
            findings.push(
                Finding::note(
                    "fails-anyway",
                    Place::row("units", &self.pending.model.units[unit].code),
                    seen,
                )
                .expected("a unit that stands until something happens")
                .action("Check its reserve, its costs and its prices."),
            );
            return question;
        }
        let found = search(&function, &self.sets(&question.cases, self.asked.runs_max));
        self.finish(question, found, &Judge::Reserve(self.timelines, unit), findings)
    }

    fn sets(&self, cases: &[usize], sets_max: u64) -> Asked {
        let at = |case: usize| cases.iter().position(|other| *other == case);
        let pairs = self.pending.excluding.iter().filter_map(|(a, b, _)| Some((at(*a)?, at(*b)?)));
        Asked { excluding: pairs.collect(), size: self.asked.size, sets_max, ..Asked::of(cases.len()) }
    }

    /// Puts what was found into positions of all cases, and certifies it.
    fn finish(
        &self,
        mut question: Question,
        mut found: Found,
        judge: &Judge<'_>,
        findings: &mut Findings,
    ) -> Question {
        let cases = question.cases.clone();
        let back = |set: &CaseSet| -> CaseSet { set.iter().map(|case| cases[case]).collect() };
        for set in found.smallest.iter_mut().chain(&mut found.largest) {
            *set = back(set);
        }
        if let Monotone::Broken { smaller, larger } = &mut found.monotone {
            (*smaller, *larger) = (back(smaller), back(larger));
        }
        let sets = found.smallest.iter().take(CERTIFIED_MAX);
        question.certificates = sets.map(|set| judge.certify(*set)).collect();
        question.standings = cases.iter().map(|case| standing(*case, &found)).collect();
        findings.extend(self.not_monotone(&question, &found));
        findings.extend(self.differs(&question));
        question.found = Some(found);
        question
    }

    fn threshold(&self, findings: &mut Findings) -> Option<f64> {
        let on = self.pending.model.date(0);
        let in_force = self.rulebook.viability.iter().filter(|row| {
            row.test == ViabilityTest::CriticalMass
                && row.valid_from <= on
                && row.valid_to.is_none_or(|to| to >= on)
        });
        let threshold = in_force.max_by_key(|row| row.valid_from).and_then(|row| row.threshold);
        if threshold.is_none() && !findings.iter().any(|finding| finding.code == "no-critical-mass") {
            findings.push(
                Finding::note("no-critical-mass", Place::table("viability"), format!("no threshold on {on}"))
                    .expected("a row critical_mass")
                    .action("Add one; until then nobody can say when a service is under critical mass."),
            );
        }
        threshold.map(|number| number.0)
    }

    fn not_monotone(&self, question: &Question, found: &Found) -> Option<Finding> {
        let Monotone::Broken { smaller, larger } = &found.monotone else { return None };
        let names = |set: &CaseSet| self.pending.names(set).join(" + ");
        let seen = format!(
            "{}, {}: {} bring it about, {} don't",
            self.pending.model.units[question.unit].code,
            question.failure,
            names(smaller),
            names(larger)
        );
        let finding = Finding::warning("not-monotone", Place::table("joint"), seen);
        Some(finding.expected("more moves never heal what fewer brought about").action(
            "Only what was tried one by one is claimed; a larger set may be safe though a smaller one isn't.",
        ))
    }

    fn differs(&self, question: &Question) -> Option<Finding> {
        let wrong = question.certificates.iter().find(|certificate| !certificate.holds)?;
        let seen = format!("{}: the set {}", question.failure, self.pending.names(&wrong.set).join(" + "));
        Some(
            Finding::error("certificate-differs", Place::table("joint"), seen)
                .expected("the same answer from the plain way of working it out")
                .action("This is a defect of Ballast: please report it with the scenarios."),
        )
    }
}

fn blank(failure: FailureKind, unit: usize, cases: Vec<usize>) -> Question {
    Question {
        failure,
        unit,
        cases,
        found: None,
        standings: Vec::new(),
        certificates: Vec::new(),
        threshold_percent: None,
    }
}

fn standing(case: usize, found: &Found) -> (usize, Standing, usize) {
    let within = found.smallest.iter().filter(|set| set.contains(case));
    let standing = if found.smallest.contains(&CaseSet::EMPTY.with(case)) {
        Standing::FatalAlone
    } else if within.clone().next().is_some() {
        Standing::Pivotal
    } else {
        Standing::Harmless
    };
    (case, standing, within.count())
}
