//! Pages and addresses: the design system's components, charts, the map, and the pages of the market.
//!
//! Pages are pure: values in, markup out. [`market_routes`] is the one place here that answers requests.

pub mod assets;
pub mod chart;
pub mod components;
mod html;
mod layout;
pub mod map;

pub use html::Html;
pub use layout::Shell;
