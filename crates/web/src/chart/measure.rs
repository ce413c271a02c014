use listing::{thousands, two_places};
use vocabulary::Pence;

/// What the numbers of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Pence.
    #[default]
    Money,
    /// Hundredths of one per cent.
    Percent,
    /// Numbers of things.
    Count,
}

impl Measure {
    /// A number exactly, as the table has it: pounds without pence, per cent to one place.
    pub fn words(self, value: i64) -> String {
        match self {
            Measure::Money => Pence(value).whole_pounds(),
            Measure::Percent => format!("{:.1}%", value as f64 / 100.0),
            Measure::Count => thousands(value.unsigned_abs()),
        }
    }

    /// A number as short as an axis needs it.
    pub(super) fn short(self, value: i64) -> String {
        let sign = if value < 0 { "−" } else { "" };
        match self {
            Measure::Money => {
                let pounds = value.unsigned_abs() as f64 / 100.0;
                match pounds {
                    p if p >= 1e6 => format!("{sign}£{}m", two_places(p / 1e6)),
                    p if p >= 1e4 => format!("{sign}£{}k", two_places(p / 1e3)),
                    _ => Pence(value).whole_pounds(),
                }
            }
            Measure::Percent => format!("{sign}{}%", two_places(value.unsigned_abs() as f64 / 100.0)),
            Measure::Count => format!("{sign}{}", thousands(value.unsigned_abs())),
        }
    }

    /// The least step that an axis may have: a pound, a hundredth of a per cent, one thing.
    pub(super) fn least_step(self) -> i64 {
        match self {
            Measure::Money => 100,
            Measure::Percent | Measure::Count => 1,
        }
    }
}
