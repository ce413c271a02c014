//! The numbers at the head of a result.

use vocabulary::Pence;

use super::money::Whose;
use super::summary::{money_of, text_of};
use super::{Answer, Explained, Explainer};

impl Explainer {
    /// A number of the headline: its title, value and range as `result.json` states them.
    pub(super) fn stated_number(&self, id: &str) -> Result<Explained, vocabulary::Findings> {
        let mut numbers = self.list("/numbers").iter().chain(self.list("/further_numbers"));
        let number = numbers.find(|number| text_of(number, "id") == id);
        let number = number.ok_or_else(|| vec![self.unknown(id)])?;
        let mut told = Explained::of(id, text_of(number, "title"));
        let value = money_of(number, "value_gbp");
        told.money("value", value.ok_or_else(|| vec![self.unknown(id)])?);
        if let Some(range) = number.get("range") {
            for name in ["p10", "p50", "p90", "mean"] {
                money_of(range, &format!("{name}_gbp")).into_iter().for_each(|pence| told.money(name, pence));
            }
        }
        Ok(told)
    }

    pub(super) fn headline(&self, id: &str) -> Answer {
        let mut told = self.stated_number(id)?;
        let (whose, sign, how) = match id {
            "leaver_saving" => (
                Whose::Leavers,
                -1,
                "What the bodies that move pay in the baseline less what they pay in the scenario, net of what they receive.",
            ),
            "others_pay_more" => (
                Whose::Others,
                1,
                "What every other body pays, net, in the scenario less what it pays in the baseline; what they pay each other cancels.",
            ),
            "neighbours_pay_more" => (
                Whose::Neighbours,
                1,
                "What the other customers pay, net, in the scenario less what they pay in the baseline.",
            ),
            "units_lose" => (
                Whose::Units,
                1,
                "What the units pay less what they receive, in the scenario less the same in the baseline.",
            ),
            _ => (
                Whose::System,
                -1,
                "What all bodies pay to the outside world in the baseline less what they pay it in the scenario: transfers cancel.",
            ),
        };
        told.how(how);
        let gathered = self.gather_all(whose);
        if let Some(super::Value::Money(stated)) = told.named("value").cloned() {
            told.check_money("value", stated, Pence(sign * gathered.change().0), 0);
        }
        if sign < 0 {
            told.note(
                "The postings below show what is paid; the saving is their change with its sign turned.",
            );
        }
        self.behind_groups(&mut told, gathered.groups);
        Ok(told)
    }

    /// `saving`: real as far as the system spends less, only moved for the rest.
    pub(super) fn saving(&self) -> Answer {
        let mut told = Explained::of("saving", "How much of the saving is real");
        let stated = ["leaver", "real", "moved"]
            .map(|name| self.pence(&format!("/saving/{name}_gbp")).map(|pence| (name, pence)));
        let leaver = -self.gather_all(Whose::Leavers).change();
        let system = self.gather_all(Whose::System);
        let real = -system.change();
        let worked = [leaver, real, leaver - real];
        for (part, worked) in stated.into_iter().zip(worked) {
            let (name, pence) = part?;
            told.money(name, pence);
            told.check_money(name, pence, worked, 0);
        }
        told.how("Leaver: what the bodies that move pay less. Real: what the system as a whole pays less. Moved: the first less the second, which others pay.");
        self.behind_groups(&mut told, system.groups);
        Ok(told)
    }
}
