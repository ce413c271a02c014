//! The figures about a unit that are derived or assumed, and what the unit says of them: signed as they stand, or
//! corrected. A word is said of a value: when the register says another one, it no longer counts.

mod figure;
mod row;
mod word;

pub use figure::{Figure, Subject};
pub(crate) use row::{canonical, cells_of};
pub use word::{FigureState, KnownFigure, SeenFigure, SignedCount};
pub(crate) use word::{count, known};
