//! What a unit's income stands on: for its director and its finance lead, and for those who oversee it. And what the
//! unit says of the figures that are derived or assumed about it.

mod assumptions;
mod correct;
pub(crate) mod figures;
mod page;
mod routes;
mod said;

pub use page::{standing_file, standing_page};
pub use routes::routes;
pub(crate) use said::said;
