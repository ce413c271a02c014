//! Who is hurt when someone leaves.

pub mod answer;
pub mod basis;
pub mod book;
pub mod coalition;
pub mod continuity;
pub mod draw;
pub mod draws;
pub mod drivers;
pub mod effects;
pub mod ensemble;
pub mod exit_charge;
pub mod impact;
pub mod model;
pub mod plan;
pub mod prices;
pub mod resting;
pub mod scale;
pub mod scenario;
pub mod setup;
pub mod significance;
pub mod timeline;
pub mod variants;
pub mod viability;
