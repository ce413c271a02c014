use vocabulary::{PenceBand, PercentBand};

use super::json::banded_json;
use super::{Banded, BandedRange};
use crate::csv_bytes;

/// The files of a banded view, by name.
pub fn banded_files(banded: &Banded) -> Vec<(String, Vec<u8>)> {
    let files = [
        ("bands/result.json", banded_json(banded)),
        ("bands/effects.csv", effects_csv(banded)),
        ("bands/cascade.csv", cascade_csv(banded)),
        ("bands/people.csv", people_csv(banded)),
        ("bands/tests.csv", tests_csv(banded)),
    ];
    files.into_iter().map(|(name, bytes)| (name.to_string(), bytes)).collect()
}

fn low(band: PenceBand) -> String {
    band.low().pounds_text()
}

fn high(band: PenceBand) -> String {
    band.high().pounds_text()
}

fn percent(band: Option<PercentBand>) -> String {
    band.map(|band| band.to_string()).unwrap_or_default()
}

fn effects_csv(banded: &Banded) -> Vec<u8> {
    const COLUMNS: [&str; 8] = [
        "body_code",
        "name",
        "role",
        "change_low_gbp",
        "change_high_gbp",
        "change_percent_band",
        "p10_band",
        "p90_band",
    ];
    let ends = |range: Option<BandedRange>| match range {
        Some((p10, p90)) => [p10.to_string(), p90.to_string()],
        None => [String::new(), String::new()],
    };
    let rows = banded.bodies.iter().map(|row| {
        let [p10, p90] = ends(row.range);
        vec![
            row.body_code.clone(),
            row.name.clone(),
            row.role.to_string(),
            low(row.change),
            high(row.change),
            percent(row.percent),
            p10,
            p90,
        ]
    });
    let system = banded.system.map(|band| {
        let blank = String::new;
        let name = "The system as a whole".to_string();
        vec![
            "system".to_string(),
            name,
            "system".to_string(),
            low(band),
            high(band),
            blank(),
            blank(),
            blank(),
        ]
    });
    csv_bytes(&COLUMNS, rows.chain(system))
}

fn cascade_csv(banded: &Banded) -> Vec<u8> {
    const COLUMNS: [&str; 7] =
        ["round", "month", "buyer_code", "supplier_code", "service_code", "rise_band", "alternative_id"];
    let rows = banded.cascade.iter().map(|step| {
        vec![
            step.round.to_string(),
            step.month.to_string(),
            step.buyer_code.clone(),
            step.supplier_code.clone(),
            step.service_code.clone(),
            percent(step.rise),
            step.alternative_id.clone(),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}

fn people_csv(banded: &Banded) -> Vec<u8> {
    const COLUMNS: [&str; 6] =
        ["unit_code", "service_code", "transfer_wte", "redeploy_wte", "redundant_wte", "cost_band"];
    let rows = banded.people.iter().map(|row| {
        vec![
            row.unit_code.clone(),
            row.service_code.clone(),
            row.transfer.to_string(),
            row.redeploy.to_string(),
            row.redundant.to_string(),
            row.cost.map(|band| band.to_string()).unwrap_or_default(),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}

fn tests_csv(banded: &Banded) -> Vec<u8> {
    const COLUMNS: [&str; 6] = ["unit_code", "service_code", "test", "value_band", "verdict", "source"];
    let rows = banded.tests.iter().map(|row| {
        vec![
            row.unit_code.clone(),
            row.service_code.clone().unwrap_or_default(),
            row.test.to_string(),
            row.value.clone(),
            if row.met { "met" } else { "not met" }.to_string(),
            row.source.clone(),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
