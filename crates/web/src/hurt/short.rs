//! Bands in few words. The ends of a band are 1, 2 or 5 with noughts, so that nothing is lost: `£500k to £1m`.

use exchange::result::banded::{BandedNumber, BandedRange};
use exchange::result::{Number, turned as turned_number};
use listing::Cell;
use vocabulary::{Pence, PenceBand};

/// An end of a band.
fn end(amount: Pence) -> String {
    let sign = if amount < Pence::ZERO { "−" } else { "" };
    match amount.0.unsigned_abs() / 100 {
        pounds if pounds >= 1_000_000 && pounds % 1_000_000 == 0 => format!("{sign}£{}m", pounds / 1_000_000),
        pounds if pounds >= 1_000 && pounds % 1_000 == 0 => format!("{sign}£{}k", pounds / 1_000),
        _ => amount.whole_pounds(),
    }
}

/// A band in words.
pub(super) fn band_words(band: PenceBand) -> String {
    if band.low() < Pence::ZERO && band.high() > Pence::ZERO {
        return format!("less than {} either way", end(band.high()));
    }
    format!("{} to {}", end(band.low()), end(band.high()))
}

/// A band as a cell.
pub(super) fn band(band: PenceBand) -> Cell {
    Cell::text(band_words(band))
}

/// A range over the draws: the outer ends of the bands that its ends fall into.
pub(super) fn range(range: Option<BandedRange>) -> Cell {
    range.map_or(Cell::Blank, |(low, high)| Cell::text(format!("{} to {}", end(low.low()), end(high.high()))))
}

/// The same band of the other sign.
fn other_side(band: PenceBand) -> PenceBand {
    // The end that is nearer to nothing belongs to a band of gains, and to one of losses.
    let nearer = if band.high() <= Pence::ZERO { band.high() } else { band.low() };
    if band.low() < Pence::ZERO && band.high() > Pence::ZERO { band } else { PenceBand::of(-nearer) }
}

/// A number below nothing is told the other way round, as the exact ones are.
pub(super) fn turned(number: &BandedNumber) -> BandedNumber {
    let exact = Number { id: number.id, title: number.title.clone(), value: number.band.high(), range: None };
    let title = turned_number(&exact).title;
    if title == number.title || number.band.high() > Pence::ZERO {
        return number.clone();
    }
    let range = number.range.map(|(low, high)| (other_side(high), other_side(low)));
    BandedNumber { id: number.id, title, band: other_side(number.band), range }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_told_in_few_words_and_turned_over() {
        let of = |pounds: i64| PenceBand::of(Pence(pounds * 100));
        assert_eq!(band_words(of(700_000)), "£500k to £1m");
        assert_eq!(band_words(of(-12_345_678)), "−£20m to −£10m");
        assert_eq!(band_words(of(3)), "less than £1k either way");
        for pounds in [3, 1_000, 1_999, 700_000, 2_000_000] {
            assert_eq!(other_side(of(-pounds)), of(pounds), "{pounds}");
        }
        let number = BandedNumber {
            id: "system_saving",
            title: "The system as a whole saves".into(),
            band: of(-12_345_678),
            range: Some((of(-12_345_678), of(-3_000_000))),
        };
        let told = turned(&number);
        assert_eq!(told.title, "The system as a whole pays more");
        assert_eq!(
            (band(told.band), range(told.range)),
            (Cell::text("£10m to £20m"), Cell::text("£2m to £20m"))
        );
    }
}
