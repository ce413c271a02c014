//! The sensitivity indices of an answer, in `result.json`.

use serde_json::{Value, json};
use stability::sobol::{Estimated, Index};

use super::{Told, number};

/// Base samples asked for and taken, and every assumption's indices for both outputs; null when not asked for.
pub(super) fn sensitivity(told: &Told<'_>) -> Value {
    let Some(found) = &told.answer.sensitivity else { return Value::Null };
    let of = |indices: &Option<Vec<Index>>| -> Value {
        let Some(indices) = indices else { return Value::Null };
        found.names.iter().zip(indices).map(|(name, index)| one(name, index)).collect()
    };
    json!({
        "base_samples": found.asked,
        "base_samples_done": found.done,
        "pairs_of_runs": u64::from(found.done) * (found.names.len() as u64 + 2),
        "others_pay_more": of(&found.others),
        "system_pays_more": of(&found.system),
    })
}

fn one(name: &str, index: &Index) -> Value {
    let part = |estimated: Estimated| json!({ "value": number(estimated.value), "standard_error": number(estimated.standard_error) });
    json!({ "assumption": name, "first_order": part(index.first_order), "total": part(index.total) })
}
