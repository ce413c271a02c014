use serde_json::{Value, json};
use vocabulary::{Amount, PenceBand};

use super::fields::Fields;

/// An amount: `gbp` exactly, and `band` where a rest is told in a band only.
pub(super) fn amount_value(amount: Amount) -> Value {
    let mut value = json!({ "gbp": amount.exact.pounds_text() });
    if let Some(band) = amount.rest {
        value["band"] = json!({ "low_gbp": band.low().pounds_text(), "high_gbp": band.high().pounds_text() });
    }
    value
}

pub(super) fn read_amount(fields: &mut Fields<'_>) -> Option<Amount> {
    let exact = fields.pounds("gbp");
    if !fields.has("band") {
        return Some(Amount::exactly(exact?));
    }
    let rest = fields.inside("band", |fields| {
        let (low, high) = (fields.pounds("low_gbp")?, fields.pounds("high_gbp")?);
        let band = PenceBand::with_ends(low, high);
        if band.is_none() {
            fields.wrong("low_gbp", &format!("{low} to {high}"), "the ends of a band of the grid");
        }
        band
    });
    Some(Amount { exact: exact?, rest: Some(rest?) })
}
