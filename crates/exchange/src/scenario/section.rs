//! One table of a scenario file while it is read.

use toml::de::{DeTable, DeValue};
use vocabulary::{Code, Date, Estimate, Finding, Findings, Place};

use super::values;

/// One table of a scenario file: the top, a `[[move]]`, an `[[assume]]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section<'a> {
    /// What findings call the file.
    pub(crate) file: &'a str,
    /// What findings call the table: blank for the top, else `move 2`.
    pub(crate) row: &'a str,
    /// The settings.
    pub(crate) table: &'a DeTable<'a>,
}

impl<'a> Section<'a> {
    pub(crate) fn place(&self, key: &str) -> Place {
        Place::cell(self.file, self.row, key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.table.get(key).map(|value| value.get_ref())
    }

    /// A finding for each setting that isn't one of these.
    pub(crate) fn allow(&self, known: &[&str], findings: &mut Findings) {
        for key in self.table.keys().map(|key| key.get_ref().as_ref()) {
            if known.contains(&key) {
                continue;
            }
            findings.push(
                Finding::error("unknown-setting", self.place(key), format!("a setting called {key:?}"))
                    .expected(known.join(", "))
                    .action("Correct its name, or take it out."),
            );
        }
    }

    /// Is the setting there? If not that is an error.
    pub(crate) fn need(&self, key: &str, expected: &str, findings: &mut Findings) -> bool {
        let found = self.table.contains_key(key);
        if !found {
            findings.push(
                Finding::error("missing-setting", self.place(key), "no such setting")
                    .expected(format!("{key} = {expected}"))
                    .action("Add it."),
            );
        }
        found
    }

    /// A finding for a value of the wrong kind.
    pub(crate) fn wrong(&self, key: &str, value: &DeValue<'_>, expected: &str) -> Finding {
        Finding::error("wrong-setting", self.place(key), values::words(value))
            .expected(expected)
            .action("Correct the setting.")
    }

    /// Reads a value if the setting is there; a finding when it can't be read.
    fn read<T>(
        &self,
        key: &str,
        expected: &str,
        findings: &mut Findings,
        read: impl Fn(&DeValue<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        let answer = read(value);
        if answer.is_none() {
            findings.push(self.wrong(key, value, expected));
        }
        answer
    }

    pub(crate) fn text(&self, key: &str, findings: &mut Findings) -> Option<String> {
        self.read(key, "text in quotes", findings, |value| value.as_str().map(str::to_string))
    }

    pub(crate) fn code(&self, key: &str, findings: &mut Findings) -> Option<Code> {
        let expected = "a code in quotes, for example \"06K\"";
        self.read(key, expected, findings, |value| value.as_str()?.parse().ok())
    }

    pub(crate) fn flag(&self, key: &str, findings: &mut Findings) -> Option<bool> {
        self.read(key, "true or false", findings, |value| value.as_bool())
    }

    /// A whole number within bounds.
    pub(crate) fn whole(&self, key: &str, min: u64, max: u64, findings: &mut Findings) -> Option<u64> {
        let expected = format!("a whole number from {min} to {max}");
        let number = self.read(key, &expected, findings, values::whole)?;
        match u64::try_from(number).ok().filter(|number| (min..=max).contains(number)) {
            Some(number) => Some(number),
            None => {
                findings.push(
                    Finding::error("out-of-range", self.place(key), number.to_string())
                        .expected(expected)
                        .action("Correct the number."),
                );
                None
            }
        }
    }

    /// Any finite number.
    pub(crate) fn number(&self, key: &str, findings: &mut Findings) -> Option<f64> {
        self.read(key, "a number", findings, values::number)
    }

    /// A number from 0 to 1.
    pub(crate) fn share(&self, key: &str, findings: &mut Findings) -> Option<f64> {
        let share = self.number(key, findings)?;
        if (0.0..=1.0).contains(&share) {
            return Some(share);
        }
        findings.push(wrong_share(self.place(key), share));
        None
    }

    /// A day, as a TOML date or as text.
    pub(crate) fn day(&self, key: &str, findings: &mut Findings) -> Option<Date> {
        let value = self.get(key)?;
        let date = values::date(value);
        if date.is_none() {
            findings.push(
                Finding::error("not-a-date", self.place(key), values::words(value))
                    .expected("an ISO date such as 2013-05-01")
                    .action("Write year, month and day, with - between them."),
            );
        }
        date
    }

    /// One of the words of a choice.
    pub(crate) fn word<T: std::str::FromStr<Err = String>>(
        &self,
        key: &str,
        findings: &mut Findings,
    ) -> Option<T> {
        let text = self.text(key, findings)?;
        let read = text.parse::<T>();
        if let Err(expected) = &read {
            findings.push(self.wrong(key, &DeValue::String(text.into()), expected));
        }
        read.ok()
    }

    /// An estimate: one number, or a table of low, likely and high.
    pub(crate) fn estimate(&self, key: &str, findings: &mut Findings) -> Option<Estimate> {
        match self.get(key)? {
            DeValue::Table(table) => {
                let row = if self.row.is_empty() { key.to_string() } else { format!("{}, {key}", self.row) };
                let section = Section { file: self.file, row: &row, table };
                section.allow(&["low", "likely", "high", "value"], findings);
                super::assumptions::read_estimate(&section, findings)
            }
            _ => self.number(key, findings).and_then(|number| Estimate::fixed(number).ok()),
        }
    }

    /// The first day of a month, as a TOML date or as text.
    pub(crate) fn month(&self, key: &str, findings: &mut Findings) -> Option<Date> {
        let value = self.get(key)?;
        let Some(date) = values::date(value) else {
            findings.push(
                Finding::error("not-a-date", self.place(key), values::words(value))
                    .expected("an ISO date such as 2013-05-01")
                    .action("Write year, month and day, with - between them."),
            );
            return None;
        };
        if date.day() == 1 {
            return Some(date);
        }
        findings.push(
            Finding::error("not-first-of-month", self.place(key), date.to_string())
                .expected("the first day of a month")
                .action("Take the first day of the month from which it counts."),
        );
        None
    }
}

/// The finding for a share outside of 0 to 1.
pub(crate) fn wrong_share(place: Place, share: f64) -> Finding {
    let percent = (share * 1e8).round() / 1e6;
    Finding::error("wrong-share", place, format!("a share of {percent}%: {share}"))
        .expected("a share from 0 to 1; 40% is 0.4")
        .action("Correct the share.")
}
