//! Published cases as a release package of OCDS 1.1. Which part of a case becomes what, and why: decision 0022.

use serde_json::{Value, json};
use vocabulary::Date;

use super::value::{PublicBody, PublicCase, PublicCondition, PublicDocument, PublicMove};

/// The prefix of ids where the publisher has registered none. It isn't registered with the Open Contracting Partnership, so ids with it
/// are only ours.
pub const OCID_PREFIX: &str = "ocds-ballast";

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// The whole address of the package.
    pub address: String,
    /// The prefix that it has registered, such as `ocds-213czf`; else [`OCID_PREFIX`].
    pub ocid_prefix: String,
    /// The scheme of the codes of its bodies: `GB-NHS` for those of the NHS, else one of its own that begins with `X-`.
    pub scheme: String,
    /// The address of the licence.
    pub license: String,
    /// When the package was made, as `2026-11-22T09:00:00Z`; not before any case in it was published.
    pub made_at: String,
}

/// Writes a release package: one release a case, as it stands. The tag is `planning`; with a destination that isn't the
/// commissioner itself, and a decision to go ahead, `award` too.
pub fn ocds(publisher: &Publisher, cases: &[PublicCase]) -> Value {
    json!({
        "uri": publisher.address,
        "version": "1.1",
        "publishedDate": publisher.made_at,
        "publisher": { "name": publisher.name },
        "license": publisher.license,
        "releases": cases.iter().map(|case| Release { publisher, case }.value()).collect::<Vec<_>>(),
    })
}

struct Release<'a> {
    publisher: &'a Publisher,
    case: &'a PublicCase,
}

fn time(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

impl Release<'_> {
    fn value(&self) -> Value {
        let case = self.case;
        let awards = self.awards();
        let ocid = format!("{}-{}", self.publisher.ocid_prefix, case.reference);
        let tags: &[&str] = if awards.is_empty() { &["planning"] } else { &["planning", "award"] };
        let mut release = json!({
            "ocid": ocid,
            // A release never changes: another day, another release.
            "id": format!("{ocid}-{}", case.changed),
            "date": time(case.changed),
            "tag": tags,
            "initiationType": "tender",
            "language": "en",
            "parties": self.parties(),
            "planning": self.planning(),
        });
        if let Some(lead) = case.commissioners.first() {
            release["buyer"] = self.reference(lead);
        }
        if !awards.is_empty() {
            release["awards"] = json!(awards);
        }
        release
    }

    fn id(&self, body: &PublicBody) -> String {
        format!("{}-{}", self.publisher.scheme, body.code)
    }

    fn reference(&self, body: &PublicBody) -> Value {
        json!({ "id": self.id(body), "name": body.name })
    }

    /// Every body once, with all its roles. `incumbent` and `oversight` are ours: the list of roles is open.
    fn parties(&self) -> Vec<Value> {
        let case = self.case;
        let mut parties: Vec<(&PublicBody, Vec<&str>)> = Vec::new();
        let mut add = |body, role| match parties.iter_mut().find(|(known, _)| *known == body) {
            Some((_, roles)) if roles.contains(&role) => {}
            Some((_, roles)) => roles.push(role),
            None => parties.push((body, vec![role])),
        };
        case.commissioners.iter().for_each(|body| add(body, "buyer"));
        case.units.iter().for_each(|body| add(body, "incumbent"));
        case.oversight.iter().for_each(|body| add(body, "oversight"));
        self.awarded().for_each(|(_, supplier)| add(supplier, "supplier"));
        let party = |(body, roles): &(&PublicBody, Vec<&str>)| {
            json!({
                "id": self.id(body),
                "name": body.name,
                "identifier": { "scheme": self.publisher.scheme, "id": body.code, "legalName": body.name },
                "roles": roles,
            })
        };
        parties.iter().map(party).collect()
    }

    fn planning(&self) -> Value {
        let case = self.case;
        let mut planning =
            json!({ "rationale": if case.reasons.is_empty() { &case.title } else { &case.reasons } });
        let amounts: Option<Vec<i64>> =
            case.moves.iter().map(|moved| moved.annual.map(|pence| pence.0)).collect();
        let mut budget = json!({ "description": case.title });
        // A sum of some of several amounts would be read as the whole.
        if let Some(amounts) = amounts.filter(|amounts| !amounts.is_empty()) {
            budget["amount"] = money(amounts.iter().sum());
        }
        planning["budget"] = budget;
        let documents: Vec<Value> =
            case.documents.iter().enumerate().map(|(at, d)| self.document(at, d)).collect();
        if !documents.is_empty() {
            planning["documents"] = json!(documents);
        }
        let milestones: Vec<Value> =
            case.conditions.iter().enumerate().map(|(at, c)| milestone(at, c)).collect();
        if !milestones.is_empty() {
            planning["milestones"] = json!(milestones);
        }
        planning
    }

    fn document(&self, at: usize, document: &PublicDocument) -> Value {
        json!({
            "id": format!("document-{}", at + 1),
            "documentType": "needsAssessment",
            "title": document.title,
            "url": document.address,
            "datePublished": time(self.case.published),
            "format": document.format,
            "language": "en",
        })
    }

    /// Moves to another body, where at least one governing body goes ahead.
    fn awarded(&self) -> impl Iterator<Item = (&PublicMove, &PublicBody)> {
        let ahead = self.case.decisions.iter().any(|decision| decision.choice.starts_with("proceed"));
        let moves = self.case.moves.iter().filter(move |_| ahead);
        moves.filter_map(|moved| Some((moved, moved.to.as_ref().filter(|to| **to != moved.buyer)?)))
    }

    fn awards(&self) -> Vec<Value> {
        let decided = self.case.decisions.iter().map(|decision| decision.on).max();
        let award = |(moved, supplier): (&PublicMove, &PublicBody)| {
            let items = moved.services.iter().enumerate().map(|(at, service)| {
                json!({
                    "id": format!("{}-{}", moved.id, at + 1),
                    "description": service.title,
                    "classification": { "scheme": "X-BALLAST-SERVICE", "id": service.code, "description": service.title },
                })
            });
            let mut award = json!({
                "id": moved.id,
                "title": self.case.title,
                "status": "active",
                "suppliers": [self.reference(supplier)],
            });
            let items: Vec<Value> = items.collect();
            if !items.is_empty() {
                award["items"] = json!(items);
            }
            if let Some(on) = decided {
                award["date"] = json!(time(on));
            }
            if let Some(annual) = moved.annual {
                award["description"] = json!("The value is that of one year.");
                award["value"] = money(annual.0);
            }
            if let Some(from) = moved.effective {
                award["contractPeriod"] = json!({ "startDate": time(from) });
            }
            award
        };
        self.awarded().map(award).collect()
    }
}

fn milestone(at: usize, condition: &PublicCondition) -> Value {
    let mut milestone = json!({
        "id": format!("condition-{}", at + 1),
        "title": condition.text,
        "type": "approval",
    });
    if let Some(due) = condition.due {
        milestone["dueDate"] = json!(time(due));
    }
    milestone
}

/// Pounds: whole ones as whole numbers.
fn money(pence: i64) -> Value {
    let amount = match pence % 100 {
        0 => json!(pence / 100),
        _ => json!(pence as f64 / 100.0),
    };
    json!({ "amount": amount, "currency": "GBP" })
}
