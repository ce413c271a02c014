use listing::{Cell, Section};

use super::{Asked, Told, money};
use crate::answer::{DateRow, Gap, Hosting};

/// Is it significant under the policy, why, and who must be asked?
pub(super) fn significance(told: &Told<'_>) -> Section {
    let best = told.preferred();
    let Some(found) = &best.significance else { return Section::default() };
    let answer = if found.is_significant() {
        "Yes: a case is needed, with what it means for money and for staff across the system."
    } else {
        "No: one page on the record is enough, with the reasons, value for money, quality and the effect on neighbours."
    };
    let mut section = Section::new("significance", "Is this significant under the policy?")
        .note(answer)
        .column("test", "Test")
        .column("threshold", "Threshold")
        .column("value", "Found")
        .column("bites", "Makes it significant")
        .column("source", "Source");
    for row in &found.rows {
        let number = |value: f64| listing::two_places(value);
        section.row(vec![
            Cell::text(row.test.word().replace('_', " ")),
            Cell::text(row.threshold.map_or_else(|| "yes or no".to_string(), number)),
            Cell::text(if row.threshold.is_none() {
                yes(row.value > 0.0).to_string()
            } else {
                number(row.value)
            }),
            Cell::text(yes(row.bites)),
            Cell::text(format!("{} ({})", row.source, row.basis)),
        ]);
    }
    for asked in &found.asked {
        let about = asked.about.iter().map(|code| told.snapshot.name_of(code.as_str())).collect::<Vec<_>>();
        let more = if about.len() > 4 { format!(" and {} more", about.len() - 3) } else { String::new() };
        let shown = if about.len() > 4 { about[..3].join(", ") } else { about.join(", ") };
        section.pair(told.snapshot.name_of(asked.oversight.as_str()), format!("asked about {shown}{more}"));
    }
    section
}

pub(super) fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// What has to be done by when, and what doesn't fit.
pub(super) fn dates(asked: Asked<'_>, rows: &[DateRow]) -> Section {
    let mut section = Section::new("dates", "What has to be done by when")
        .note("Worked back from the day on which each change takes effect: by when notice is given, consultation begins, and a change of codes is asked for.")
        .column("option", "Option")
        .column("service", "Service")
        .column("effective", "Takes effect")
        .column("notice_by", "Notice by")
        .column("consult_by", "Consult by")
        .column("codes_by", "Codes by")
        .column("gaps", "What doesn't fit");
    for row in rows {
        let day = |date: Option<vocabulary::Date>| Cell::maybe(date, |date| Cell::text(date.to_string()));
        let gaps: Vec<String> = row.gaps.iter().map(|gap| gap_words(*gap)).collect();
        section.row(vec![
            asked.title(&row.option),
            asked.service(&row.service),
            Cell::text(row.effective.to_string()),
            day(row.notice_by),
            day(row.consult_by),
            day(row.codes_by),
            Cell::text(gaps.join("; ")),
        ]);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

fn gap_words(gap: Gap) -> String {
    match gap {
        Gap::NoticePast => "notice was due before this was prepared".to_string(),
        Gap::ConsultationPast => "consultation was due before this was prepared".to_string(),
        Gap::NotReady(months) => format!("ready {months} months later: months without a supplier"),
        Gap::AgreementEnds(months) => format!("the agreement ends {months} months before"),
        Gap::UnderScale(people, least) => {
            let count = |count: u32| listing::thousands(u64::from(count));
            format!("serves {} people, needs {}", count(people), count(least))
        }
        Gap::OnePerson => "fewer than two people do the work".to_string(),
    }
}

/// The preferred option at other dates.
pub(super) fn timing(told: &Told<'_>) -> Section {
    let mut section = Section::new("timing", "The same at another date")
        .note("When to move is an option of its own.")
        .column("when", "When")
        .column("date", "First date")
        .column("us_gbp", "To us")
        .column("others_gbp", "To others")
        .column("purse_gbp", "To the purse")
        .column("npsv_gbp", "Net present value");
    for row in &told.answer.timing {
        let when = match row.later_months {
            None => "as each agreement ends".to_string(),
            Some(0) => "as planned".to_string(),
            Some(months) => format!("{months} months later"),
        };
        section.row(vec![
            Cell::text(when),
            Cell::text(row.date.to_string()),
            money(row.money.us),
            money(row.money.others + row.money.exchequer),
            money(row.money.purse),
            money(row.money.net_present),
        ]);
    }
    if section.rows.is_empty() { Section::default() } else { section }
}

/// How large one must be to host one's own.
pub(super) fn hosting(asked: Asked<'_>, hosting: &Hosting) -> Section {
    if hosting.rows.is_empty() {
        return Section::default();
    }
    let people = |people: f64| Cell::Count(people.ceil() as u64);
    let reached = |smallest: Option<f64>| match smallest {
        None => "no size is enough",
        Some(smallest) if smallest <= f64::from(hosting.people) => "yes",
        Some(_) => "no",
    };
    let mut section = Section::new("hosting", "How large one must be to host one's own")
        .note(format!(
            "The smallest population at which doing it oneself costs no more a year than the unit's price; we serve {} \
             people. One-off costs are left out here, and where the in-house cost is assumed so is the size.",
            listing::thousands(u64::from(hosting.people))
        ))
        .column("service", "Service")
        .column("price_a_head", "The unit's price a head")
        .column("smallest", "Smallest population")
        .column("reached", "Do we reach it?");
    for row in &hosting.rows {
        section.row(vec![
            asked.service(&row.service),
            Cell::Rate(row.price_a_head),
            Cell::maybe(row.smallest, people),
            Cell::text(reached(row.smallest)),
        ]);
    }
    section.row(vec![
        Cell::text("all of these together"),
        Cell::Rate(hosting.rows.iter().map(|row| row.price_a_head).sum()),
        Cell::maybe(hosting.bundle, people),
        Cell::text(reached(hosting.bundle)),
    ]);
    section
}
