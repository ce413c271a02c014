//! "Who else is hurt?": a question step by step, its answer as pages, and the same answer with an assumption changed.
//!
//! Pages are pure: an answer, what the reader may see of it, and what the address asks for make markup. The terminal
//! tells the same answer in the same words; both take them from `exchange::result`.

mod about;
mod ask;
mod cells;
mod charts;
mod maps;
mod page;
mod part;
mod postings;
mod routes;
mod said;
mod seen;
mod short;

pub use about::{About, AboutFile, AboutSigned};
pub use ask::{Asking, Filled, Problem, Step, apply, check_page, step_page};
pub use page::{ResultPage, Shown, result_page, table_file};
pub use part::Part;
pub use postings::PostingsView;
pub use routes::routes;
pub(crate) use routes::{seen, waiting};
pub use seen::Seen;
