//! Pages and addresses: the design system's components, charts, the map, and the pages of the market.
//!
//! Pages are pure: values in, markup out. [`market_routes`], [`asset_routes`] and [`secured`] answer requests.

mod accounts;
pub mod api;
pub mod assets;
mod cases;
pub mod chart;
pub mod components;
mod country;
mod fields;
mod files;
pub mod home;
mod html;
pub mod hurt;
mod layout;
pub mod map;
pub mod market;
mod prove;
mod registers;
mod respond;
mod rounds;
mod shelf;
pub mod site;
pub mod standing;
mod start;
pub mod weigh;

pub use self::market::{MarketFacts, MarketState, market_routes};
pub use html::Html;
pub use layout::Shell;
pub use respond::{CONTENT_SECURITY_POLICY, asset_routes, error_page, page, secured};
