//! Values of TOML as values of the domain.

use register::tables::cell::Cell;
use toml::de::DeValue;
use vocabulary::Date;

/// A whole number of any size.
pub(crate) fn whole(value: &DeValue<'_>) -> Option<i128> {
    let number = value.as_integer()?;
    i128::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A finite number, whole or not.
pub(crate) fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match whole(value) {
        Some(number) => number as f64,
        None => value.as_float()?.as_str().parse().ok()?,
    };
    // Adding zero turns a negative zero into zero, which has one way to be written.
    number.is_finite().then_some(number + 0.0)
}

/// A date, written as a date or as text.
pub(crate) fn date(value: &DeValue<'_>) -> Option<Date> {
    if let Some(text) = value.as_str() {
        return Date::read(text).ok();
    }
    let moment = value.as_datetime()?;
    let date = moment.date.filter(|_| moment.time.is_none() && moment.offset.is_none())?;
    let part = |part: u8| i8::try_from(part).ok();
    Date::new(i16::try_from(date.year).ok()?, part(date.month)?, part(date.day)?).ok()
}

/// What a value is, for a finding.
pub(crate) fn words(value: &DeValue<'_>) -> String {
    const SHOWN_MAX: usize = 60;
    match value {
        DeValue::String(text) if text.chars().count() > SHOWN_MAX => {
            format!("the text {:?}…", text.chars().take(SHOWN_MAX).collect::<String>())
        }
        DeValue::String(text) => format!("the text {text:?}"),
        DeValue::Integer(number) if number.radix() == 10 => format!("the number {number}"),
        DeValue::Integer(_) => "a number that isn't decimal".to_string(),
        DeValue::Float(number) => format!("the number {number}"),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(list) => format!("a list of {}", list.len()),
        DeValue::Table(_) => "a table".to_string(),
    }
}
