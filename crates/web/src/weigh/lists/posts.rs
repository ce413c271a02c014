use appraisal::input::Appraisal;

use super::{List, Shown, acts, add, change, columns, take_out};
use crate::site::plain::paragraph;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// The schedule of posts, which the HR lead keeps.
pub(super) struct Posts;

impl List for Posts {
    fn show(&self, on: &On<'_>) -> Shown {
        let rows = on.appraisal.posts.iter().enumerate().map(|(at, post)| {
            let name = format!("{}, band {}", on.service(&post.service), post.band);
            let mut can = Vec::new();
            if on.may.posts {
                can.push(change(&on.at_n(Step::Post, at), "Change", &name));
                can.push(take_out(on, Step::Posts, at, &name));
            }
            vec![
                on.service(&post.service).into(),
                post.band.as_str().into(),
                post.tier.word().into(),
                post.place.as_str().into(),
                post.wte.to_string().into(),
                post.mean_service_years.to_string().into(),
                post.source.as_str().into(),
                acts(can),
            ]
        });
        let lead = match on.may.posts {
            true => {
                "Posts of the unit that do your work today. What you state here stands in for your share of the unit’s post groups."
            }
            false => {
                "The HR lead keeps this schedule. Without it, the answer takes your share of the unit’s post groups. Groups of fewer than five are read only by those who work on the appraisal."
            }
        };
        let new = on.at_n(Step::Post, on.appraisal.posts.len());
        Shown {
            title: "Who does the work today?".to_string(),
            lead: paragraph(lead),
            columns: columns(&[
                "Service",
                "Band",
                "Tier",
                "Place",
                "Whole-time posts",
                "Mean years",
                "Source",
            ]),
            rows: rows.collect(),
            below: if on.may.posts { vec![add(new, "Add a group of posts")] } else { Vec::new() },
        }
    }

    fn take_out(&self, on: &On<'_>, number: usize) -> Appraisal {
        let mut changed = on.appraisal.clone();
        if number < changed.posts.len() {
            changed.posts.remove(number);
        }
        changed
    }
}
