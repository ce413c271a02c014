use appraisal::input::{Claim, Criterion, Destined, Envelope, Evidence, Need, Post, Score};
use toml::de::DeValue;
use vocabulary::{Code, FinancialYear, Findings, Pence};

use crate::scenario::section::Section;

type Read<'a, 'b> = (&'a Section<'b>, &'a mut Findings);

fn text((section, findings): Read<'_, '_>, key: &str) -> String {
    section.text(key, findings).unwrap_or_default()
}

pub(super) fn year(section: &Section<'_>, key: &str, findings: &mut Findings) -> Option<FinancialYear> {
    section.need(key, "\"2013/14\", a financial year", findings);
    section.word(key, findings)
}

pub(super) fn read_envelope(section: &Section<'_>, findings: &mut Findings) -> Option<Envelope> {
    section.allow(&["financial_year", "gbp", "source"], findings);
    section.need("gbp", "pounds", findings);
    let year = year(section, "financial_year", findings);
    let pounds = section.number("gbp", findings);
    let source = text((section, findings), "source");
    Some(Envelope { year: year?, amount: Pence::round(pounds? * 100.0), source })
}

pub(super) fn read_need(section: &Section<'_>, findings: &mut Findings) -> Option<Need> {
    section.allow(&["service", "component", "what", "stays", "neighbours"], findings);
    section.need("service", "\"finance\", the code of a service", findings);
    let service = section.code("service", findings);
    let mut word = |key: &str| text((section, findings), key);
    let (component, what) = (word("component"), word("what"));
    let (stays, neighbours) = (word("stays"), word("neighbours"));
    Some(Need { service: service?, component, what, stays, neighbours })
}

pub(super) fn read_criterion(section: &Section<'_>, findings: &mut Findings) -> Option<Criterion> {
    section.allow(&["id", "title", "source", "weight", "scale"], findings);
    section.need("id", "\"memory\", a short name", findings);
    section.need("weight", "a number above zero", findings);
    let (id, weight) = (section.code("id", findings), section.number("weight", findings));
    let mut word = |key: &str| text((section, findings), key);
    let (title, source, scale) = (word("title"), word("source"), word("scale"));
    let id = id?;
    let title = if title.is_empty() { id.to_string() } else { title };
    Some(Criterion { id, title, source, weight: weight?, scale })
}

pub(super) fn read_score(section: &Section<'_>, findings: &mut Findings) -> Option<Score> {
    section.allow(&["option", "criterion", "points", "reason", "evidence", "on", "by"], findings);
    section.need("option", "the id of an option", findings);
    section.need("criterion", "the id of a criterion", findings);
    section.need("points", "a number, or { low, likely, high }", findings);
    section.need("reason", "why", findings);
    section.need("evidence", "opinion, moderate or strong", findings);
    let (option, criterion) = (section.code("option", findings), section.code("criterion", findings));
    let points = section.estimate("points", findings);
    let evidence: Option<Evidence> = section.word("evidence", findings);
    let on = section.day("on", findings);
    let reason = text((section, findings), "reason");
    let by = text((section, findings), "by");
    Some(Score {
        option: option?,
        criterion: criterion?,
        points: points?,
        reason,
        evidence: evidence?,
        on,
        by,
    })
}

pub(super) fn read_claim(section: &Section<'_>, findings: &mut Findings) -> Option<Claim> {
    section.allow(
        &[
            "question",
            "option",
            "measure",
            "higher_is_better",
            "baseline",
            "target",
            "measured",
            "due",
            "source",
        ],
        findings,
    );
    section.need("question", "value_for_money or improved_quality", findings);
    section.need("option", "the id of an option", findings);
    let (question, option) = (section.word("question", findings), section.code("option", findings));
    let higher_is_better = section.flag("higher_is_better", findings).unwrap_or(true);
    let mut number = |key: &str| section.number(key, findings);
    let (baseline, target, measured) = (number("baseline"), number("target"), number("measured"));
    let due = section.day("due", findings);
    let measure = text((section, findings), "measure");
    let source = text((section, findings), "source");
    Some(Claim {
        question: question?,
        option: option?,
        measure,
        higher_is_better,
        baseline,
        target,
        measured,
        due,
        source,
    })
}

pub(super) fn read_post(section: &Section<'_>, findings: &mut Findings) -> Option<Post> {
    section.allow(&["service", "band", "tier", "place", "wte", "mean_service_years", "source"], findings);
    section.need("service", "the code of a service", findings);
    section.need("band", "\"7\", a pay band", findings);
    section.need("wte", "whole-time equivalents", findings);
    let (service, band) = (section.code("service", findings), section.code("band", findings));
    let tier = section.word("tier", findings).unwrap_or(register::tables::Tier::Frontline);
    let wte = at_least_nothing(section, "wte", findings);
    let years = at_least_nothing(section, "mean_service_years", findings);
    let place = text((section, findings), "place");
    let source = text((section, findings), "source");
    Some(Post {
        service: service?,
        band: band?,
        tier,
        place,
        wte: wte?,
        mean_service_years: years.unwrap_or(0.0),
        source,
    })
}

fn at_least_nothing(section: &Section<'_>, key: &str, findings: &mut Findings) -> Option<f64> {
    let number = section.number(key, findings)?;
    if number >= 0.0 {
        return Some(number);
    }
    findings.push(
        vocabulary::Finding::error("out-of-range", section.place(key), number.to_string())
            .expected("zero or more")
            .action("Correct the number."),
    );
    None
}

/// Reads one `[[closure]]`: a line of the map for each buyer and service that it names.
pub(super) fn read_destined(section: &Section<'_>, findings: &mut Findings) -> Option<Vec<Destined>> {
    section.allow(&["table", "buyer", "service", "band", "place", "to", "date"], findings);
    section.need("table", "agreement_lines, post_groups or cost_pools", findings);
    section.need("to", "the code of a body, or \"stop\"", findings);
    section.need("date", "2026-10-01", findings);
    let table = section.word("table", findings);
    let (to, date) = (section.code("to", findings), section.month("date", findings));
    let band = section.code("band", findings).unwrap_or_else(|| Code::new("*"));
    let place = section.text("place", findings);
    let (buyers, services) = (codes(section, "buyer", findings), codes(section, "service", findings));
    let destined = Destined {
        table: table?,
        buyer: Code::new("*"),
        service: Code::new("*"),
        band,
        place,
        to: to?,
        date: date?,
    };
    let with = |buyer: &Code, service: &Code| Destined {
        buyer: buyer.clone(),
        service: service.clone(),
        ..destined.clone()
    };
    Some(
        buyers?
            .iter()
            .flat_map(|buyer| services.iter().flatten().map(move |service| with(buyer, service)))
            .collect(),
    )
}

/// A code, or a list of codes; any where the setting isn't there.
pub(crate) fn codes(section: &Section<'_>, key: &str, findings: &mut Findings) -> Option<Vec<Code>> {
    let Some(value) = section.get(key) else { return Some(vec![Code::new("*")]) };
    let code = |value: &DeValue<'_>| value.as_str().and_then(|text| text.parse::<Code>().ok());
    let found: Option<Vec<Code>> = match value {
        DeValue::Array(list) if !list.is_empty() => list.iter().map(|item| code(item.get_ref())).collect(),
        other => code(other).map(|code| vec![code]),
    };
    if found.is_none() {
        findings.push(section.wrong(key, value, "a code in quotes, or a list of them"));
    }
    found
}
