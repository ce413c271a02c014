//! Every number that this register assumes, beside those that it takes over from `england_2013::model`.

use england_2013::model::{WEIGHTS, Weight};

/// The modelled unit.
pub const UNIT: &str = "X-CLOSING";

/// The region whose boards it serves: South West, seven boards of 0.6 to 1.3 million people.
pub const REGION: &str = "Y58";

/// The running-cost envelope of 2026/27, pence a head (recorded).
pub const ENVELOPE_PENCE: i128 = 1_876;

/// The eight services that the unit sells.
pub const SERVICES: [&str; 8] = [
    "business-intelligence",
    "continuing-healthcare",
    "contracting",
    "finance",
    "human-resources",
    "individual-funding-requests",
    "information-technology",
    "medicines-management",
];

/// The weights of the eight services, in their order.
pub fn weights() -> impl Iterator<Item = &'static Weight> {
    WEIGHTS.iter().filter(|weight| SERVICES.contains(&weight.service))
}

/// Who would host for whom: Bristol for its two neighbours, Devon for the two beyond it. Dorset does its own.
pub const HOSTS: [(&str, &[&str]); 2] = [("QUY", &["QOX", "QR1", "QUY"]), ("QJK", &["QJK", "QSL", "QT6"])];

/// The host of a board, and all that it would host for.
pub fn host_of(board: &str) -> Option<(&'static str, &'static [&'static str])> {
    HOSTS.into_iter().find(|(_, group)| group.contains(&board))
}

/// What a host would ask for its service, per cent of what it costs the host: what a board counts on before
/// anything is agreed.
pub const HOST_ASKS_PERCENT: i128 = 110;

/// What stays with a buyer of the tax on a framework supplier's price, per cent; none on finance.
pub const FRAMEWORK_VAT_PERCENT: i128 = 10;

/// Posts at the first of the two modelled offices, per cent.
pub const FIRST_OFFICE_PERCENT: i128 = 60;
/// The two offices.
pub const OFFICES: [&str; 2] = ["modelled office, north", "modelled office, south"];

/// The day on which the unit closes.
pub const CLOSES: &str = "2027-04-01";
