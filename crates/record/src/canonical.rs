use serde_json::Value;

/// The one way to write a JSON value (RFC 8785): no spaces, keys in the order of their UTF-16, numbers as ECMAScript
/// writes them.
pub fn canonical(value: &Value) -> String {
    // A `Value` has neither keys that aren't text nor numbers that aren't finite: the only things that can't be written.
    serde_json_canonicalizer::to_string(value).unwrap_or_default()
}

/// Reads a JSON text that is written in the one way.
///
/// Errors: words that say what is wrong: it isn't JSON, or the same value is written otherwise.
pub fn parse_canonical(text: &str) -> Result<Value, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    if canonical(&value) == text { Ok(value) } else { Err("not written in the canonical way".to_string()) }
}
