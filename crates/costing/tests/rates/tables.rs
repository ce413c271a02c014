//! What must hold of the tables that ship, row by row.

use register::Rows;
use register::rules::{EmployerInsurance, PensionRate, Recoverable};
use vocabulary::Date;

use super::book::rulebook;

/// Spans of one thing follow each other without gap or overlap.
fn follow(mut spans: Vec<(Date, Option<Date>)>) {
    spans.sort();
    for pair in spans.windows(2) {
        let ended = pair[0].1.expect("only the last row is open");
        assert_eq!(ended.tomorrow().expect("a day"), pair[1].0, "{pair:?}");
    }
    assert_eq!(spans.last().map(|span| span.1), Some(None), "one row still holds");
}

#[test]
fn years_follow_each_other() {
    let book = rulebook();
    let insurance: &Rows<EmployerInsurance> = &book.employer_ni;
    follow(insurance.iter().map(|row| (row.valid_from, row.valid_to)).collect());
    let of = |kind: &str| -> Vec<&PensionRate> {
        book.pension.iter().filter(|row| row.employer_kind.as_str() == kind).collect()
    };
    for kind in ["*", "nhs_body", "council", "medical_school", "arms_length_body"] {
        assert!(!of(kind).is_empty(), "{kind}");
        follow(of(kind).iter().map(|row| (row.valid_from, row.valid_to)).collect());
    }
}

#[test]
fn the_whole_pension_contribution_is_the_same_for_every_employer() {
    let book = rulebook();
    for row in book.pension.iter() {
        let same_day = book.pension.iter().filter(|other| other.valid_from == row.valid_from);
        for other in same_day {
            assert_eq!(other.employer_percent, row.employer_percent);
            assert_eq!(other.central_percent, row.central_percent);
        }
        assert!(row.central_from_employer_percent <= row.central_percent, "{}", row.source.0);
    }
}

#[test]
fn a_row_that_still_holds_has_a_day_for_its_review() {
    let book = rulebook();
    for row in book.employer_ni.iter() {
        assert_eq!(row.review_date.is_some(), row.valid_to.is_none(), "{row:?}");
    }
    for row in book.pension.iter() {
        assert_eq!(row.review_date.is_some(), row.valid_to.is_none(), "{row:?}");
    }
    assert!(book.vat.iter().all(|row| row.review_date.is_some()));
    assert!(book.timing.iter().all(|row| row.review_date.is_some() || row.valid_to.is_some()));
    let latest = book.pay.iter().map(|row| row.effective_from).max().expect("pay");
    for row in book.pay.iter() {
        assert_eq!(row.review_date.is_some(), row.effective_from == latest, "{row:?}");
    }
}

#[test]
fn a_share_of_tax_says_which_share() {
    for row in rulebook().vat.iter() {
        assert_eq!(row.recoverable == Recoverable::Share, row.recoverable_percent.is_some(), "{row:?}");
    }
}

#[test]
fn upper_bounds_are_above_lower_ones() {
    let book = rulebook();
    assert_eq!(book.optimism_bias.len(), 11);
    assert!(book.optimism_bias.iter().all(|row| row.upper_percent.0 > row.lower_percent.0));
}
