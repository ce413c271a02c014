use appraisal::input::{Appraisal, Choice, Sourcing};
use vocabulary::{Basis, Code, Month};

use super::Form;
use crate::components;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// Where one service comes from in an option.
pub(super) struct ChoiceForm;

/// The service that the page is about, and what the option does with it so far.
pub(super) fn place<'a>(on: &On<'a>) -> Option<(Code, Option<&'a Choice>)> {
    let service = on.scope().into_iter().nth(on.m)?;
    let choice = on.option()?.choices.iter().find(|choice| choice.service == service);
    Some((service, choice))
}

fn hint(sourcing: Sourcing) -> &'static str {
    match sourcing {
        Sourcing::Stay => "On today’s terms",
        Sourcing::Renegotiate => "The same unit, at a new price",
        Sourcing::IndependentMake => "With people of your own",
        Sourcing::CollaborativeMake => "With other commissioners; one of you employs the team",
        Sourcing::AnotherUnit => "Another support unit takes it over",
        Sourcing::FrameworkCallOff => "From a supplier who was chosen for everybody before",
        Sourcing::OpenProcurement => "Anybody may bid",
        Sourcing::SpecialistLot => "One part, from somebody who does only that",
        Sourcing::Council => "A local authority",
        Sourcing::StrategicPartnership => "A long contract with one partner",
        Sourcing::Stop => "Nobody does it any more",
    }
}

fn is_alone(sourcing: Sourcing) -> bool {
    use Sourcing::{IndependentMake, Renegotiate, Stay, Stop};
    matches!(sourcing, Stay | Renegotiate | IndependentMake | Stop)
}

impl Form for ChoiceForm {
    fn title(&self, on: &On<'_>) -> String {
        let service = place(on).map(|(code, _)| on.service(&code)).unwrap_or_default();
        format!("Where does {} come from?", service.to_lowercase())
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some((_, Some(choice))) = place(on) else {
            return Values::default().with("sourcing", Sourcing::Stay);
        };
        Values::default()
            .with("sourcing", choice.sourcing)
            .with_some("to", choice.to.as_ref())
            .with("date[month]", Month::of(choice.date).month_of_year())
            .with("date[year]", Month::of(choice.date).year())
            .with("phase_months", choice.phase_months)
            .with_estimate("price_percent", choice.price_percent)
            .with("reason", &choice.reason)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        let title = on.option().map(|option| option.title.clone()).unwrap_or_default();
        let kinds = Sourcing::ALL.iter().map(|kind| components::Choice {
            hint: Some(hint(*kind).into()),
            ..components::Choice::new(kind.word(), capital(kind.words()))
        });
        sheet.radios("sourcing", &format!("In “{title}” we"), "", kinds.collect());
        let nobody = "Nobody else: we do it, it stays, or it stops";
        sheet.select("to", "Who provides it", "The host, unit, supplier or council.", on.takers(nobody));
        let start = Month::of(on.appraisal.start);
        let last = start.plus(on.appraisal.months as i32 - 1);
        let when = format!("From {} to {}. For example, 10 {}.", start.words(), last.words(), start.year());
        sheet.date("date", "First month of the new arrangement", &when, true);
        let over = "0 for all at once; 24 when a part of it goes each month for two years.";
        sheet.number("phase_months", "Over how many months does it go?", over, ("", "months"));
        let price =
            "Only where it stays on new terms: 95 is a twentieth less than today. Low and high may be blank.";
        sheet.estimate("price_percent", "New price, in per cent of today’s", price, ("", "%"));
        sheet.area("reason", "Why, and where are the numbers from?", "", 3);
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let Some((service, before)) = place(on) else { return changed };
        let Some(sourcing) = reader.choice::<Sourcing>("sourcing", "Choose where it comes from") else {
            return changed;
        };
        let Some(option) = changed.options.get_mut(on.n) else { return changed };
        if sourcing == Sourcing::Stay {
            option.choices.retain(|choice| choice.service != service);
            return changed;
        }
        let to = taker(on, sourcing, reader);
        let date = reader.month("date");
        if let Some(date) = date
            && !(0..on.appraisal.months as i32)
                .contains(&Month::of(date).since(Month::of(on.appraisal.start)))
        {
            reader.wrong("date", "Enter a month of the horizon");
        }
        let phase_months = reader.whole("phase_months", 0, 600, 0);
        let mut price_percent = reader.estimate("price_percent", 0.0, 1000.0);
        if sourcing == Sourcing::Renegotiate && price_percent.is_none() {
            reader.wrong("price_percent", "Enter the new price, in per cent of today’s");
        }
        if sourcing != Sourcing::Renegotiate {
            price_percent = None;
        }
        let reason = reader.needed("reason", "Enter why, and where the numbers are from");
        let new = blank(service.clone(), sourcing, on.appraisal.start);
        let before = before.cloned().unwrap_or(new);
        let date = date.unwrap_or(before.date);
        let choice = Choice { sourcing, to, date, phase_months, price_percent, reason, ..before };
        match option.choices.iter_mut().find(|choice| choice.service == service) {
            Some(old) => *old = choice,
            None => option.choices.push(choice),
        }
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Option, on.n)
    }

    fn next(&self, on: &On<'_>, changed: &Appraisal) -> String {
        let moves = |choice: &&Choice| choice.sourcing.destination().is_some();
        let service = place(on).map(|(service, _)| service);
        let choices = changed.options.get(on.n).map(|option| option.choices.as_slice()).unwrap_or_default();
        let goes = choices.iter().filter(moves).any(|choice| Some(&choice.service) == service.as_ref());
        if goes { on.at(Step::Costs) } else { self.back(on) }
    }
}

/// Who provides it, where the kind of sourcing has somebody.
fn taker(on: &On<'_>, sourcing: Sourcing, reader: &mut Reader<'_>) -> Option<Code> {
    if is_alone(sourcing) {
        return None;
    }
    let code = reader.code("to").filter(|code| on.snapshot.body(code).is_some());
    if code.is_none() {
        reader.wrong("to", "Choose who provides it");
    }
    code
}

fn blank(service: Code, sourcing: Sourcing, date: vocabulary::Date) -> Choice {
    Choice {
        service,
        sourcing,
        to: None,
        date,
        phase_months: 0,
        transfer_share: None,
        redeploy_share: 0.0,
        running_gbp: None,
        one_off_gbp: None,
        vat_percent: None,
        price_percent: None,
        lead_months: None,
        optimism: None,
        mitigated_share: 0.0,
        reason: String::new(),
        basis: Basis::Assumed,
    }
}

/// With a capital letter at its head.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
