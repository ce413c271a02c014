//! Make, share or buy: options weighed against business as usual, by what they do to everyone.
//!
//! What an option does to others is never typed: each option is a question to `stability`, and everything here is read
//! from its postings. What the appraisal adds is its own costs, benefits and risks, discounting, optimism bias,
//! weighted points, and how firmly the answer stands.

pub mod answer;
pub mod bands;
pub mod check;
pub mod closure;
pub mod input;
pub mod page;
pub mod points;
pub mod rates;
pub mod run;
