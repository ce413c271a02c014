use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

/// An amount of money in whole pence.
///
/// Files and people see pounds: [`Pence::pounds_text`] writes `1234.50`, `Display` writes `£1,234.50`.
/// Adding and subtracting saturate, so that no input can wrap an amount around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pence(pub i64);

/// Why a text isn't an amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenceError;

impl fmt::Display for PenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("pounds as a plain number with at most two decimal places, for example 1234.50")
    }
}

impl Pence {
    /// No money.
    pub const ZERO: Pence = Pence(0);

    /// The nearest whole penny to an amount in pence, half away from zero. Not a number becomes zero.
    pub fn round(pence: f64) -> Self {
        // As f64::round, half away from zero, without a call: the cast cuts off towards zero and saturates, and
        // what it cuts off is exact. Engines round millions of amounts.
        let whole = pence as i64;
        let rest = pence - whole as f64;
        Pence(whole.saturating_add(i64::from(rest >= 0.5) - i64::from(rest <= -0.5)))
    }

    /// An amount in pence for the engines, which compute in `f64` and round when a posting is made.
    pub fn as_f64(self) -> f64 {
        self.0 as f64
    }

    /// The amount without its sign.
    pub fn abs(self) -> Self {
        Pence(self.0.saturating_abs())
    }

    /// Pounds as files write them: `1234.50`, `-0.05`.
    pub fn pounds_text(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let pence = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", pence / 100, pence % 100)
    }

    /// Pounds for people, without the pence: `£1,234`, `−£1,234`, rounded half away from zero.
    pub fn whole_pounds(self) -> String {
        let pounds = (self.0 as f64 / 100.0).round() as i64;
        format!("{}£{}", minus(pounds < 0), thousands(pounds.unsigned_abs()))
    }

    /// Pounds for a headline: `£4.0m`, `£220,000`; below a million whole pounds.
    pub fn headline(self) -> String {
        if self.0.unsigned_abs() < 99_950_000 {
            return self.whole_pounds();
        }
        let millions = self.0 as f64 / 1e8;
        format!("{}£{:.1}m", minus(millions < 0.0), millions.abs())
    }
}

fn minus(negative: bool) -> &'static str {
    if negative { "−" } else { "" }
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pence = self.0.unsigned_abs();
        let text = format!("{}£{}.{:02}", minus(self.0 < 0), thousands(pence / 100), pence % 100);
        f.pad(&text)
    }
}

impl FromStr for Pence {
    type Err = PenceError;
    fn from_str(text: &str) -> Result<Self, PenceError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (pounds, pence) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if pounds.is_empty() || !plain(pounds) || !plain(pence) || pence.len() > 2 || digits.ends_with('.') {
            return Err(PenceError);
        }
        let pounds: i64 = pounds.parse().map_err(|_| PenceError)?;
        let pence: i64 = format!("{pence:0<2}").parse().map_err(|_| PenceError)?;
        let whole = pounds.checked_mul(100).and_then(|p| p.checked_add(pence)).ok_or(PenceError)?;
        Ok(Pence(if negative { -whole } else { whole }))
    }
}

impl Add for Pence {
    type Output = Pence;
    fn add(self, other: Pence) -> Pence {
        Pence(self.0.saturating_add(other.0))
    }
}

impl Sub for Pence {
    type Output = Pence;
    fn sub(self, other: Pence) -> Pence {
        Pence(self.0.saturating_sub(other.0))
    }
}

impl Neg for Pence {
    type Output = Pence;
    fn neg(self) -> Pence {
        Pence(self.0.saturating_neg())
    }
}

impl AddAssign for Pence {
    fn add_assign(&mut self, other: Pence) {
        *self = *self + other;
    }
}

impl SubAssign for Pence {
    fn sub_assign(&mut self, other: Pence) {
        *self = *self - other;
    }
}

impl Sum for Pence {
    fn sum<I: Iterator<Item = Pence>>(amounts: I) -> Pence {
        amounts.fold(Pence::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_pounds_and_writes_them_back() {
        for (text, pence) in [("0", 0), ("12", 1200), ("12.5", 1250), ("-0.05", -5), ("1234.50", 123_450)] {
            assert_eq!(text.parse::<Pence>(), Ok(Pence(pence)), "{text}");
        }
        assert_eq!(Pence(-5).pounds_text(), "-0.05");
        assert_eq!(Pence(123_450).pounds_text(), "1234.50");
    }

    #[test]
    fn refuses_what_is_not_plain_pounds() {
        for text in ["", "£5", "1,000.00", "1.234", "1.", ".5", "1e6", "--1", "99999999999999999999", "五"]
        {
            assert_eq!(text.parse::<Pence>(), Err(PenceError), "{text}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(Pence::round(0.5), Pence(1));
        assert_eq!(Pence::round(-0.5), Pence(-1));
        assert_eq!(Pence::round(2.4), Pence(2));
        assert_eq!(Pence::round(f64::NAN), Pence(0));
        for scale in [0.1, 1.0, 1e6, 1e15, 4e15, 1e18, 9e18, 1e30] {
            for step in -40..=40 {
                let pence = f64::from(step) * 0.125 * scale;
                for near in [pence, pence.next_up(), pence.next_down()] {
                    assert_eq!(Pence::round(near), Pence(near.round() as i64), "{near}");
                }
            }
        }
        for pence in [f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, 0.5f64.next_down()] {
            assert_eq!(Pence::round(pence), Pence(pence.round() as i64));
        }
    }

    #[test]
    fn people_read_commas_and_millions() {
        assert_eq!(Pence(123_456_789).to_string(), "£1,234,567.89");
        assert_eq!(Pence(400_000_000).headline(), "£4.0m");
        assert_eq!(Pence(-22_000_050).headline(), "−£220,001");
    }
}
