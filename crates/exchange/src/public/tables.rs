//! The register of moves and the published cases as CSV.

use vocabulary::Pence;

use super::value::{PublicBody, PublicCase, PublicMove};
use crate::csv::csv_bytes;

const MOVES: [&str; 14] = [
    "move_id",
    "case_reference",
    "buyer_code",
    "buyer_name",
    "from_code",
    "from_name",
    "services",
    "to_kind",
    "to_code",
    "to_name",
    "effective_date",
    "annual_gbp",
    "status",
    "source",
];

/// The register of moves: a row each, in the order given; services with `;` between them; blank where something isn't known
/// or is exempt.
pub fn moves_csv(moves: &[PublicMove]) -> Vec<u8> {
    let rows = moves.iter().map(|row| {
        let services: Vec<&str> = row.services.iter().map(|service| service.code.as_str()).collect();
        let to = |part: fn(&PublicBody) -> &String| row.to.as_ref().map(part).cloned().unwrap_or_default();
        vec![
            row.id.clone(),
            row.case.clone(),
            row.buyer.code.clone(),
            row.buyer.name.clone(),
            row.from.code.clone(),
            row.from.name.clone(),
            services.join(";"),
            row.to_kind.clone(),
            to(|body| &body.code),
            to(|body| &body.name),
            row.effective.map(|day| day.to_string()).unwrap_or_default(),
            row.annual.map(Pence::pounds_text).unwrap_or_default(),
            row.status.clone(),
            row.source.clone(),
        ]
    });
    csv_bytes(&MOVES, rows)
}

const CASES: [&str; 13] = [
    "reference",
    "title",
    "tier",
    "state",
    "commissioner_codes",
    "unit_codes",
    "oversight_code",
    "outcome",
    "outcome_date",
    "decisions",
    "published_date",
    "changed_date",
    "address",
];

/// Published cases: a row each. Decisions are `CODE:CHOICE`, codes and decisions with `;` between them.
pub fn cases_csv(cases: &[PublicCase]) -> Vec<u8> {
    let codes =
        |bodies: &[PublicBody]| bodies.iter().map(|body| body.code.as_str()).collect::<Vec<_>>().join(";");
    let rows = cases.iter().map(|case| {
        let decisions: Vec<String> = case
            .decisions
            .iter()
            .map(|decision| format!("{}:{}", decision.body.code, decision.choice))
            .collect();
        let (outcome, on) = match &case.outcome {
            Some((verdict, on)) => (verdict.clone(), on.to_string()),
            None => Default::default(),
        };
        vec![
            case.reference.clone(),
            case.title.clone(),
            case.tier.clone(),
            case.state.clone(),
            codes(&case.commissioners),
            codes(&case.units),
            case.oversight.as_ref().map(|body| body.code.clone()).unwrap_or_default(),
            outcome,
            on,
            decisions.join(";"),
            case.published.to_string(),
            case.changed.to_string(),
            case.address.clone(),
        ]
    });
    csv_bytes(&CASES, rows)
}
