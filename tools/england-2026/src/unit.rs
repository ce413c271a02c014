//! The modelled unit: its services, what it spends, its posts.

use england_2013::model::{
    DIRECT, FIXED, FROM_CCGS, FROM_NHS_ENGLAND, FROM_OTHERS, FRONTLINE, OVERHEAD_FIXED, POSTS_HUNDREDTHS,
    STEPS_TIMES_TWO, SURPLUS, TEAM, TURNOVER, VARIABLE,
};
use england_2013::money::{pounds, rounded, share};
use england_2013::services::{is_transactional, title};
use england_2013::table::Table;
use england_2013::{Result, row};

use crate::lines::{Line, income, people};
use crate::model::{FIRST_OFFICE_PERCENT, OFFICES, SERVICES, UNIT, weights};
use crate::sources::Sources;

/// The eight services, as `england-2013` has them.
pub fn services() -> Result<Table> {
    let mut table = Table::new("services")?;
    for service in SERVICES {
        let component = if is_transactional(service) { "transactional" } else { "transformational" };
        let least = if service == "business-intelligence" { 5_000_000 } else { 1_000_000 };
        let statutory = matches!(service, "continuing-healthcare" | "individual-funding-requests");
        let yes_no = if statutory { "yes" } else { "no" };
        table.push(row![service, title(service), "", component, least, yes_no, "ballast-2026-services"]);
    }
    Ok(table)
}

/// No reserve, and no required surplus: none is known of a unit of these years.
pub fn units() -> Result<Table> {
    let mut table = Table::new("units")?;
    table.push(row![UNIT, "0.00", "", 4, "ballast-2026-unit", "assumed"]);
    Ok(table)
}

/// Part of an income that is spent on one kind of cost, in pounds; `percent_squared` is a share of a share.
fn spent(income: i128, percent_squared: i128) -> String {
    pounds(rounded(income * (TURNOVER - SURPLUS) * percent_squared, TURNOVER * 10_000))
}

/// Three pools for each service, two for the overhead, in the shares of 2013.
pub fn cost_pools(lines: &[Line]) -> Result<Table> {
    let mut table = Table::new("cost_pools")?;
    let mut push = |name: String,
                    service: &str,
                    kind: &str,
                    cost: String,
                    step: String,
                    staff: &str,
                    months: (u8, u8)| {
        let id = format!("{UNIT}-{name}");
        let (delay, over) = months;
        table.push(row![
            id,
            UNIT,
            service,
            kind,
            cost,
            step,
            staff,
            delay,
            over,
            "ballast-2026-costs",
            "assumed"
        ]);
    };
    for service in SERVICES {
        let earned = income(lines, service);
        let step = rounded(people(lines, service) * 2, STEPS_TIMES_TWO * 1000) * 1000;
        let cost = |percent: i128| spent(earned, DIRECT * percent);
        push(format!("{service}-team"), service, "step", cost(TEAM), step.to_string(), "yes", (6, 6));
        push(format!("{service}-variable"), service, "variable", cost(VARIABLE), String::new(), "no", (3, 3));
        push(format!("{service}-fixed"), service, "fixed", cost(FIXED), String::new(), "no", (12, 12));
    }
    let all: i128 = lines.iter().map(|line| line.pence).sum();
    let cost = |percent: i128| spent(all, (100 - DIRECT) * percent);
    let (fixed, management) = (cost(OVERHEAD_FIXED), cost(100 - OVERHEAD_FIXED));
    push("overhead-fixed".into(), "overhead", "fixed", fixed, String::new(), "no", (12, 24));
    push("overhead-management".into(), "overhead", "variable", management, String::new(), "yes", (9, 9));
    Ok(table)
}

/// Posts by income at what a post cost in 2013, in today's prices; two offices.
pub fn post_groups(sources: &Sources, lines: &[Line]) -> Result<Table> {
    let mut groups = Vec::new();
    for weight in weights() {
        let service = weight.service;
        let band = if is_transactional(service) { "5" } else { "7" };
        let tiers = [(band, "frontline", FRONTLINE), ("8b", "management", 100 - FRONTLINE)];
        for (band, tier, percent) in tiers {
            for (office, part) in OFFICES.into_iter().zip([FIRST_OFFICE_PERCENT, 100 - FIRST_OFFICE_PERCENT])
            {
                groups.push((service, band, tier, office, income(lines, service) * percent * part));
            }
        }
    }
    let weights: Vec<i128> = groups.iter().map(|group| group.4).collect();
    let mut table = Table::new("post_groups")?;
    for ((service, band, tier, office, _), wte) in
        groups.into_iter().zip(share(posts(sources, lines)?, &weights))
    {
        let wte = pounds(wte);
        table.push(row![UNIT, service, band, tier, wte, "9.0", office, "ballast-2026-staff", "assumed"]);
    }
    Ok(table)
}

/// Posts in hundredths: the income in prices of 2013/14, at that year's income a post.
fn posts(sources: &Sources, lines: &[Line]) -> Result<i128> {
    let (then, now) = (index(sources, "2013/14")?, index(sources, "2024/25")?);
    let income: i128 = lines.iter().map(|line| line.pence).sum();
    let sector = FROM_CCGS + FROM_NHS_ENGLAND + FROM_OTHERS;
    Ok(rounded(income * then * POSTS_HUNDREDTHS, now * sector))
}

/// The price level of a financial year, in thousandths.
fn index(sources: &Sources, year: &str) -> Result<i128> {
    let found = sources.deflator.rows().find(|row| row.get("financial_year") == Ok(year));
    let index: f64 = found.ok_or_else(|| format!("no price level of {year}"))?.number("index_2024_25_100")?;
    Ok((index * 1000.0).round() as i128)
}
