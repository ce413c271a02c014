//! The whole country, for those who oversee: four numbers, a map, lists with the worst first, and the monthly pack.

mod cases;
mod maps;
mod page;
mod routes;
mod said;
mod sources;
mod together;
mod units;

pub(crate) use routes::routes;
pub(crate) use said::said;
