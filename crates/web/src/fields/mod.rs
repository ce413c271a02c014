//! Fields of a form: what stands in them, how they are shown, and how what was sent is read, each fault beside its field.

mod reader;
mod sheet;
mod values;

pub(crate) use reader::Reader;
pub(crate) use sheet::{Named, Sheet, link_to};
pub(crate) use values::Values;
