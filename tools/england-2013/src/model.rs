//! Every number this pack assumes, or takes from a recorded fact to fix a modelled total: one place, each with its reason.

use crate::money::rounded;

/// A service's weight in a unit's price (per cent, assumed) and the people at which hosting it breaks even
/// (assumed around fact F15: 900,000 people give scale; the weighted mean is exactly that).
pub struct Weight {
    /// Its code.
    pub service: &'static str,
    /// Its weight, per cent.
    pub percent: i128,
    /// People at which hosting it costs what a unit costs.
    pub break_even_people: i128,
}

const fn weight(service: &'static str, percent: i128, break_even_people: i128) -> Weight {
    Weight { service, percent, break_even_people }
}

/// The sixteen services, in order of code.
pub const WEIGHTS: [Weight; 16] = [
    weight("business-intelligence", 17, 1_050_000),
    weight("communications", 4, 720_000),
    weight("continuing-healthcare", 9, 850_000),
    weight("contracting", 13, 860_000),
    weight("finance", 9, 850_000),
    weight("governance", 2, 950_000),
    weight("human-resources", 7, 950_000),
    weight("individual-funding-requests", 2, 900_000),
    weight("information-technology", 8, 1_100_000),
    weight("medicines-management", 6, 800_000),
    weight("patient-involvement", 3, 700_000),
    weight("personal-health-budgets", 1, 800_000),
    weight("procurement", 4, 1_000_000),
    weight("quality", 4, 750_000),
    weight("referral-management", 3, 900_000),
    weight("service-redesign", 8, 780_000),
];

/// In pence.
const POUND: i128 = 100;

/// F21, F22, F23: what the sector earned from commissioners, from NHS England, and from others, in pence.
pub const FROM_CCGS: i128 = 602_000_000 * POUND;
/// As above: from NHS England.
pub const FROM_NHS_ENGLAND: i128 = 125_000_000 * POUND;
/// As above: from others.
pub const FROM_OTHERS: i128 = 80_000_000 * POUND;

/// F19 and F20: turnover and surplus in millions; cost is income × (turnover − surplus) ÷ turnover.
pub const TURNOVER: i128 = 808;
/// As above: surplus.
pub const SURPLUS: i128 = 45;

/// F10 to F13: budgets a head in the units' own plans of 2012, in pence.
pub const PLANNED_PENCE_A_HEAD: [(&str, i128); 4] =
    [("0AX", 800), ("X-ARDEN", 1200), ("X-GEM", 950), ("X-SOUTH", 1000)];

/// F25: what the eight commissioners of North West London paid; M-fact: North of England's income, all
/// customers, taken down to the commissioners' share of the sector.
pub const NORTH_WEST_LONDON: (&str, i128) = ("0AT", 31_000_000 * POUND);
/// As above: North of England.
pub const NORTH_OF_ENGLAND: (&str, i128) = ("0AR", rounded(56_000_000 * POUND * 602, TURNOVER));

/// Lines whose sum a newspaper printed (F01 to F05): buyers, services, pence.
pub struct Printed {
    /// Who paid.
    pub buyers: &'static [&'static str],
    /// What for.
    pub services: &'static [&'static str],
    /// How much in a year.
    pub pence: i128,
}

/// Every such sum.
pub const PRINTED: [Printed; 5] = [
    Printed {
        buyers: &["06K"],
        services: &[
            "communications",
            "patient-involvement",
            "finance",
            "human-resources",
            "business-intelligence",
            "contracting",
        ],
        pence: 4_000_000 * POUND,
    },
    Printed {
        buyers: &["06N"],
        services: &["quality", "service-redesign", "referral-management"],
        pence: 900_000 * POUND,
    },
    Printed {
        buyers: &["11A"],
        services: &["communications", "patient-involvement"],
        pence: 289_000 * POUND,
    },
    Printed {
        buyers: &["04F", "03V", "04G"],
        services: &["contracting", "finance"],
        pence: 1_000_000 * POUND,
    },
    Printed {
        buyers: &["06M"],
        services: &["personal-health-budgets", "continuing-healthcare"],
        pence: 220_000 * POUND,
    },
];

/// Links that the stories print; they override the inferred map.
pub const RECORDED_LINKS: [(&str, &str); 9] = [
    ("03V", "X-GEM"),
    ("04F", "X-GEM"),
    ("04G", "X-GEM"),
    ("04K", "X-GEM"),
    ("06K", "0CG"),
    ("06M", "0AP"),
    ("06N", "0CG"),
    ("06T", "0CG"),
    ("11A", "X-SOUTH"),
];

/// Cost shares in per cent (assumed): direct cost, of all.
pub const DIRECT: i128 = 82;
/// Of direct cost: teams.
pub const TEAM: i128 = 45;
/// Of direct cost: what follows volume.
pub const VARIABLE: i128 = 30;
/// Of direct cost: what stays.
pub const FIXED: i128 = 25;
/// Of overhead: what stays.
pub const OVERHEAD_FIXED: i128 = 55;

/// A team's step is the service's volume ÷ 19.5: twenty steps, with half a step to spare (assumed).
pub const STEPS_TIMES_TWO: i128 = 39;

/// F24: about 9,000 posts, here in hundredths; 85 per cent frontline (assumed).
pub const POSTS_HUNDREDTHS: i128 = 900_000;
/// As above: the frontline's share.
pub const FRONTLINE: i128 = 85;

/// An alternative elsewhere (assumed): hosting is one quarter fixed at the break-even size, a framework
/// supplier dearer by a tenth, a change costs a twentieth of a year at a middling commissioner's size.
pub const HOSTING_FIXED_PERCENT: i128 = 25;
/// As above: a framework supplier, per cent of the price.
pub const FRAMEWORK_PERCENT: i128 = 110;
/// As above: a change, per cent of a year.
pub const SWITCHING_PERCENT: i128 = 5;
/// As above: a middling commissioner's people.
pub const MIDDLING_PEOPLE: i128 = 265_000;

/// A body's own estimate, where it said it would leave (assumed): per cent of the price, how much of that
/// is fixed, and the cost of the change (a quarter of a year).
pub const OWN_PERCENT: i128 = 90;
/// As above, for the body that said it had the scale.
pub const OWN_PERCENT_AT_SCALE: i128 = 95;
/// As above: how much of it is fixed.
pub const OWN_FIXED_PERCENT: i128 = 40;
/// As above: the change, per cent of a year.
pub const OWN_SWITCHING_PERCENT: i128 = 25;

/// North, East and West Devon, which said that it had the scale (F15).
pub const HOSTS_ITS_OWN: &str = "99P";
