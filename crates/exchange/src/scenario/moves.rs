use register::tables::DestinationKind;
use stability::scenario::{Destination, Move, Services};
use toml::de::DeValue;
use vocabulary::{Code, Finding, Findings};

use super::section::Section;

const SETTINGS: &[&str] =
    &["buyer", "supplier", "services", "date", "to", "phase_months", "transfer_share", "redeploy_share"];
const PHASE_MONTHS_MAX: u64 = 600;

/// Reads one `[[move]]`; none when something that it needs can't be had, which is then a finding.
pub(crate) fn read_move(section: &Section<'_>, findings: &mut Findings) -> Option<Move> {
    section.allow(SETTINGS, findings);
    section.need("buyer", "\"06K\", the body that moves", findings);
    section.need("supplier", "\"0CG\", the supplier that it leaves", findings);
    section.need("services", "[\"communications\"] or \"*\"", findings);
    section.need("date", "2013-05-01", findings);
    section.need("to", "\"in_house\", \"shared:CODE\" or another destination", findings);
    // Everything is read before anything is given up, so that all findings come at once.
    let buyer = section.code("buyer", findings);
    let supplier = section.code("supplier", findings);
    let services = read_services(section, findings);
    let date = section.month("date", findings);
    let to = read_destination(section, findings);
    let phase_months = section.whole("phase_months", 0, PHASE_MONTHS_MAX, findings);
    let transfer_share = section.share("transfer_share", findings);
    let redeploy_share = section.share("redeploy_share", findings);
    Some(Move {
        buyer: buyer?,
        supplier: supplier?,
        services: services?,
        date: date?,
        to: to?,
        phase_months: phase_months.and_then(|months| u32::try_from(months).ok()).unwrap_or(0),
        transfer_share,
        redeploy_share: redeploy_share.unwrap_or(0.0),
    })
}

fn read_services(section: &Section<'_>, findings: &mut Findings) -> Option<Services> {
    let value = section.get("services")?;
    let code = |value: &DeValue<'_>| value.as_str().and_then(|text| text.parse::<Code>().ok());
    let services = match value {
        DeValue::String(text) if text == "*" => Some(Services::All),
        DeValue::Array(list) if !list.is_empty() => {
            let codes: Option<Vec<Code>> = list.iter().map(|item| code(item.get_ref())).collect();
            codes.map(
                |codes| if codes.iter().any(Code::is_any) { Services::All } else { Services::These(codes) },
            )
        }
        _ => None,
    };
    if services.is_none() {
        findings.push(section.wrong(
            "services",
            value,
            "a list of service codes in quotes, or \"*\" for all",
        ));
    }
    services
}

fn read_destination(section: &Section<'_>, findings: &mut Findings) -> Option<Destination> {
    let text = section.text("to", findings)?;
    match destination(&text) {
        Ok(to) => Some(to),
        Err(expected) => {
            findings.push(
                Finding::error("wrong-destination", section.place("to"), format!("{text:?}"))
                    .expected(expected)
                    .action("Correct where the line goes."),
            );
            None
        }
    }
}

/// A destination from `kind` or `kind:CODE`. Errors: what was expected.
fn destination(text: &str) -> Result<Destination, String> {
    let (kind, code) = match text.split_once(':') {
        Some((kind, code)) => (kind.trim(), Some(code)),
        None => (text.trim(), None),
    };
    let kind: DestinationKind = kind.parse()?;
    let alone = matches!(kind, DestinationKind::InHouse | DestinationKind::Stop);
    match code {
        Some(_) if alone => Err(format!("\"{kind}\" without a code")),
        None if !alone => Err(format!("\"{kind}:CODE\", with the code of the body that takes it over")),
        Some(code) => {
            let code = code.parse().map_err(|expected| format!("\"{kind}:\" and then {expected}"))?;
            Ok(Destination { kind, code: Some(code) })
        }
        None => Ok(Destination { kind, code: None }),
    }
}
