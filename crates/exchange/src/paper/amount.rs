//! Amounts as people write them, read out of running text.

use vocabulary::Pence;

/// A number that stands in a text, in pence where it is an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Written {
    /// Pounds, as read.
    pounds: f64,
    /// Half a unit of the last place that was written: how far what is meant may lie from it.
    half_unit: f64,
    /// Is it without doubt money, or a large number: `£`, `m`, five digits?
    is_amount: bool,
    /// Where it begins, in bytes.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
}

/// A number that is rounded more coarsely than this part of an amount doesn't tell the amount.
const COARSE: f64 = 0.05;

impl Written {
    /// Does it tell an amount? Exactly, rounded to two or more digits that count, or as a program writes pence. Signs don't
    /// matter: a sentence turns them round.
    pub fn tells(&self, amount: Pence) -> bool {
        let pounds = amount.as_f64().abs() / 100.0;
        if !self.is_amount || pounds == 0.0 {
            return false;
        }
        let near = (self.pounds - pounds).abs() <= self.half_unit + 1e-9;
        let fine = self.half_unit <= COARSE * pounds || (self.pounds - pounds).abs() < 0.005;
        near && fine || (self.pounds - pounds * 100.0).abs() < 0.5
    }
}

/// Every number of a text: `1234567`, `1,234,567`, `1 234 567`, `£1.23m`, `1.2 million`, `400k`.
pub(super) fn numbers(text: &str) -> Vec<Written> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let joined = at > 0 && (letters[at - 1].1.is_alphanumeric() || letters[at - 1].1 == '.');
        if !letters[at].1.is_ascii_digit() || joined {
            at += 1;
            continue;
        }
        let (written, next) = Reader { text, letters: &letters, at }.number();
        found.extend(written);
        at = next.max(at + 1);
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    letters: &'a [(usize, char)],
    at: usize,
}

impl Reader<'_> {
    fn letter(&self, at: usize) -> char {
        self.letters.get(at).map_or(' ', |(_, letter)| *letter)
    }

    fn is_digit(&self, at: usize) -> bool {
        self.letter(at).is_ascii_digit()
    }

    /// A number and where it ends; none where it goes on as a word, a date or a code.
    fn number(mut self) -> (Option<Written>, usize) {
        let begin = self.at;
        let is_money = begin > 0 && self.letter(begin - 1) == '£' || begin > 1 && self.is_pound_before(begin);
        let (digits, grouped) = self.whole();
        let decimals = self.decimals();
        let end = self.at;
        let (factor, is_scaled) = self.scale();
        if !is_scaled && (self.letter(self.at).is_alphanumeric()) {
            return (None, self.at);
        }
        let Ok(value) = format!("{digits}.{decimals}0").parse::<f64>() else { return (None, end) };
        let zeros = match (decimals.is_empty(), is_scaled) {
            (true, false) => digits.len() - digits.trim_end_matches('0').len(),
            _ => 0,
        };
        let unit =
            10_f64.powi(i32::try_from(zeros).unwrap_or(0) - i32::try_from(decimals.len()).unwrap_or(0));
        let byte = |at: usize| self.letters.get(at).map_or(self.text.len(), |(byte, _)| *byte);
        let pounds_after = self.text[byte(self.at)..].trim_start().starts_with("pound");
        let written = Written {
            pounds: value * factor,
            half_unit: unit * factor / 2.0,
            is_amount: is_money || is_scaled || grouped || pounds_after || digits.len() >= 5,
            at: byte(begin),
            end: byte(self.at),
        };
        (Some(written), self.at)
    }

    /// `£ 1.2m`: a space after the sign.
    fn is_pound_before(&self, begin: usize) -> bool {
        self.letter(begin - 1).is_whitespace() && self.letter(begin - 2) == '£'
    }

    /// Digits, also in groups of three apart by commas, spaces or apostrophes.
    fn whole(&mut self) -> (String, bool) {
        let (mut digits, mut grouped) = (String::new(), false);
        while self.is_digit(self.at) {
            digits.push(self.letter(self.at));
            self.at += 1;
        }
        while digits.len() <= 3 || grouped {
            let apart =
                matches!(self.letter(self.at), ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’');
            let three = (1..=3).all(|more| self.is_digit(self.at + more)) && !self.is_digit(self.at + 4);
            if !apart || !three {
                break;
            }
            (1..=3).for_each(|more| digits.push(self.letter(self.at + more)));
            self.at += 4;
            grouped = true;
        }
        (digits, grouped)
    }

    fn decimals(&mut self) -> String {
        let mut decimals = String::new();
        if self.letter(self.at) == '.' && self.is_digit(self.at + 1) {
            self.at += 1;
            while self.is_digit(self.at) {
                decimals.push(self.letter(self.at));
                self.at += 1;
            }
        }
        decimals
    }

    /// What the number is multiplied with, and whether it says so.
    fn scale(&mut self) -> (f64, bool) {
        const SCALES: [(&str, f64); 9] = [
            ("million", 1e6),
            ("thousand", 1e3),
            ("billion", 1e9),
            ("mn", 1e6),
            ("bn", 1e9),
            ("m", 1e6),
            ("k", 1e3),
            ("hundred thousand", 1e5),
            ("tsd", 1e3),
        ];
        let begin = self.at + usize::from(matches!(self.letter(self.at), ' ' | '\u{a0}' | '-' | '\u{202f}'));
        for (word, factor) in SCALES {
            let letters = word.chars().count();
            let same =
                word.chars().enumerate().all(|(i, c)| self.letter(begin + i).to_ascii_lowercase() == c);
            if same && !self.letter(begin + letters).is_alphanumeric() {
                self.at = begin + letters;
                return (factor, true);
            }
        }
        (1.0, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, pence: i64) -> bool {
        numbers(text).iter().any(|written| written.tells(Pence(pence)))
    }

    #[test]
    fn an_amount_is_known_in_every_usual_way_of_writing() {
        for text in [
            "1234567",
            "1,234,567",
            "£1,234,567",
            "£1,234,567.00",
            "1234567.00",
            "1 234 567",
            "£1.23m",
            "1.2m",
            "£1.2 million",
            "1.235M",
            "£1,235k",
            "−£1,234,567",
            "-123456700",
            "about 1.23 million pounds",
            "(1,234,567)",
            "£1,230,000",
            "£1,200,000",
            "1'234'567",
            "costs £1.23mn.",
            "1,235 thousand",
        ] {
            assert!(told(text, 123_456_700), "{text}");
            assert!(told(text, -123_456_700), "{text}");
        }
        for text in ["£400k", "400,000", "£0.4m", "£400 000", "400 thousand"] {
            assert!(told(text, -40_000_000), "{text}");
        }
        assert!(told("£950", 95_000) && told("950 pounds", 95_000));
    }

    #[test]
    fn other_numbers_are_let_be() {
        for text in [
            "1,334,567",
            "£1.3m",
            "£1m",
            "£12.3m",
            "12345678",
            "a1234567",
            "1234567th",
            "0.1234567",
            "£1,234",
            "1.2",
            "in 2013",
        ] {
            assert!(!told(text, 123_456_700), "{text}");
        }
        assert!(!told("in 2013 and 201300", 201_400), "a year is no amount");
        assert!(!told("£0", 0));
    }
}
