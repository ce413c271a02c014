use std::collections::BTreeMap;

/// What stands in the fields of a form, by name. A name may have several values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    /// The value of a field; blank where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// With a value of a field beside those that it has.
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.0.entry(name.into()).or_default().push(value.to_string());
        self
    }

    /// With a value where there is one.
    pub fn with_some(self, name: impl Into<String>, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a share as per cent.
    pub fn with_share(self, name: &str, share: Option<f64>) -> Self {
        // Thousandths of a per cent: what a share was typed with, and no more.
        self.with_some(name, share.map(|share| (share * 100_000.0).round() / 1_000.0))
    }

    /// With the three numbers of an estimate; low and high are blank where it is fixed.
    pub fn with_estimate(self, name: &str, value: Option<vocabulary::Estimate>) -> Self {
        let Some(value) = value else { return self };
        let ends = (!value.is_fixed()).then(|| (value.low(), value.high()));
        self.with(name, value.likely())
            .with_some(format!("{name}_low"), ends.map(|(low, _)| low))
            .with_some(format!("{name}_high"), ends.map(|(_, high)| high))
    }

    /// With the parts of a day.
    pub fn with_day(self, name: &str, day: Option<vocabulary::Date>) -> Self {
        let Some(day) = day else { return self };
        self.with(format!("{name}[day]"), day.day())
            .with(format!("{name}[month]"), day.month())
            .with(format!("{name}[year]"), day.year())
    }
}

impl From<Vec<(String, String)>> for Values {
    fn from(sent: Vec<(String, String)>) -> Self {
        sent.into_iter().fold(Values::default(), |values, (name, value)| values.with(name, value))
    }
}
