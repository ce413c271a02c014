//! The people of the demonstration. Nobody of them is anybody: each is a role at a body of the shipped register.

use actions::{Role, Sample};
use vocabulary::Code;

/// The oversight body whose register the demonstration has.
pub(super) const OVERSIGHT: &str = "X-NHSE";
/// The commissioner that leaves.
pub(super) const COMMISSIONER: &str = "06K";
/// Its neighbour.
const NEIGHBOUR: &str = "06N";
/// The area team that oversees it, and gives the outcome of its case.
const AREA_TEAM: &str = "Q58";
/// The unit that it leaves.
const UNIT: &str = "0CG";

/// The samples: who everybody is at first, then the others.
pub(super) fn samples() -> Vec<Sample> {
    let sample = |title: &str, name: &str, body: &str, role: Role| Sample {
        title: title.to_string(),
        name: name.to_string(),
        roles: vec![(Code::new(body), role)],
    };
    // The reviewers and the assurer of the national body do the same for the area team and for the commissioner.
    let beside = |sample: Sample, body: &str, role: Role| Sample {
        roles: [sample.roles, vec![(Code::new(body), role)]].concat(),
        ..sample
    };
    use Role::{
        Administrator, Assessor, Assurer, Author, Certifier, DataSteward, GoverningBody, HrLead, ReviewLead,
        Reviewer, UnitDirector, UnitFinance, Viewer,
    };
    vec![
        sample(
            "Finance lead of a commissioner (author)",
            "Commissioner’s finance lead",
            COMMISSIONER,
            Author,
        ),
        sample(
            "Accountable officer of a commissioner (certifier)",
            "Accountable officer",
            COMMISSIONER,
            Certifier,
        ),
        sample("Governing body of a commissioner", "Governing body’s chair", COMMISSIONER, GoverningBody),
        sample("HR lead of a commissioner", "HR lead", COMMISSIONER, HrLead),
        sample("Finance lead of a neighbour (author)", "Neighbour’s finance lead", NEIGHBOUR, Author),
        sample("Director of the unit", "Unit’s director", UNIT, UnitDirector),
        sample("Finance lead of the unit", "Unit’s finance lead", UNIT, UnitFinance),
        beside(
            sample("Reviewer at the oversight body", "Reviewer", OVERSIGHT, Reviewer),
            AREA_TEAM,
            Reviewer,
        ),
        beside(
            sample("Review lead at the oversight body", "Review lead", OVERSIGHT, ReviewLead),
            AREA_TEAM,
            ReviewLead,
        ),
        sample("Assessor of units", "Assessor", OVERSIGHT, Assessor),
        beside(sample("Assurer of analyses", "Assurer", OVERSIGHT, Assurer), COMMISSIONER, Assurer),
        sample("Data steward of the oversight body", "Data steward", OVERSIGHT, DataSteward),
        sample("Administrator", "Administrator", OVERSIGHT, Administrator),
        sample("Viewer at a commissioner", "Viewer", COMMISSIONER, Viewer),
        // Two assessors rate each unit, and neither knows of the other.
        sample("Another assessor of units", "Second assessor", OVERSIGHT, Assessor),
        Sample { title: "The public, not signed in".into(), name: String::new(), roles: Vec::new() },
    ]
}
