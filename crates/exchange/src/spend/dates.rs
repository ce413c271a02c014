//! Dates whose day and month may stand either way round, sometimes both in one file.

use std::collections::BTreeMap;

use jiff::Span;
use vocabulary::{Date, choice};

choice! {
    /// Which way round the dates of a file are.
    pub enum DateOrder {
        /// 30/04/2020, or nothing that says otherwise.
        DayFirst = "day first",
        /// 4/30/2020.
        MonthFirst = "month first",
        /// Both, row by row.
        Mixed = "mixed",
    }
}

impl Default for DateOrder {
    /// As most publishers write them.
    fn default() -> Self {
        DateOrder::DayFirst
    }
}

/// Reads the dates of one file.
#[derive(Debug, Clone)]
pub(super) struct DateReader {
    day_first: usize,
    month_first: usize,
    either: usize,
    /// The month (year, month) that most of the dates that are sure lie in.
    usual: Option<(i16, i8)>,
}

impl DateReader {
    /// Looks at every date of a file before any is read.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut reader = DateReader { day_first: 0, month_first: 0, either: 0, usual: None };
        let mut months: BTreeMap<(i16, i8), usize> = BTreeMap::new();
        for text in texts {
            let sure = match parts(text) {
                Some(Parts::Sure(date)) => Some(date),
                Some(Parts::Numbers(a, b, year)) => match (date(year, b, a), date(year, a, b)) {
                    (Some(first), None) => {
                        reader.day_first += 1;
                        Some(first)
                    }
                    (None, Some(second)) => {
                        reader.month_first += 1;
                        Some(second)
                    }
                    (Some(first), Some(second)) if first != second => {
                        reader.either += 1;
                        None
                    }
                    (same, _) => same,
                },
                None => None,
            };
            if let Some(date) = sure {
                *months.entry((date.year(), date.month())).or_default() += 1;
            }
        }
        reader.usual =
            months.into_iter().max_by_key(|(month, count)| (*count, *month)).map(|(month, _)| month);
        reader
    }

    /// Which way round.
    pub fn order(&self) -> DateOrder {
        match (self.day_first, self.month_first) {
            (_, 0) => DateOrder::DayFirst,
            (0, _) => DateOrder::MonthFirst,
            _ => DateOrder::Mixed,
        }
    }

    /// What a reader should know, when some dates had to be guessed.
    pub fn words(&self) -> Option<String> {
        let guessed =
            self.either > 0 && (self.order() == DateOrder::Mixed || self.day_first + self.month_first == 0);
        guessed.then(|| {
            format!(
                "{} dates are surely day first, {} month first, {} could be either and were read {}",
                self.day_first,
                self.month_first,
                self.either,
                if self.usual.is_some() {
                    "so that they lie in the month of most others"
                } else {
                    "day first"
                }
            )
        })
    }

    /// A date; none for `######`, blanks and everything else.
    pub fn read(&self, text: &str) -> Option<Date> {
        let (a, b, year) = match parts(text)? {
            Parts::Sure(date) => return Some(date),
            Parts::Numbers(a, b, year) => (a, b, year),
        };
        let (day_first, month_first) = (date(year, b, a), date(year, a, b));
        match self.order() {
            DateOrder::DayFirst => day_first.or(month_first),
            DateOrder::MonthFirst => month_first.or(day_first),
            DateOrder::Mixed => {
                let usual =
                    |date: &Option<Date>| date.is_some_and(|d| Some((d.year(), d.month())) == self.usual);
                [month_first, day_first].into_iter().find(usual).flatten().or(day_first).or(month_first)
            }
        }
    }
}

enum Parts {
    /// There is only one way to read it.
    Sure(Date),
    /// Two numbers, and a year.
    Numbers(i8, i8, i16),
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Days of a spreadsheet's calendar that a payment can lie in: 2000 to 2064.
const SERIAL: std::ops::Range<i32> = 36_526..60_000;

fn parts(text: &str) -> Option<Parts> {
    // A time of day after the date says nothing here.
    let text = text.split(['T', ' ']).next().filter(|first| first.len() >= 6).unwrap_or(text);
    let pieces: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|piece| !piece.is_empty()).collect();
    if let [serial] = pieces[..] {
        let days = serial.parse::<i32>().ok().filter(|days| SERIAL.contains(days))?;
        let first = Date::new(1899, 12, 30).ok()?;
        return first.checked_add(Span::new().try_days(days).ok()?).ok().map(Parts::Sure);
    }
    let [a, b, c] = pieces[..] else { return None };
    if a.len() == 4 {
        return date(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?).map(Parts::Sure);
    }
    let year: i16 = c.parse().ok()?;
    let year = if c.len() == 2 { 2000 + year } else { year };
    let word = b.to_ascii_lowercase();
    if let Some(month) = MONTHS.iter().position(|month| word.starts_with(month)) {
        return date(year, month as i8 + 1, a.parse().ok()?).map(Parts::Sure);
    }
    Some(Parts::Numbers(a.parse().ok()?, b.parse().ok()?, year))
}

/// A day that was, in the time of such files.
fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| (2000..=2100).contains(&date.year()))
}

/// A name with a date run on at its end (`… CCG31/01/2021`): the two apart.
pub(super) fn split_off(text: &str) -> (&str, Option<&str>) {
    let digits = |c: char| c.is_ascii_digit() || c == '/';
    let start = text.trim_end_matches(digits).len();
    let run_on = &text[start..];
    if run_on.matches('/').count() == 2 { (text[..start].trim_end(), Some(run_on)) } else { (text, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(texts: &[&str]) -> Vec<Option<String>> {
        let reader = DateReader::of(texts.iter().copied());
        texts.iter().map(|text| reader.read(text).map(|date| date.to_string())).collect()
    }

    #[test]
    fn one_sure_date_turns_all_others_its_way() {
        let some = |text: &str| Some(text.to_string());
        assert_eq!(read_all(&["30/04/2020", "01/04/2020"]), [some("2020-04-30"), some("2020-04-01")]);
        assert_eq!(read_all(&["4/30/2020", "4/1/2020"]), [some("2020-04-30"), some("2020-04-01")]);
        assert_eq!(
            read_all(&["31-Mar-14", "2014-03-30", "44140"]),
            [some("2014-03-31"), some("2014-03-30"), some("2020-11-05")]
        );
        assert_eq!(read_all(&["######", "", "13/13/2020"]), [None, None, None]);
    }

    #[test]
    fn in_a_mixed_file_the_month_of_most_decides() {
        let texts = ["9/30/2020", "9/29/2020", "30/09/2020", "9/4/2020", "04/09/2020"];
        let reader = DateReader::of(texts.into_iter());
        assert_eq!(reader.order(), DateOrder::Mixed);
        assert!(read_all(&texts).iter().flatten().all(|date| date.starts_with("2020-09")));
        assert!(reader.words().is_some());
    }

    #[test]
    fn a_date_that_runs_on_is_split_off() {
        assert_eq!(
            split_off("NHS South East London CCG31/01/2021"),
            ("NHS South East London CCG", Some("31/01/2021"))
        );
        assert_eq!(split_off("Ward 12"), ("Ward 12", None));
    }
}
