//! Who used which unit in 2013: printed by the stories, or inferred by area.

use std::collections::BTreeMap;

use crate::Result;
use crate::model::RECORDED_LINKS;
use crate::raw::Sources;
use crate::units;

/// A commissioner's unit and the source that its lines cite.
#[derive(Clone)]
pub struct Link {
    pub unit: String,
    pub source: &'static str,
}

/// Commissioner to unit, in order of code. A commissioner without evidence has no entry, and so no lines.
pub fn who_used_whom(sources: &Sources) -> Result<BTreeMap<String, Link>> {
    let mut links = BTreeMap::new();
    for row in sources.inferred.rows() {
        let source = match row.get("confidence")? {
            "high" => "lines-inferred-high",
            "medium" => "lines-inferred-medium",
            "low" => "lines-inferred-low",
            "none" => continue,
            other => return Err(format!("confidence {other:?} is not known")),
        };
        let unit = match row.get("csu_code")? {
            "" => units::local_code(row.get("csu")?)?.to_owned(),
            code => code.to_owned(),
        };
        links.insert(row.get("ccg_code")?.to_owned(), Link { unit, source });
    }
    for (buyer, unit) in RECORDED_LINKS {
        links.insert(buyer.to_owned(), Link { unit: unit.to_owned(), source: "lines-recorded-link" });
    }
    Ok(links)
}
