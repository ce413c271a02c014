use std::str::FromStr;

use vocabulary::{Code, Date, Estimate, Month};

use super::values::Values;
use crate::hurt::Problem;

/// Texts are no longer.
const TEXT_MAX: usize = 4_000;

/// Reads what a form sent. What is wrong is noted beside its field, and reading goes on.
pub(crate) struct Reader<'a> {
    values: &'a Values,
    /// What is wrong, in the order of the fields.
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub fn new(values: &'a Values) -> Self {
        Reader { values, problems: Vec::new() }
    }

    /// Notes that something is wrong with a field.
    pub fn wrong(&mut self, name: &str, words: impl Into<String>) {
        self.problems.push(Problem::new(name, words));
    }

    /// The value of a field as it was typed, without blanks around it.
    pub fn raw(&self, name: &str) -> &'a str {
        self.values.get(name).trim()
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> &'a [String] {
        self.values.all(name)
    }

    /// Text, which may be blank.
    pub fn text(&mut self, name: &str) -> String {
        let text = self.raw(name).replace("\r\n", "\n");
        if text.chars().count() > TEXT_MAX {
            self.wrong(name, format!("Enter at most {} characters", listing::thousands(TEXT_MAX as u64)));
        }
        text
    }

    /// Text that must be there.
    pub fn needed(&mut self, name: &str, otherwise: &str) -> String {
        let text = self.text(name);
        if text.is_empty() {
            self.wrong(name, otherwise);
        }
        text
    }

    /// Text of any length that must be there; whoever takes it says how long it may be.
    pub fn passage(&mut self, name: &str, otherwise: &str) -> String {
        let text = self.raw(name).replace("\r\n", "\n");
        if text.is_empty() {
            self.wrong(name, otherwise);
        }
        text
    }

    /// One of a few words.
    pub fn choice<T: FromStr>(&mut self, name: &str, otherwise: &str) -> Option<T> {
        let found = self.raw(name).parse().ok();
        if found.is_none() {
            self.wrong(name, otherwise);
        }
        found
    }

    /// A code that was chosen; none where nothing was.
    pub fn code(&mut self, name: &str) -> Option<Code> {
        Some(self.raw(name)).filter(|code| !code.is_empty()).map(Code::new)
    }

    /// A number within limits; none where the field is blank.
    pub fn number(&mut self, name: &str, least: f64, most: f64) -> Option<f64> {
        let text = self.raw(name);
        if text.is_empty() {
            return None;
        }
        let found = number_of(text).filter(|number| (least..=most).contains(number));
        if found.is_none() {
            let words = match (least == f64::MIN, most == f64::MAX) {
                (true, true) => "Enter a number".to_string(),
                (false, true) => format!("Enter a number of {least} or more"),
                _ => format!("Enter a number from {least} to {most}"),
            };
            self.wrong(name, words);
        }
        found
    }

    /// A whole number within limits; what stands where the field is blank.
    pub fn whole(&mut self, name: &str, least: u32, most: u32, blank: u32) -> u32 {
        let text = self.raw(name);
        if text.is_empty() {
            return blank;
        }
        let found = text.replace(',', "").parse().ok().filter(|number| (least..=most).contains(number));
        if found.is_none() {
            self.wrong(name, format!("Enter a whole number from {least} to {most}"));
        }
        found.unwrap_or(blank)
    }

    /// A share, 0 to 1, that was typed in per cent; none where the field is blank.
    pub fn share(&mut self, name: &str) -> Option<f64> {
        self.number(name, 0.0, 100.0).map(|percent| percent / 100.0)
    }

    /// An estimate from three fields; none where all are blank. Low and high are the likely value where they are blank.
    pub fn estimate(&mut self, name: &str, least: f64, most: f64) -> Option<Estimate> {
        let before = self.problems.len();
        let (low_name, high_name) = (format!("{name}_low"), format!("{name}_high"));
        let likely = self.number(name, least, most);
        let (low, high) = (self.number(&low_name, least, most), self.number(&high_name, least, most));
        if self.problems.len() > before {
            return None;
        }
        let Some(likely) = likely else {
            if low.is_some() || high.is_some() {
                self.wrong(name, "Enter the likely value, or leave all three blank");
            }
            return None;
        };
        let found = Estimate::new(low.unwrap_or(likely), likely, high.unwrap_or(likely)).ok();
        if found.is_none() {
            self.wrong(name, "Put low, likely and high in this order");
        }
        found
    }

    /// The first day of a month that was typed.
    pub fn month(&mut self, name: &str) -> Option<Date> {
        let found = self.part(name, "year").zip(self.part(name, "month"));
        let found = found.filter(|(year, month)| (1900..=2200).contains(year) && (1..=12).contains(month));
        if found.is_none() {
            self.wrong(name, "Enter a month and a year, for example 10 2026");
        }
        found.map(|(year, month)| Month::new(year, month).first_day())
    }

    /// A day; none where all parts are blank.
    pub fn day(&mut self, name: &str) -> Option<Date> {
        let parts = ["day", "month", "year"].map(|part| self.raw(&format!("{name}[{part}]")));
        if parts.iter().all(|part| part.is_empty()) {
            return None;
        }
        let [day, month, year] = ["day", "month", "year"].map(|part| self.part(name, part));
        let small = |part: Option<i32>| part.and_then(|number| i8::try_from(number).ok());
        let year = year.and_then(|year| i16::try_from(year).ok()).filter(|year| (1900..=2200).contains(year));
        let found = match (year, small(month), small(day)) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        if found.is_none() {
            self.wrong(name, "Enter a day that there is, for example 31 1 2026");
        }
        found
    }

    fn part(&self, name: &str, part: &str) -> Option<i32> {
        self.raw(&format!("{name}[{part}]")).parse().ok()
    }
}

/// A number as people type it: `1,200`, `£1,200.50`, `40%`.
fn number_of(text: &str) -> Option<f64> {
    let plain = text.replace([',', ' ', '£'], "");
    plain.trim_end_matches('%').parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(fields: &[(&str, &str)]) -> Values {
        fields.iter().fold(Values::default(), |values, (name, value)| values.with(*name, value))
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, number) in [
            ("1,200", Some(1200.0)),
            ("£1,200.50", Some(1200.5)),
            ("40%", Some(40.0)),
            ("x", None),
            ("NaN", None),
        ] {
            assert_eq!(number_of(typed), number, "{typed}");
        }
    }

    #[test]
    fn an_estimate_is_three_fields_in_order() {
        let sent =
            values(&[("a_low", "1"), ("a", "2"), ("a_high", "3"), ("b", "5"), ("c_low", "9"), ("c", "2")]);
        let mut reader = Reader::new(&sent);
        assert_eq!(reader.estimate("a", 0.0, f64::MAX), Estimate::new(1.0, 2.0, 3.0).ok());
        assert_eq!(reader.estimate("b", 0.0, f64::MAX), Estimate::fixed(5.0).ok());
        assert_eq!(reader.estimate("none", 0.0, f64::MAX), None);
        assert!(reader.problems.is_empty());
        assert_eq!(reader.estimate("c", 0.0, f64::MAX), None);
        assert_eq!(reader.problems[0].field, "c");
    }

    #[test]
    fn a_day_that_there_isn_t_is_said() {
        let sent = values(&[("d[day]", "31"), ("d[month]", "2"), ("d[year]", "2026")]);
        let mut reader = Reader::new(&sent);
        assert_eq!((reader.day("d"), reader.day("e")), (None, None));
        assert_eq!(reader.problems.len(), 1);
        assert_eq!(reader.month("d").map(|day| day.to_string()), Some("2026-02-01".to_string()));
    }
}
