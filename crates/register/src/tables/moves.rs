//! Moves that were intended, decided or done.

use vocabulary::{Basis, Code, Date, Pence};

use super::cell::Codes;
use super::cell::choice_cell;
use super::declare::table;

use super::alternatives::DestinationKind;

vocabulary::choice! {
    /// How far a move has got.
    pub enum MoveStatus {
        /// Spoken of.
        Intended = "intended",
        /// Decided.
        Decided = "decided",
        /// Carried out.
        Done = "done",
        /// Given up.
        Withdrawn = "withdrawn",
    }
}
choice_cell!(MoveStatus);

table! {
    /// Moves of services that were intended, decided, done or withdrawn.
    "moves" => RecordedMove, key [move_id], source [source] {
        /// Names the row.
        move_id: Code,
        /// Rows that share one printed figure.
        group_id: Option<Code>,
        /// Body that moves.
        buyer_code: Code,
        /// Supplier that it leaves.
        from_code: Code,
        /// Services, with `;` between them; blank if not printed.
        services: Codes,
        /// Where to; blank if not printed.
        to_kind: Option<DestinationKind>,
        /// To whom; blank for in house or not printed.
        to_code: Option<Code>,
        /// First day.
        effective_date: Option<Date>,
        /// Pounds a year; a group's rows all show the group's one figure.
        annual_gbp: Option<Pence>,
        /// How far it has got.
        status: MoveStatus,
        /// The words of the source.
        as_printed: String,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
