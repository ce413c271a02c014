//! The sixteen services: what the press named, and the rest of what commissioners bought.

use crate::Result;
use crate::model::WEIGHTS;
use crate::row;
use crate::table::Table;

/// The services in order of code.
pub fn codes() -> impl Iterator<Item = &'static str> {
    WEIGHTS.iter().map(|w| w.service)
}

/// The place of a service in [`WEIGHTS`].
pub fn position(service: &str) -> Result<usize> {
    codes().position(|code| code == service).ok_or_else(|| format!("no service {service}"))
}

/// Care paid from the programme budget; all else is a commissioner's running cost.
pub fn funding(service: &str) -> &'static str {
    if matches!(service, "continuing-healthcare" | "personal-health-budgets") {
        "programme"
    } else {
        "running_cost"
    }
}

/// Day-to-day work, rather than change.
pub fn is_transactional(service: &str) -> bool {
    !matches!(
        service,
        "contracting" | "medicines-management" | "patient-involvement" | "quality" | "service-redesign"
    )
}

/// A service's title for people.
pub fn title(service: &str) -> &'static str {
    match service {
        "business-intelligence" => "Business intelligence",
        "communications" => "Communications",
        "continuing-healthcare" => "Continuing healthcare",
        "contracting" => "Contracting",
        "finance" => "Finance",
        "governance" => "Governance",
        "human-resources" => "Payroll and human resources",
        "individual-funding-requests" => "Individual funding requests",
        "information-technology" => "Information technology",
        "medicines-management" => "Medicines management",
        "patient-involvement" => "Patient involvement",
        "personal-health-budgets" => "Personal health budgets",
        "procurement" => "Procurement",
        "quality" => "Quality assurance",
        "referral-management" => "Referral management (choose and book)",
        _ => "Service redesign",
    }
}

/// Smallest scale from F29 and F30; which are statutory is our reading.
pub fn table() -> Result<Table> {
    let mut table = Table::new("services")?;
    for service in codes() {
        let component = if is_transactional(service) { "transactional" } else { "transformational" };
        let least = if service == "business-intelligence" { 5_000_000 } else { 1_000_000 };
        let statutory = matches!(
            service,
            "continuing-healthcare" | "individual-funding-requests" | "patient-involvement"
        );
        let yes_no = if statutory { "yes" } else { "no" };
        table.push(row![service, title(service), "", component, least, yes_no, "ballast-model-services"]);
    }
    Ok(table)
}
