use appraisal::input::{Aim, Appraisal, AppraisalOption, Criterion, Need};
use register::rules::UsualCriterion;
use register::{Rulebook, Snapshot};
use vocabulary::{Code, Date, Estimate, Month};

/// An appraisal of which little is known yet: five years from the year of the register, everything that is bought from
/// the unit in scope, business as usual, and the usual criteria.
pub(super) fn blank(
    title: String,
    (register, snapshot): (String, &Snapshot),
    rulebook: &Rulebook,
    (body, supplier): (&Code, Code),
    day: Date,
) -> Option<Appraisal> {
    Some(Appraisal {
        needs: needs(snapshot, body, &supplier),
        options: vec![stay()],
        criteria: criteria(rulebook, day),
        title,
        register,
        buyer: body.clone(),
        supplier,
        employer_kind: Code::new("nhs_body"),
        prepared_on: day,
        start: Month::of(day).financial_year().first_month().first_day(),
        months: 60,
        payer_rule: Code::new("unit-bears"),
        reaction: true,
        reluctance: Estimate::new(0.05, 0.10, 0.25).ok()?,
        seed: 1,
        draws: 200,
        schedule: Code::new("green-book-standard"),
        inflation_percent: None,
        aim: Aim::default(),
        points_max: 4.0,
        lock: None,
        scores: Vec::new(),
        claims: Vec::new(),
        posts: Vec::new(),
        assumptions: Vec::new(),
        anyway: Vec::new(),
        rank_by: None,
        preferred: None,
        comparator: None,
        closure: Vec::new(),
    })
}

/// A need for each service that a body buys from a supplier, of which nothing is said yet.
fn needs(snapshot: &Snapshot, body: &Code, supplier: &Code) -> Vec<Need> {
    let lines = snapshot.rows.agreement_lines.iter();
    let ours = lines.filter(|line| line.buyer_code == *body && line.supplier_code == *supplier);
    let mut services: Vec<Code> = ours.map(|line| line.service_code.clone()).collect();
    services.sort();
    services.dedup();
    services.into_iter().map(unsaid).collect()
}

/// A need of which nothing is said yet.
pub(super) fn unsaid(service: Code) -> Need {
    Need {
        service,
        component: String::new(),
        what: String::new(),
        stays: String::new(),
        neighbours: String::new(),
    }
}

/// Business as usual.
fn stay() -> AppraisalOption {
    AppraisalOption {
        id: Code::new("stay"),
        title: "Stay as we are".to_string(),
        description: "Every service stays where it is, on today’s terms.".to_string(),
        choices: Vec::new(),
        items: Vec::new(),
    }
}

/// The usual criteria of a day.
fn criteria(rulebook: &Rulebook, day: Date) -> Vec<Criterion> {
    let holds = |row: &&UsualCriterion| row.valid_from <= day && row.valid_to.is_none_or(|end| day <= end);
    let criterion = |row: &UsualCriterion| Criterion {
        id: row.criterion_id.clone(),
        title: row.title.0.clone(),
        source: row.source.0.clone(),
        weight: row.weight.0,
        scale: row.scale.0.clone(),
    };
    rulebook.criteria.iter().filter(holds).map(criterion).collect()
}
