use std::collections::BTreeMap;

use listing::{Cell, Section};
use vocabulary::{Code, Pence};

use super::super::people::{is_small, wte_words};
use super::Told;

/// What becomes of posts: of those that the HR lead has stated as they are, of the unit's own groups in bands. Small
/// groups are bands everywhere.
pub(super) fn people(told: &Told<'_>) -> Section {
    let mut section = Section::new("people", "What becomes of posts")
        .note(
            "Whole-time equivalents. Posts that our HR lead has stated are shown as they are, with redundancy as if paid \
             on the day that the line leaves; of the unit's own groups, bands. What redundancy of stated posts costs \
             is no part of the figures above.",
        )
        .column("option", "Option")
        .column("service", "Service")
        .column("known", "Posts are")
        .column("whose", "Because of")
        .column("transfer", "Transfer")
        .column("redeploy", "Redeployed")
        .column("redundant", "At risk of redundancy")
        .column("redundancy_gbp", "Redundancy");
    for option in &told.banded.options {
        let mut stated: BTreeMap<&Code, ([f64; 3], Pence)> = BTreeMap::new();
        for row in &option.stated_people {
            let held = stated.entry(&row.service).or_default();
            (0..3).for_each(|kind| held.0[kind] += row.wte[kind]);
            held.1 += row.redundancy;
        }
        for (service, (wte, cost)) in stated {
            let small = wte.iter().any(|wte| is_small(*wte));
            let [transfer, redeploy, redundant] = wte.map(|wte| Cell::text(wte_words(wte)));
            section.row(vec![
                Cell::text(option.title.clone()),
                told.asked.service(service),
                Cell::text("stated"),
                Cell::text("our choice"),
                transfer,
                redeploy,
                redundant,
                if small { Cell::text("not shown: a small group") } else { Cell::Range(cost, cost) },
            ]);
        }
        for row in &option.people {
            let [transfer, redeploy, redundant] = row.wte.map(|band| Cell::text(band.to_string()));
            section.row(vec![
                Cell::text(option.title.clone()),
                told.asked.service(&row.service),
                Cell::text("the unit's"),
                Cell::text(if row.is_ours { "our choice" } else { "others leaving" }),
                transfer,
                redeploy,
                redundant,
                row.redundancy.map_or_else(
                    || Cell::text("not shown: a small group"),
                    |band| Cell::Range(band.low(), band.high()),
                ),
            ]);
        }
    }
    if section.rows.is_empty() { Section::default() } else { section }
}
