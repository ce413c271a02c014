use std::collections::BTreeMap;

use listing::{Cell, Section};
use vocabulary::{Code, Pence, PeopleBand};

use super::{Asked, Told, money};
use crate::answer::PostCost;

/// What becomes of posts in each option. Small groups are shown as bands: they are people whom somebody knows.
pub(super) fn people(told: &Told<'_>) -> Section {
    let mut section = Section::new("people", "What becomes of posts")
        .note("Whole-time equivalents of the unit's posts; groups of a few people are shown as a band.")
        .column("option", "Option")
        .column("service", "Service")
        .column("tier", "Tier")
        .column("whose", "Because of")
        .column("transfer", "Transfer")
        .column("redeploy", "Redeployed")
        .column("redundant", "At risk of redundancy")
        .column("redundancy_gbp", "Redundancy");
    for option in &told.answer.options {
        let mut groups: BTreeMap<(bool, Code, &str), ([f64; 3], Pence)> = BTreeMap::new();
        for row in &option.people {
            let held = groups.entry((!row.is_ours, row.service.clone(), row.tier)).or_default();
            (0..3).for_each(|kind| held.0[kind] += row.wte[kind]);
            held.1 += row.redundancy;
        }
        for ((others, service, tier), (wte, cost)) in groups {
            let of = |wte: f64| Cell::text(wte_words(wte));
            let small = wte.iter().any(|wte| is_small(*wte));
            section.row(vec![
                Cell::text(option.title.clone()),
                told.service(&service),
                Cell::text(tier),
                Cell::text(if others { "others leaving" } else { "our choice" }),
                of(wte[0]),
                of(wte[1]),
                of(wte[2]),
                if small { Cell::text("not shown: a small group") } else { Cell::Money(cost) },
            ]);
        }
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

/// Below this many, people in a group could be known.
const SMALL: f64 = 5.0;

pub(super) fn is_small(wte: f64) -> bool {
    wte > 0.0 && wte < SMALL
}

pub(super) fn wte_words(wte: f64) -> String {
    if is_small(wte) { PeopleBand::of(wte).to_string() } else { format!("{wte:.1}") }
}

/// What the posts of the schedule cost.
pub(super) fn posts_cost(asked: Asked<'_>, posts: &[PostCost]) -> Section {
    let mut section = Section::new("posts", "What the posts cost a year")
        .note(format!(
            "At the top of each band, at the rates of {}, for an employer of the kind {}. What the organisation pays and \
             what the system pays differ by the part of the pension contribution that is paid centrally.",
            asked.appraisal.start, asked.appraisal.employer_kind
        ))
        .column("service", "Service")
        .column("band", "Band")
        .column("tier", "Tier")
        .column("place", "Place")
        .column("wte", "Posts")
        .column("pay_gbp", "Pay of one")
        .column("organisation_each_gbp", "Cost of one to the organisation")
        .column("system_each_gbp", "Cost of one to the system")
        .column("organisation_gbp", "All, to the organisation")
        .column("system_gbp", "All, to the system");
    for row in posts {
        let small = is_small(row.post.wte);
        let all = |pence: f64| if small { Cell::text("not shown: a small group") } else { money(pence) };
        section.row(vec![
            asked.service(&row.post.service),
            Cell::text(row.post.band.to_string()),
            Cell::text(row.post.tier.word()),
            Cell::text(row.post.place.clone()),
            Cell::text(wte_words(row.post.wte)),
            money(row.pay_each),
            money(row.organisation_each),
            money(row.system_each),
            all(row.organisation()),
            all(row.system()),
        ]);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}
