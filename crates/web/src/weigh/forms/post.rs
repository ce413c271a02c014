use appraisal::input::{Appraisal, Post as Stated};
use register::tables::Tier;
use vocabulary::Code;

use super::{Form, choices, put};
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// A group of posts that serve one of the buyer's lines today.
pub(super) struct Post;

impl Form for Post {
    fn title(&self, on: &On<'_>) -> String {
        if on.n < on.appraisal.posts.len() { "A group of posts" } else { "A new group of posts" }.to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(post) = on.appraisal.posts.get(on.n) else {
            return Values::default().with("tier", Tier::Frontline).with("band", "5");
        };
        Values::default()
            .with("service", &post.service)
            .with("band", &post.band)
            .with("tier", post.tier)
            .with("place", &post.place)
            .with("wte", post.wte)
            .with("years", post.mean_service_years)
            .with("source", &post.source)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.note("Posts of the unit that do your work, in groups that are alike. Never a name. Who doesn’t work on this appraisal is told no group of fewer than five.");
        let services = on.scope().iter().map(|code| (code.to_string(), on.service(code))).collect();
        sheet.select("service", "Service", "", services);
        sheet.select("band", "Pay band", "", on.bands_named());
        let tier = |tier| match tier {
            Tier::Frontline => "Frontline: does the work",
            Tier::Management => "Management",
        };
        sheet.radios("tier", "Tier", "", choices(Tier::ALL, tier));
        sheet.text("place", "Place of work", "A town or a building.");
        sheet.number("wte", "How many, in whole-time equivalents?", "", ("", ""));
        sheet.number(
            "years",
            "Mean reckonable service",
            "Complete years that count for redundancy.",
            ("", "years"),
        );
        sheet.text("source", "Where is it from?", "For example, the unit’s staff list of 31 January.");
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let scope = on.scope();
        let service = reader.code("service").filter(|code| scope.contains(code));
        if service.is_none() {
            reader.wrong("service", "Choose a service");
        }
        let band = reader.code("band");
        if band.is_none() {
            reader.wrong("band", "Choose a pay band");
        }
        let wte = reader.number("wte", 0.0, 100_000.0).filter(|wte| *wte > 0.0);
        if wte.is_none() && !reader.problems.iter().any(|problem| problem.field == "wte") {
            reader.wrong("wte", "Enter how many, above zero");
        }
        let none = || Code::new("");
        let post = Stated {
            service: service.unwrap_or_else(none),
            band: band.unwrap_or_else(none),
            tier: reader.choice("tier", "Choose frontline or management").unwrap_or(Tier::Frontline),
            place: reader.text("place"),
            wte: wte.unwrap_or(0.0),
            mean_service_years: reader.number("years", 0.0, 60.0).unwrap_or(0.0),
            source: reader.needed("source", "Enter where it is from"),
        };
        put(&mut changed.posts, on.n, post);
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Posts, 0)
    }
}
