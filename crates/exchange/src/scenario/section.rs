//! One table of a scenario file while it is read.

use toml::de::{DeTable, DeValue};
use vocabulary::{Code, Date, Finding, Findings, Place};

use super::values;

/// One table of a scenario file: the top, a `[[move]]`, an `[[assume]]`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'a> {
    /// What findings call the file.
    pub(super) file: &'a str,
    /// What findings call the table: blank for the top, else `move 2`.
    pub(super) row: &'a str,
    /// The settings.
    pub(super) table: &'a DeTable<'a>,
}

impl<'a> Section<'a> {
    pub(super) fn place(&self, key: &str) -> Place {
        Place::cell(self.file, self.row, key)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.table.get(key).map(|value| value.get_ref())
    }

    /// A finding for each setting that isn't one of these.
    pub(super) fn allow(&self, known: &[&str], findings: &mut Findings) {
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
    pub(super) fn need(&self, key: &str, expected: &str, findings: &mut Findings) -> bool {
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
    pub(super) fn wrong(&self, key: &str, value: &DeValue<'_>, expected: &str) -> Finding {
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

    pub(super) fn text(&self, key: &str, findings: &mut Findings) -> Option<String> {
        self.read(key, "text in quotes", findings, |value| value.as_str().map(str::to_string))
    }

    pub(super) fn code(&self, key: &str, findings: &mut Findings) -> Option<Code> {
        let expected = "a code in quotes, for example \"06K\"";
        self.read(key, expected, findings, |value| value.as_str()?.parse().ok())
    }

    pub(super) fn flag(&self, key: &str, findings: &mut Findings) -> Option<bool> {
        self.read(key, "true or false", findings, |value| value.as_bool())
    }

    /// A whole number within bounds.
    pub(super) fn whole(&self, key: &str, min: u64, max: u64, findings: &mut Findings) -> Option<u64> {
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
    pub(super) fn number(&self, key: &str, findings: &mut Findings) -> Option<f64> {
        self.read(key, "a number", findings, values::number)
    }

    /// A number from 0 to 1.
    pub(super) fn share(&self, key: &str, findings: &mut Findings) -> Option<f64> {
        let share = self.number(key, findings)?;
        if (0.0..=1.0).contains(&share) {
            return Some(share);
        }
        findings.push(wrong_share(self.place(key), share));
        None
    }

    /// The first day of a month, as a TOML date or as text.
    pub(super) fn month(&self, key: &str, findings: &mut Findings) -> Option<Date> {
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
pub(super) fn wrong_share(place: Place, share: f64) -> Finding {
    let percent = (share * 1e8).round() / 1e6;
    Finding::error("wrong-share", place, format!("a share of {percent}%: {share}"))
        .expected("a share from 0 to 1; 40% is 0.4")
        .action("Correct the share.")
}
