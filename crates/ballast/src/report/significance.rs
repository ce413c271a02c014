use exchange::result::Told;
use register::rules::SignificanceTest;
use stability::significance::SignificanceRow;

use super::{label, percent};
use vocabulary::{Date, Month};

use crate::text::Page;

/// Is a case needed, why, and who must be asked?
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let significance = &told.answer.significance;
    page.heading("Is it significant, and who must be asked?");
    let answer = if significance.is_significant() {
        "Yes: a case is needed, with the financial and HR implications for the wider system."
    } else {
        "No: one page on the record will do (reasons, value for money, quality, effect on neighbours)."
    };
    page.paragraph(answer);
    for row in &significance.rows {
        page.paragraph(&format!("  {} {}", if row.bites { "yes:" } else { "no: " }, words(row)));
    }
    if significance.rows.iter().any(|row| row.threshold.is_some()) {
        page.paragraph(
            "No number was ever published for a significant share: the thresholds are assumed, and are data.",
        );
    }
    if let Some(row) = significance.rows.iter().find(|row| !row.in_force) {
        page.paragraph(&format!(
            "The policy, of {}, wasn't yet in force when the first of these moves was made: it is judged by what came \
             later.",
            date_words(row.valid_from)
        ));
    }
    asked(told, page);
}

fn words(row: &SignificanceRow) -> String {
    let threshold = row.threshold.map(percent).unwrap_or_default();
    let value = percent(row.value);
    match row.test {
        SignificanceTest::BuyerShareOfUnitSpend => {
            format!("it takes {value} of what the buyer spends with the unit (threshold {threshold})")
        }
        SignificanceTest::UnitIncomeShare => {
            format!("it takes {value} of the unit's income (threshold {threshold})")
        }
        SignificanceTest::BreakEvenBreached if row.bites => {
            "the unit loses more than it can bear".to_string()
        }
        SignificanceTest::BreakEvenBreached => "the unit loses no more than it can bear".to_string(),
        SignificanceTest::ServiceUnderCriticalMass if row.bites => {
            "a service of the unit goes under its critical mass".to_string()
        }
        SignificanceTest::ServiceUnderCriticalMass => {
            "no service of the unit goes under its critical mass".to_string()
        }
        SignificanceTest::OtherBodyWorseOff => {
            format!("someone else pays {value} more (threshold {threshold})")
        }
    }
}

fn asked(told: &Told<'_>, page: &mut Page) {
    let oversight = label(told, "oversight", false);
    for row in &told.answer.significance.asked {
        let name = told.snapshot.name_of(row.oversight.as_str());
        let about: Vec<String> = row.about.iter().map(|code| told.snapshot.name_of(code.as_str())).collect();
        let role =
            if row.of_leaver { format!(" (the {oversight} of the body that moves)") } else { String::new() };
        page.paragraph(&format!("  Ask {name}{role}: about {}.", about.join(", ")));
    }
    page.paragraph("The decision stays with the body that moves.");
}

/// `18 October 2013`.
fn date_words(date: Date) -> String {
    format!("{} {}", date.day(), Month::of(date).words())
}
