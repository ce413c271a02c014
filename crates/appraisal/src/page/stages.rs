use listing::{Cell, Section, two_places};

use super::Told;
use crate::input::Question;

/// Value for money, and improved quality: two answers, each with its evidence.
pub(super) fn claims(told: &Told<'_>) -> Section {
    let mut section = Section::new("evidence", "Value for money, and improved quality")
        .column("question", "Question")
        .column("measure", "Measure")
        .column("baseline", "Baseline")
        .column("target", "Target")
        .column("measured", "Measured")
        .column("standing", "It is")
        .column("source", "Source");
    for answer in &told.answer.claims {
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
pub(super) fn aim(told: &Told<'_>) -> Section {
    let aim = &told.answer.appraisal.aim;
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

/// Stage two.
pub(super) fn needs(told: &Told<'_>) -> Section {
    let appraisal = &told.answer.appraisal;
    let mut section = Section::new("needs", "What is needed")
        .column("service", "Service")
        .column("component", "Component")
        .column("paid_gbp", "Paid today, a year")
        .column("what", "What is needed")
        .column("stays", "What must stay ours")
        .column("neighbours", "What neighbours need");
    for need in &appraisal.needs {
        let paid = told.snapshot.rows.agreement_lines.iter().filter(|line| {
            line.buyer_code == appraisal.buyer
                && line.supplier_code == appraisal.supplier
                && line.service_code == need.service
        });
        section.row(vec![
            told.service(&need.service),
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
pub(super) fn scores(told: &Told<'_>) -> Section {
    let appraisal = &told.answer.appraisal;
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
pub(super) fn how(told: &Told<'_>) -> Section {
    let appraisal = &told.answer.appraisal;
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
    section.pair(
        "Register",
        format!("{} ({})", told.snapshot.name, &told.snapshot.hash[..12.min(told.snapshot.hash.len())]),
    );
    section.pair("Prepared on", appraisal.prepared_on.to_string());
    section.pair("Payer rule", appraisal.payer_rule.to_string());
    section.pair("Seed and draws", format!("{}, {}", appraisal.seed, appraisal.draws));
    section
}
