use listing::{Cell, Section, two_places};
use register::tables::Funding;
use vocabulary::{FinancialYear, Pence};

use super::{Asked, Told};
use crate::answer::{ClaimAnswer, Year};
use crate::input::{Appraisal, Question};

/// Value for money, and improved quality: two answers, each with its evidence.
pub(super) fn claims(claims: &[ClaimAnswer]) -> Section {
    let mut section = Section::new("evidence", "Value for money, and improved quality")
        .column("question", "Question")
        .column("measure", "Measure")
        .column("baseline", "Baseline")
        .column("target", "Target")
        .column("measured", "Measured")
        .column("standing", "It is")
        .column("source", "Source");
    for answer in claims {
        section.pair(question(answer.question), answer.standing.words());
        for (claim, standing) in &answer.claims {
            let number = |value: Option<f64>| Cell::maybe(value, |value| Cell::text(two_places(value)));
            section.row(vec![
                Cell::text(question(answer.question)),
                Cell::text(claim.measure.clone()),
                number(claim.baseline),
                number(claim.target),
                number(claim.measured),
                Cell::text(standing.words()),
                Cell::text(claim.source.clone()),
            ]);
        }
    }
    section
}

fn question(question: Question) -> &'static str {
    match question {
        Question::ValueForMoney => "Is it value for money?",
        Question::ImprovedQuality => "Does quality improve?",
    }
}

/// Stage one.
pub(super) fn aim(appraisal: &Appraisal) -> Section {
    let aim = &appraisal.aim;
    let mut section = Section::new("aim", "The aim")
        .column("year", "Year")
        .column("envelope_gbp", "Money there is")
        .column("source", "Source");
    section.pair("What isn't met today", aim.objective.clone());
    section.pair("What would count as success", aim.success.clone());
    for row in &aim.envelope {
        section.row(vec![
            Cell::text(row.year.to_string()),
            Cell::Money(row.amount),
            Cell::text(row.source.clone()),
        ]);
    }
    section
}

/// What we pay the unit from running-cost money today, a year.
pub(super) fn paid_today(asked: Asked<'_>) -> Pence {
    let appraisal = asked.appraisal;
    let lines = asked.snapshot.rows.agreement_lines.iter().filter(|line| {
        line.buyer_code == appraisal.buyer
            && line.supplier_code == appraisal.supplier
            && line.funding != Some(Funding::Programme)
    });
    lines.map(|line| line.annual_gbp).sum()
}

/// What we pay in each option beside the money there is, by year.
pub(super) fn envelope(told: &Told<'_>) -> Section {
    let answer = told.answer;
    let appraisal = &answer.appraisal;
    let today = paid_today(told.asked());
    let mut section = Section::new("envelope", "Beside the money there is")
        .note(format!(
            "What we pay the unit from running-cost money today ({} a year) with what each option changes, in the prices \
             of each year. What else we run isn't known here.",
            today.whole_pounds()
        ))
        .column("option", "Option")
        .column("year", "Year")
        .column("paid_gbp", "Paid for these lines")
        .column("envelope_gbp", "Money there is")
        .column("share_percent", "Share of it");
    for option in &answer.options {
        for row in &appraisal.aim.envelope {
            let of_year = |year: &Year| FinancialYear::starting(year.starts) == row.year;
            let Some(index) = answer.years.iter().position(of_year) else { continue };
            let paid = (today.as_f64() + option.flows.us[index]) * answer.years[index].prices;
            let share = (row.amount.0 > 0).then(|| paid / row.amount.as_f64() * 100.0);
            section.row(vec![
                Cell::text(option.title.clone()),
                Cell::text(row.year.to_string()),
                Cell::Money(Pence::round(paid)),
                Cell::Money(row.amount),
                Cell::maybe(share, Cell::Percent),
            ]);
        }
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

/// Stage two.
pub(super) fn needs(asked: Asked<'_>) -> Section {
    let appraisal = asked.appraisal;
    let mut section = Section::new("needs", "What is needed")
        .column("service", "Service")
        .column("component", "Component")
        .column("paid_gbp", "Paid today, a year")
        .column("what", "What is needed")
        .column("stays", "What must stay ours")
        .column("neighbours", "What neighbours need");
    for need in &appraisal.needs {
        let paid = asked.snapshot.rows.agreement_lines.iter().filter(|line| {
            line.buyer_code == appraisal.buyer
                && line.supplier_code == appraisal.supplier
                && line.service_code == need.service
        });
        section.row(vec![
            asked.service(&need.service),
            Cell::text(need.component.clone()),
            Cell::Money(paid.map(|line| line.annual_gbp).sum()),
            Cell::text(need.what.clone()),
            Cell::text(need.stays.clone()),
            Cell::text(need.neighbours.clone()),
        ]);
    }
    section
}

/// Criteria, weights and scores.
pub(super) fn scores(appraisal: &Appraisal) -> Section {
    let all: f64 = appraisal.criteria.iter().map(|criterion| criterion.weight).sum();
    let mut section = Section::new("scores", "Criteria and scores")
        .column("criterion", "Criterion")
        .column("weight_percent", "Weight")
        .column("from", "Comes from")
        .column("option", "Option")
        .column("points", "Points")
        .column("evidence", "Evidence")
        .column("reason", "Why")
        .column("by", "By")
        .column("on", "On");
    if let Some(lock) = &appraisal.lock {
        section.pair("Weights locked", format!("by {} on {}", lock.by, lock.on));
    }
    for criterion in &appraisal.criteria {
        for score in appraisal.scores.iter().filter(|score| score.criterion == criterion.id) {
            let option = appraisal.options.iter().find(|option| option.id == score.option);
            let points = if score.points.is_fixed() {
                two_places(score.points.likely())
            } else {
                let (low, high) = (two_places(score.points.low()), two_places(score.points.high()));
                format!("{} ({low} to {high})", two_places(score.points.likely()))
            };
            section.row(vec![
                Cell::text(criterion.title.clone()),
                Cell::Percent(criterion.weight / all * 100.0),
                Cell::text(criterion.source.clone()),
                Cell::text(option.map_or_else(String::new, |option| option.title.clone())),
                Cell::text(points),
                Cell::text(score.evidence.word()),
                Cell::text(score.reason.clone()),
                Cell::text(score.by.clone()),
                Cell::maybe(score.on, |on| Cell::text(on.to_string())),
            ]);
        }
    }
    section
}

/// How it was worked out, and what of it is recovered and what is ours.
pub(super) fn how(asked: Asked<'_>) -> Section {
    let (appraisal, snapshot) = (asked.appraisal, asked.snapshot);
    let mut section = Section::new("how", "How this was worked out")
        .note(
            "The titles of the four stages (aim, needs, options, decision) and the tree of make, share and buy are \
             recovered from the guide of 2013; the worksheets behind them are ours.",
        )
        .note(
            "What an option does to others is never typed: each option is a scenario on the register, and its cost to \
             others is read from the same postings as its cost to us. Our own lines decide nothing in it: what becomes \
             of them is what is appraised.",
        )
        .note(
            "Net present social value is the present value of benefits in pounds less that of resources used, risk and \
             mitigated optimism bias included, tax and transfers not. A benefit in pounds earns no points.",
        );
    section
        .pair("Register", format!("{} ({})", snapshot.name, &snapshot.hash[..12.min(snapshot.hash.len())]));
    section.pair("Prepared on", appraisal.prepared_on.to_string());
    section.pair("Payer rule", appraisal.payer_rule.to_string());
    section.pair("Seed and draws", format!("{}, {}", appraisal.seed, appraisal.draws));
    section
}
