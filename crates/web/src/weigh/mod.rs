//! "Make, share or buy": options weighed in four stages. One form a page, lists between them, and the answer.
//!
//! What a form shows comes from the appraisal; what it sends is taken into a changed appraisal, or comes back as it was
//! typed with what is wrong beside each field. Forms and lists are pure; the routes load and save.

mod answer;
mod blank;
mod charts;
mod check;
mod forms;
mod lists;
mod on;
mod routes;
mod step;
mod tables;
mod tasks;

pub use routes::routes;
