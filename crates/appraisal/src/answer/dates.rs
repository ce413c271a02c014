use register::{Rulebook, Snapshot};
use vocabulary::{Code, Date, Finding, Findings, Month, Place, days_before};

use super::OptionAnswer;
use super::timing::end_of;
use crate::input::{Appraisal, Choice};
use crate::rates::{code_change_months, consultation_days};
use crate::run::OptionModel;

/// What has to be done by when for one choice of an option, worked back from the day on which it takes effect.
#[derive(Debug, Clone, PartialEq)]
pub struct DateRow {
    /// The option.
    pub option: Code,
    /// The service.
    pub service: Code,
    /// The day on which it takes effect.
    pub effective: Date,
    /// By when notice must be given; none where no notice is known.
    pub notice_by: Option<Date>,
    /// Posts that become redundant, whole-time equivalents.
    pub redundant_wte: f64,
    /// Days of consultation before the first dismissal; 0 where the law asks for none.
    pub consultation_days: u32,
    /// By when consultation must begin; none where the law asks for none.
    pub consult_by: Option<Date>,
    /// By when a change of codes must be asked for; none where the rates say nothing.
    pub codes_by: Option<Date>,
    /// What doesn't fit.
    pub gaps: Vec<Gap>,
}

/// Something that doesn't fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Notice should have been given before the appraisal was prepared.
    NoticePast,
    /// Consultation should have begun before.
    ConsultationPast,
    /// The new arrangement can't serve so soon: months without a supplier.
    NotReady(u32),
    /// The agreement ends before: months without a supplier.
    AgreementEnds(u32),
    /// The service serves fewer people than it can be run for economically: those served, those needed.
    UnderScale(u32, u32),
    /// Fewer than two whole-time equivalents do the work: one absence stops it.
    OnePerson,
}

/// What has to be done by when, for every choice of every option.
pub(crate) fn dates(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    models: &[Option<OptionModel>],
    options: &[OptionAnswer],
) -> Vec<DateRow> {
    let mut rows = Vec::new();
    for (index, option) in appraisal.options.iter().enumerate() {
        for (_, choice) in option.changes() {
            let context = Context { snapshot, rulebook, appraisal };
            rows.push(context.row(&options[index], choice, models[index].as_ref()));
        }
    }
    rows
}

struct Context<'a> {
    snapshot: &'a Snapshot,
    rulebook: &'a Rulebook,
    appraisal: &'a Appraisal,
}

impl Context<'_> {
    fn row(&self, option: &OptionAnswer, choice: &Choice, model: Option<&OptionModel>) -> DateRow {
        let Context { snapshot, rulebook, appraisal } = *self;
        let before = |months: u32| Month::of(choice.date).plus(-(months as i32)).first_day();
        let people = option.people.iter().filter(|row| row.is_ours && row.service == choice.service);
        let (mut redundant_wte, mut all) = (0.0, 0.0);
        for row in people {
            redundant_wte += row.wte[2];
            all += row.wte.iter().sum::<f64>();
        }
        // The law counts dismissals at one employer: those of the whole option.
        let of_option: f64 = option.people.iter().filter(|row| row.is_ours).map(|row| row.wte[2]).sum();
        let days = if redundant_wte > 0.0 { consultation_days(rulebook, of_option, choice.date) } else { 0 };
        let consult_by = (days > 0).then(|| days_before(choice.date, days));
        let leaves = choice.sourcing.destination().is_some();
        let notice_by = self.notice(&choice.service).filter(|_| leaves).map(before);
        let codes_by = code_change_months(rulebook, choice.date).filter(|_| leaves).map(before);
        let mut row = DateRow {
            option: option.id.clone(),
            service: choice.service.clone(),
            effective: choice.date,
            notice_by,
            redundant_wte,
            consultation_days: days,
            consult_by,
            codes_by,
            gaps: Vec::new(),
        };
        let prepared = appraisal.prepared_on;
        let late = |by: Option<Date>| by.is_some_and(|by| by < prepared);
        row.gaps.extend(late(row.notice_by).then_some(Gap::NoticePast));
        row.gaps.extend(late(row.consult_by).then_some(Gap::ConsultationPast));
        let between =
            |from: Month, to: Month| u32::try_from(to.since(from)).ok().filter(|months| *months > 0);
        let ready = Month::of(prepared).plus(self.lead(choice, model) as i32);
        row.gaps.extend(between(Month::of(choice.date), ready).filter(|_| leaves).map(Gap::NotReady));
        let ends = end_of(snapshot, appraisal, &choice.service);
        let ended = ends.and_then(|end| between(Month::of(end).plus(1), Month::of(choice.date)));
        row.gaps.extend(ended.filter(|_| leaves).map(Gap::AgreementEnds));
        row.gaps.extend(self.under_scale(choice));
        row.gaps.extend((leaves && all > 0.0 && all < 2.0).then_some(Gap::OnePerson));
        row
    }

    fn notice(&self, service: &Code) -> Option<u32> {
        let lines = self.snapshot.rows.agreement_lines.iter();
        let mut ours = lines.filter(|line| {
            line.buyer_code == self.appraisal.buyer
                && line.supplier_code == self.appraisal.supplier
                && line.service_code == *service
        });
        ours.find_map(|line| line.notice_months)
    }

    /// Months before the new arrangement can serve.
    fn lead(&self, choice: &Choice, model: Option<&OptionModel>) -> u32 {
        let of_register = || {
            let model = model?;
            let candidates = &model.exit_of(&choice.service)?.target.candidates;
            candidates.iter().map(|index| model.setup.model.alternatives[*index].lead_months).min()
        };
        choice.lead_months.or_else(of_register).unwrap_or(0)
    }

    /// Alone, the buyer serves its own people only.
    fn under_scale(&self, choice: &Choice) -> Option<Gap> {
        let alone = choice.sourcing == crate::input::Sourcing::IndependentMake;
        let people = self.snapshot.people(&self.appraisal.buyer, self.appraisal.start).filter(|_| alone)?;
        let least = self.snapshot.service(&choice.service)?.min_people?;
        (people < least).then_some(Gap::UnderScale(people, least))
    }
}

/// What doesn't fit, as findings.
pub(crate) fn findings(rows: &[DateRow]) -> Findings {
    let mut findings = Findings::new();
    for row in rows {
        let place = || Place::cell("option", format!("{}, {}", row.option, row.service), "date");
        for gap in &row.gaps {
            findings.push(finding(row, *gap, place()));
        }
    }
    findings
}

fn finding(row: &DateRow, gap: Gap, place: Place) -> Finding {
    let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    match gap {
        Gap::NoticePast => {
            let seen = format!("notice was due by {}, before this was prepared", day(row.notice_by));
            Finding::warning("short-notice", place, seen)
                .expected("a date that leaves time for notice")
                .action("Move the date, or agree a shorter notice.")
        }
        Gap::ConsultationPast => {
            let seen =
                format!("consultation was to begin by {}, before this was prepared", day(row.consult_by));
            Finding::warning("short-consultation", place, seen)
                .expected(format!("{} days before the first dismissal", row.consultation_days))
                .action("Move the date.")
        }
        Gap::NotReady(months) => {
            let seen = format!("the new arrangement is ready {months} months later than that");
            Finding::warning("months-without-supplier", place, seen)
                .expected("a supplier in every month")
                .action("Move the date, or say who serves in between.")
        }
        Gap::AgreementEnds(months) => {
            let seen = format!("the agreement ends {months} months before that");
            Finding::warning("months-without-supplier", place, seen)
                .expected("a supplier in every month")
                .action("Move the date, or extend the agreement.")
        }
        Gap::UnderScale(people, least) => {
            let seen = format!(
                "{} people are served; the service needs {}",
                listing::thousands(people.into()),
                listing::thousands(least.into())
            );
            Finding::warning("under-minimum-scale", place, seen)
                .expected("enough people to run it for")
                .action("Look for others to do it with.")
        }
        Gap::OnePerson => {
            let seen = "fewer than two whole-time equivalents do the work".to_string();
            Finding::warning("one-person-deep", place, seen)
                .expected("work that goes on when somebody is away")
                .action("Say who stands in.")
        }
    }
}
