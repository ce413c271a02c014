use appraisal::input::{AppraisalOption, Choice, Item, Payer, Sourcing};
use toml::de::DeValue;
use vocabulary::{Basis, Code, Date, Estimate, Finding, Findings};

use super::parts::year;
use crate::scenario::read::{each, small};
use crate::scenario::section::Section;

const CHOICE: &[&str] = &[
    "service",
    "sourcing",
    "to",
    "date",
    "phase_months",
    "transfer_share",
    "redeploy_share",
    "running_gbp",
    "one_off_gbp",
    "vat_percent",
    "price_percent",
    "lead_months",
    "optimism",
    "mitigated_share",
    "reason",
    "basis",
];

const ITEM: &[&str] = &[
    "id",
    "title",
    "kind",
    "from",
    "to",
    "annual_gbp",
    "chance",
    "payer",
    "vat_percent",
    "optimism",
    "mitigated_share",
    "criterion",
    "reason",
    "basis",
];

/// Reads one `[[option]]`; none when something that it needs can't be had, which is then a finding.
pub(super) fn read_option(
    section: &Section<'_>,
    start: Date,
    findings: &mut Findings,
) -> Option<AppraisalOption> {
    section.allow(&["id", "title", "description", "choice", "item"], findings);
    section.need("id", "\"in-house\", a short name", findings);
    let id = section.code("id", findings);
    let title = section.text("title", findings);
    let description = section.text("description", findings).unwrap_or_default();
    let choices =
        each(section, "choice", findings, |section, findings| read_choices(section, start, findings));
    let items = each(section, "item", findings, read_item);
    let id = id?;
    let title = title.unwrap_or_else(|| id.to_string());
    Some(AppraisalOption { id, title, description, choices: choices.into_iter().flatten().collect(), items })
}

/// Reads one `[[option.choice]]`: a choice for each service that it names.
fn read_choices(section: &Section<'_>, start: Date, findings: &mut Findings) -> Option<Vec<Choice>> {
    section.allow(CHOICE, findings);
    section.need("service", "\"finance\", or a list of services", findings);
    section.need("sourcing", "where it comes from", findings);
    let sourcing: Option<Sourcing> = section.word("sourcing", findings);
    if sourcing.is_some_and(|sourcing| sourcing != Sourcing::Stay) {
        section.need("date", "2013-10-01, when it takes effect", findings);
    }
    let services = services(section, findings);
    let choice = Choice {
        service: Code::new("*"),
        sourcing: sourcing.unwrap_or(Sourcing::Stay),
        to: section.code("to", findings),
        date: section.month("date", findings).unwrap_or(start),
        phase_months: small(section.whole("phase_months", 0, 600, findings), 0),
        transfer_share: section.share("transfer_share", findings),
        redeploy_share: section.share("redeploy_share", findings).unwrap_or(0.0),
        running_gbp: at_least_nothing(section, "running_gbp", findings),
        one_off_gbp: at_least_nothing(section, "one_off_gbp", findings),
        vat_percent: section.number("vat_percent", findings),
        price_percent: at_least_nothing(section, "price_percent", findings),
        lead_months: section.whole("lead_months", 0, 120, findings).map(|months| small(Some(months), 0)),
        optimism: section.code("optimism", findings),
        mitigated_share: section.share("mitigated_share", findings).unwrap_or(0.0),
        reason: section.text("reason", findings).unwrap_or_default(),
        basis: section.word("basis", findings).unwrap_or(Basis::Assumed),
    };
    sourcing?;
    let of = |service: Code| Choice { service, ..choice.clone() };
    Some(services?.into_iter().map(of).collect())
}

fn services(section: &Section<'_>, findings: &mut Findings) -> Option<Vec<Code>> {
    let value = section.get("service")?;
    let code = |value: &DeValue<'_>| value.as_str().and_then(|text| text.parse::<Code>().ok());
    let services: Option<Vec<Code>> = match value {
        DeValue::Array(list) if !list.is_empty() => list.iter().map(|item| code(item.get_ref())).collect(),
        other => code(other).map(|code| vec![code]),
    };
    let amounts = ["running_gbp", "one_off_gbp"].into_iter().find(|key| section.get(key).is_some());
    match (&services, amounts) {
        (None, _) => findings.push(section.wrong("service", value, "a service code, or a list of them")),
        (Some(list), Some(key)) if list.len() > 1 => findings.push(
            Finding::error(
                "one-amount-for-several",
                section.place(key),
                format!("one amount for {} services", list.len()),
            )
            .expected("a choice with its own amount for each service")
            .action("Write one choice for each service."),
        ),
        _ => {}
    }
    services
}

/// An estimate that is never below zero.
fn at_least_nothing(section: &Section<'_>, key: &str, findings: &mut Findings) -> Option<Estimate> {
    let value = section.estimate(key, findings)?;
    if value.low() >= 0.0 {
        return Some(value);
    }
    findings.push(
        Finding::error("out-of-range", section.place(key), value.low().to_string())
            .expected("zero or more: whether it is a cost or a benefit is said apart")
            .action("Correct the number."),
    );
    None
}

fn read_item(section: &Section<'_>, findings: &mut Findings) -> Option<Item> {
    section.allow(ITEM, findings);
    section.need("id", "a short name", findings);
    section.need("kind", "running, capital, cash_releasing or another kind", findings);
    let (id, kind) = (section.code("id", findings), section.word("kind", findings));
    let (from, to) = (year(section, "from", findings), year(section, "to", findings));
    let title = section.text("title", findings);
    let annual_gbp = at_least_nothing(section, "annual_gbp", findings);
    let chance = section.share("chance", findings).unwrap_or(1.0);
    let payer = section.word("payer", findings).unwrap_or(Payer::Us);
    let vat_percent = section.number("vat_percent", findings).unwrap_or(0.0);
    let optimism = section.code("optimism", findings);
    let mitigated_share = section.share("mitigated_share", findings).unwrap_or(0.0);
    let criterion = section.code("criterion", findings);
    let reason = section.text("reason", findings).unwrap_or_default();
    let basis = section.word("basis", findings).unwrap_or(Basis::Assumed);
    let id = id?;
    Some(Item {
        title: title.unwrap_or_else(|| id.to_string()),
        id,
        kind: kind?,
        from: from?,
        to: to?,
        annual_gbp,
        chance,
        payer,
        vat_percent,
        optimism,
        mitigated_share,
        criterion,
        reason,
        basis,
    })
}
