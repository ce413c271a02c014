use appraisal::input::{Appraisal, Envelope as Money};
use vocabulary::Pence;

use super::Form;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;

/// The money that there is, year by year.
pub(super) struct Envelope;

impl Form for Envelope {
    fn title(&self, _on: &On<'_>) -> String {
        "What money is there?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let years = on.years().into_iter().enumerate();
        years.fold(Values::default(), |values, (at, year)| {
            let Some(money) = on.appraisal.aim.envelope.iter().find(|money| money.year == year) else {
                return values;
            };
            values
                .with(format!("gbp_{at}"), money.amount.pounds_text())
                .with(format!("source_{at}"), &money.source)
        })
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.note("What you may spend on running yourself in each year, now and after cuts. Leave a year blank that nobody knows.");
        for (at, year) in on.years().iter().enumerate() {
            sheet.heading(&year.to_string());
            sheet.number(&format!("gbp_{at}"), "Pounds", "", ("£", ""));
            sheet.text(&format!("source_{at}"), "Where is it from?", "");
        }
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        // Years outside of the horizon have no field, and stay.
        let years = on.years();
        let outside = on.appraisal.aim.envelope.iter().filter(|money| !years.contains(&money.year));
        let mut envelope: Vec<Money> = outside.cloned().collect();
        for (at, year) in on.years().into_iter().enumerate() {
            let name = format!("source_{at}");
            let Some(pounds) = reader.number(&format!("gbp_{at}"), 0.0, 1e12) else { continue };
            let source = reader.needed(&name, "Enter where the amount is from");
            envelope.push(Money { year, amount: Pence::round(pounds * 100.0), source });
        }
        envelope.sort_by_key(|money| money.year.first_month());
        let mut changed = on.appraisal.clone();
        changed.aim.envelope = envelope;
        changed
    }
}
