//! The pages of the market: what is bought, from whom, at what share, as it was and as it is now.
//!
//! What they say is made by the crate `market` ([`market::pages`]); here it gets links, charts, the map and files.

mod around;
mod charts;
mod facts;
mod files;
mod links;
mod maps;
mod page;
mod routes;
mod view;

pub use facts::MarketFacts;
pub use files::{Ending, File, table_file};
pub(crate) use files::{listing_of, section_of};
pub use page::{MarketPage, NotFound, page_of};
pub use routes::{MarketState, market_routes};
pub use view::{MapBy, Subject, View};
