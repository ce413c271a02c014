use std::fmt;

use jiff::civil::Date;

/// A calendar month. Everything in Ballast happens on the first of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since January of year 0.
    number: i32,
}

impl Month {
    /// The month of a year; `month` is 1 to 12 (others roll over into the neighbouring years).
    pub fn new(year: i32, month: i32) -> Self {
        Month { number: year * 12 + month - 1 }
    }

    /// The month that a date lies in.
    pub fn of(date: Date) -> Self {
        Month::new(i32::from(date.year()), i32::from(date.month()))
    }

    /// This month's calendar year.
    pub fn year(self) -> i32 {
        self.number.div_euclid(12)
    }

    /// 1 (January) to 12.
    pub fn month_of_year(self) -> u8 {
        self.number.rem_euclid(12) as u8 + 1
    }

    /// The month that is `months` later (earlier if negative).
    pub fn plus(self, months: i32) -> Self {
        Month { number: self.number.saturating_add(months) }
    }

    /// How many months later this month is than `earlier`; negative if it comes before.
    pub fn since(self, earlier: Month) -> i32 {
        self.number - earlier.number
    }

    /// The first day of the month. Years outside −9999 to 9999 are drawn to the nearest date there is.
    pub fn first_day(self) -> Date {
        let year = self.year().clamp(-9999, 9999) as i16;
        Date::new(year, self.month_of_year() as i8, 1).unwrap_or(Date::MAX)
    }

    /// The financial year, April to March, that the month lies in.
    pub fn financial_year(self) -> FinancialYear {
        FinancialYear { starts: if self.month_of_year() >= 4 { self.year() } else { self.year() - 1 } }
    }
}

impl fmt::Display for Month {
    /// `2013-05`, as in postings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.year(), self.month_of_year()))
    }
}

impl Month {
    /// `May 2013`, as people write it.
    pub fn words(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        format!("{} {}", NAMES[usize::from(self.month_of_year() - 1)], self.year())
    }
}

/// The day so many days before another; the other itself where no calendar goes so far back.
pub fn days_before(date: Date, days: u32) -> Date {
    use jiff::ToSpan;
    date.checked_sub(i64::from(days).days()).unwrap_or(date)
}

/// A financial year, April to March, written `2013/14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    starts: i32,
}

impl FinancialYear {
    /// The year that starts in April of `year`.
    pub fn starting(year: i32) -> Self {
        FinancialYear { starts: year }
    }

    /// April of the year.
    pub fn first_month(self) -> Month {
        Month::new(self.starts, 4)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{:02}", self.starts, (self.starts + 1).rem_euclid(100)))
    }
}

impl std::str::FromStr for FinancialYear {
    type Err = String;
    /// Errors: the form that was expected.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a financial year such as 2013/14".to_string();
        let (first, last) = text.split_once('/').ok_or_else(wrong)?;
        let starts: i32 = first.parse().map_err(|_| wrong())?;
        let year = FinancialYear { starts };
        if first.len() != 4 || last.len() != 2 || year.to_string() != text {
            return Err(wrong());
        }
        Ok(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_across_years() {
        let may = Month::new(2013, 5);
        assert_eq!(may.plus(11), Month::new(2014, 4));
        assert_eq!(Month::new(2014, 4).since(may), 11);
        assert_eq!(may.to_string(), "2013-05");
        assert_eq!(may.words(), "May 2013");
    }

    #[test]
    fn financial_years_start_in_april() {
        assert_eq!(Month::new(2013, 3).financial_year().to_string(), "2012/13");
        assert_eq!(Month::new(2013, 4).financial_year().to_string(), "2013/14");
        assert_eq!("1999/00".parse(), Ok(FinancialYear::starting(1999)));
        assert!("2013/15".parse::<FinancialYear>().is_err());
        assert!("2013".parse::<FinancialYear>().is_err());
    }
}
