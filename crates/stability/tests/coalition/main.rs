//! Groups typed in: published tables, hand-worked ones, properties on random games, and `coopgame` as an oracle.

mod common;
mod findings;
mod oracle;
mod properties;
mod published;
mod speed;
mod worked;
