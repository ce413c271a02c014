use listing::{Cell, Section};
use vocabulary::{FinancialYear, Pence};

use super::super::plan::yes;
use super::super::stages::paid_today;
use super::Told;

/// Is it significant under the policy, and who must be asked? Without the numbers that were found.
pub(super) fn significance(told: &Told<'_>) -> Section {
    let Some(found) = &told.banded.significance else { return Section::default() };
    let answer = if found.is_significant() {
        "Yes: a case is needed, with what it means for money and for staff across the system."
    } else {
        "No: one page on the record is enough, with the reasons, value for money, quality and the effect on neighbours."
    };
    let mut section = Section::new("significance", "Is this significant under the policy?")
        .note(answer)
        .column("test", "Test")
        .column("bites", "Makes it significant")
        .column("source", "Source");
    for row in &found.tests {
        section.row(vec![
            Cell::text(row.test.clone()),
            Cell::text(yes(row.bites)),
            Cell::text(format!("{} ({})", row.source, row.basis)),
        ]);
    }
    for (oversight, about) in &found.asked {
        let names: Vec<String> =
            about.iter().take(3).map(|code| told.asked.snapshot.name_of(code.as_str())).collect();
        let more = if about.len() > 3 { format!(" and {} more", about.len() - 3) } else { String::new() };
        section.pair(
            told.asked.snapshot.name_of(oversight.as_str()),
            format!("asked about {}{more}", names.join(", ")),
        );
    }
    section
}

/// What has to be done by when.
pub(super) fn dates(told: &Told<'_>) -> Section {
    let section = super::super::plan::dates(told.asked, &told.banded.dates);
    if section.rows.is_empty() {
        return section;
    }
    section.note(
        "Whether staff must be consulted, and by when, is told where our HR lead has stated the posts of every line that \
         the option takes away. Otherwise ask the unit.",
    )
}

/// What we would pay in each option beside the money there is, by year, if the unit's prices stood.
pub(super) fn envelope(told: &Told<'_>) -> Section {
    let banded = told.banded;
    let today = paid_today(told.asked);
    let mut section = Section::new("envelope", "Beside the money there is")
        .note(format!(
            "What we pay the unit from running-cost money today ({} a year) with what each option changes if the unit's \
             prices stay as they are, in the prices of each year. What its books do to its prices is in the bands above, \
             over the whole horizon. What else we run isn't known here.",
            today.whole_pounds()
        ))
        .column("option", "Option")
        .column("year", "Year")
        .column("paid_gbp", "Paid for these lines")
        .column("envelope_gbp", "Money there is")
        .column("share_percent", "Share of it");
    for option in &banded.options {
        for row in &banded.appraisal.aim.envelope {
            let years = banded.years.iter().zip(&option.us_at_todays_prices);
            let mut of_year = years.filter(|(year, _)| FinancialYear::starting(year.starts) == row.year);
            let Some((year, us)) = of_year.next() else { continue };
            let paid = (today.as_f64() + us) * year.prices;
            let share = (row.amount.0 > 0).then(|| paid / row.amount.as_f64() * 100.0);
            section.row(vec![
                Cell::text(option.title.clone()),
                Cell::text(row.year.to_string()),
                Cell::Money(Pence::round(paid)),
                Cell::Money(row.amount),
                Cell::maybe(share, Cell::Percent),
            ]);
        }
    }
    if section.rows.is_empty() { Section::default() } else { section }
}
