//! `rules/ID` and `mitigations/N`: the same scenario run another way.

use serde_json::Value as Json;
use vocabulary::Findings;

use super::money::Whose;
use super::summary::{money_of, text_of};
use super::{Answer, Explained, Explainer, Value};

const FIELDS: [&str; 6] = [
    "leavers_pay_more",
    "neighbours_pay_more",
    "units_pay_more",
    "centre_pays_more",
    "system_pays_more",
    "lowest_reserve",
];

impl Explainer {
    pub(super) fn rule(&self, id: &str) -> Option<Answer> {
        let rule = self.list("/payer_rules").iter().find(|rule| text_of(rule, "rule_id") == id)?;
        let title = format!("Under the payer rule “{}”", text_of(rule, "title"));
        let mut told = Explained::of(format!("rules/{id}"), title);
        self.variant(&mut told, rule);
        told.how("The same scenario run under this payer rule, at likely values, against a baseline under the same rule.");
        if id == self.result.scenario.payer_rule.as_str() {
            told.how("It is the rule of this result, so its postings are in this folder.");
            if let Err(findings) = self.check_own_rule(&mut told) {
                return Some(Err(findings));
            }
        } else {
            told.note(format!("The postings of that run aren't in this folder. `ballast replay` works it out again; a scenario with payer_rule = \"{id}\" gives its postings."));
        }
        Some(Ok(told))
    }

    fn check_own_rule(&self, told: &mut Explained) -> Result<(), Findings> {
        let pairs = [("leavers_pay_more", Whose::Leavers), ("system_pays_more", Whose::System)];
        for (name, whose) in pairs {
            let gathered = self.gather_all(whose);
            if let Some(Value::Money(stated)) = told.named(name).cloned() {
                told.check_money(name, stated, gathered.change(), 0);
            }
            if whose == Whose::System {
                self.behind_groups(told, gathered.groups);
            }
        }
        Ok(())
    }

    pub(super) fn mitigation(&self, number: &str) -> Option<Answer> {
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        let softer = self.list("/mitigations").get(at)?;
        let mut told = Explained::of(format!("mitigations/{}", at + 1), text_of(softer, "title"));
        self.variant(&mut told, softer);
        told.how("The same scenario with this one thing done differently, at likely values, against its own baseline.");
        told.note("The postings of that run aren't in this folder: `ballast replay` works it out again.");
        Some(Ok(told))
    }

    fn variant(&self, told: &mut Explained, variant: &Json) {
        for field in FIELDS {
            money_of(variant, &format!("{field}_gbp")).into_iter().for_each(|pence| told.money(field, pence));
        }
        told.figure("verdict", Value::Words(text_of(variant, "verdict").to_string()));
        let follow = variant.get("lines_that_follow").and_then(Json::as_array).map_or(0, Vec::len);
        told.figure("lines_that_follow", Value::Number(follow as f64, "lines"));
        let charge = variant.get("exit_charge").and_then(|charge| money_of(charge, "charge_gbp"));
        charge.into_iter().for_each(|pence| told.money("exit_charge", pence));
    }
}
