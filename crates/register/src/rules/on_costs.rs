//! What an employer pays on top of pay.

use vocabulary::{Basis, Code, Date, Pence};

use crate::tables::cell::{Percent, Title};
use crate::tables::declare::table;

table! {
    /// Employer's National Insurance: so many per cent of a person's yearly pay above a threshold.
    "employer_ni" => EmployerInsurance, key [valid_from], source [] {
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Yearly pay from which it is due (the secondary threshold).
        threshold_annual_gbp: Pence,
        /// Per cent of the pay above the threshold.
        rate_percent: Percent,
        /// Rebate for members of a contracted-out salary-related scheme, per cent of the pay between the next
        /// two columns; blank where there is none.
        rebate_percent: Option<Percent>,
        /// Yearly pay from which the rebate is given (the lower earnings limit).
        rebate_from_gbp: Option<Pence>,
        /// Yearly pay up to which the rebate is given (the upper accrual point).
        rebate_to_gbp: Option<Pence>,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}

table! {
    /// Employer's pension contributions, and who pays the part that isn't collected from every employer.
    "pension" => PensionRate, key [scheme, employer_kind, valid_from], source [] {
        /// Names the scheme.
        scheme: Code,
        /// Kind of employer (nhs_body, council, arms_length_body, medical_school), or `*` for any other.
        employer_kind: Code,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Collected from every employer with its pay, per cent of pay.
        employer_percent: Percent,
        /// The rest of the contribution, the central part, per cent of pay.
        central_percent: Percent,
        /// How much of the central part this kind of employer is asked to pay itself, per cent of pay.
        central_from_employer_percent: Percent,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}

table! {
    /// The apprenticeship levy: so many per cent of an employer's pay bill, less an allowance.
    "apprenticeship_levy" => ApprenticeshipLevy, key [valid_from], source [] {
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Per cent of the pay bill.
        rate_percent: Percent,
        /// Taken off the levy of an employer, pounds a year.
        allowance_annual_gbp: Pence,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}
