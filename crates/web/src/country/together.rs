//! What the cases that were sent do together, and who pays for all of them under each payer rule: the sections of that answer, among
//! those of the country.

use actions::SeenCountry;
use actions::acts::SeenJoint;
use listing::{Cell, Listing, Section};

/// The sections of the answer under names of their own. Empty for who may not ask, and where there is none. How it was searched is
/// told on its own page.
pub(super) fn together(seen: &SeenCountry) -> Vec<Section> {
    let Some(joint) = &seen.joint else { return Vec::new() };
    let Some(listing) = &joint.listing else { return Vec::new() };
    let rules = listing.section("rules").map(|rules| Section {
        id: "joint_rules",
        title: "Who pays for all cases together, under each payer rule".to_string(),
        ..rules.clone()
    });
    let cases = listing.section("cases").map(|cases| of_cases(joint, listing, cases));
    cases.into_iter().chain(smallest(listing)).chain(rules).collect()
}

/// Every case, with what the answer rests on.
fn of_cases(joint: &SeenJoint, listing: &Listing, cases: &Section) -> Section {
    let mut section =
        Section { id: "joint", title: "What the cases do together".to_string(), ..cases.clone() };
    let left_out = match joint.left_out.len() {
        0 => "",
        1 => " One case that was sent isn’t looked at.",
        _ => " Some cases that were sent aren’t looked at.",
    };
    let sight =
        if joint.is_whole { "" } else { " Amounts are in bands: they rest on books that you don’t see." };
    section.notes.insert(0, listing.sentence.clone());
    section.notes.push(format!("It is worked out, not recorded.{left_out}{sight}"));
    section
}

/// The smallest sets of every unit and failure, in one table.
fn smallest(listing: &Listing) -> Option<Section> {
    let mut all = Section::new("joint_sets", "The smallest sets of cases that break something")
        .column("what", "What")
        .column("cases", "Smallest sets")
        .column("happens", "What then happens");
    for section in listing.sections.iter().filter(|section| section.id.starts_with("smallest_")) {
        for row in &section.rows {
            let cells = row.iter().take(2).cloned();
            all.row(std::iter::once(Cell::text(section.title.as_str())).chain(cells).collect());
        }
    }
    (!all.rows.is_empty()).then_some(all)
}
