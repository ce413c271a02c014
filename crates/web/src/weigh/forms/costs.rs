use appraisal::input::{Appraisal, Choice};
use vocabulary::Basis;

use super::choice::place;
use super::{Form, bases};
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// What a service costs where it goes, and who goes with it.
pub(super) struct Costs;

impl Form for Costs {
    fn title(&self, on: &On<'_>) -> String {
        let service = place(on).map(|(code, _)| on.service(&code)).unwrap_or_default();
        format!("What does {} cost there, and who goes along?", service.to_lowercase())
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some((_, Some(choice))) = place(on) else { return Values::default() };
        Values::default()
            .with_estimate("running_gbp", choice.running_gbp)
            .with_estimate("one_off_gbp", choice.one_off_gbp)
            .with_some("vat_percent", choice.vat_percent)
            .with_some("lead_months", choice.lead_months)
            .with_share("transfer", choice.transfer_share)
            .with_share("redeploy", Some(choice.redeploy_share))
            .with_some("optimism", choice.optimism.as_ref())
            .with_share("mitigated", Some(choice.mitigated_share))
            .with("basis", choice.basis)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        let blank = "In prices of the first year. Leave it blank to take what the register says.";
        sheet.estimate("running_gbp", "Running cost a year", blank, ("£", ""));
        sheet.estimate("one_off_gbp", "Cost of switching, once", blank, ("£", ""));
        let tax = "Leave it blank to take what the register or the tax rules say.";
        sheet.number("vat_percent", "Value added tax that you can’t recover", tax, ("", "%"));
        let lead = "Leave it blank to take what the register says.";
        sheet.number("lead_months", "How long until it can serve you?", lead, ("", "months"));
        sheet.heading("People");
        let usual = "Leave it blank for the usual share.";
        sheet.number("transfer", "Of the posts, how many go with the work?", usual, ("", "%"));
        let rest = "The rest are at risk of redundancy.";
        sheet.number("redeploy", "Of the others, how many find other work in the unit?", rest, ("", "%"));
        sheet.heading("How sure is it?");
        let category = "Early estimates of these kinds of project are usually too low by a known share.";
        sheet.select("optimism", "What kind of project is it?", category, on.optimism_named());
        let done = "100 when everything that makes such estimates too low has been dealt with.";
        sheet.number("mitigated", "How much of that has been dealt with?", done, ("", "%"));
        sheet.radios("basis", "How are the numbers known?", "", bases());
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let Some((service, Some(before))) = place(on) else { return changed };
        let choice = Choice {
            running_gbp: reader.estimate("running_gbp", 0.0, 1e12),
            one_off_gbp: reader.estimate("one_off_gbp", 0.0, 1e12),
            vat_percent: reader.number("vat_percent", 0.0, 100.0),
            lead_months: (!reader.raw("lead_months").is_empty())
                .then(|| reader.whole("lead_months", 0, 120, 0)),
            transfer_share: reader.share("transfer"),
            redeploy_share: reader.share("redeploy").unwrap_or(0.0),
            optimism: reader.code("optimism"),
            mitigated_share: reader.share("mitigated").unwrap_or(0.0),
            basis: reader.choice("basis", "Choose how the numbers are known").unwrap_or(Basis::Assumed),
            ..before.clone()
        };
        let option = changed.options.get_mut(on.n);
        let old =
            option.and_then(|option| option.choices.iter_mut().find(|choice| choice.service == service));
        if let Some(old) = old {
            *old = choice;
        }
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Option, on.n)
    }
}
