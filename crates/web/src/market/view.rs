//! What is looked at, and how: all of it stands in the address.

use market::Filter;
use serde::Deserialize;
use vocabulary::{Code, Date};

/// What a page is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The whole market.
    Whole,
    /// One unit.
    Unit(Code),
    /// One buyer.
    Buyer(Code),
    /// One service.
    Service(Code),
    /// One agreement line.
    Agreement(Code),
    /// One source.
    Source(Code),
}

impl Subject {
    /// The address of its page, without what is asked of it.
    pub fn path(&self) -> String {
        let below = |kind: &str, code: &Code| format!("/market/{kind}/{}", encoded(code.as_str()));
        match self {
            Subject::Whole => "/market".to_string(),
            Subject::Unit(code) => below("units", code),
            Subject::Buyer(code) => below("commissioners", code),
            Subject::Service(code) => below("services", code),
            Subject::Agreement(code) => below("agreements", code),
            Subject::Source(code) => below("sources", code),
        }
    }
}

/// How areas of the map are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MapBy {
    /// By the unit they buy from.
    #[default]
    Unit,
    /// By the share of the allowance that goes to units.
    Share,
}

/// Is it shown as it was, or under the bodies of today?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// As it was.
    #[default]
    Was,
    /// As it is now.
    Now,
}

/// What is asked of a page: `?unit=0CG&service=finance&on=2014-01-01&as=now&map=share`. Blank parts say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct View {
    /// Only from this unit.
    #[serde(deserialize_with = "code_or_blank")]
    pub unit: Option<Code>,
    /// Only to this buyer.
    #[serde(deserialize_with = "code_or_blank")]
    pub buyer: Option<Code>,
    /// Only of this service.
    #[serde(deserialize_with = "code_or_blank")]
    pub service: Option<Code>,
    /// The day; without one, that of the register.
    #[serde(deserialize_with = "day_or_blank")]
    pub on: Option<Date>,
    /// As it was, or as it is now.
    #[serde(rename = "as")]
    pub then: Then,
    /// How the map is drawn.
    pub map: MapBy,
}

impl View {
    /// Is it shown under the bodies of today?
    pub fn is_now(&self) -> bool {
        self.then == Then::Now
    }

    /// The same, as it is now or as it was.
    pub fn as_of(&self, is_now: bool) -> View {
        View { then: if is_now { Then::Now } else { Then::Was }, ..self.clone() }
    }

    /// The same with another map.
    pub fn with_map(&self, map: MapBy) -> View {
        View { map, ..self.clone() }
    }

    /// Only what goes with the reader from page to page: the day, and as it was or is now.
    pub fn without_filters(&self) -> View {
        View { unit: None, buyer: None, service: None, map: MapBy::Unit, ..self.clone() }
    }

    /// What the page of a subject takes from the register.
    pub fn filter(&self, subject: &Subject) -> Filter {
        let mut filter =
            Filter { unit: self.unit.clone(), buyer: self.buyer.clone(), service: self.service.clone() };
        match subject {
            Subject::Unit(code) => filter.unit = Some(code.clone()),
            Subject::Buyer(code) => filter.buyer = Some(code.clone()),
            Subject::Service(code) => filter.service = Some(code.clone()),
            Subject::Whole | Subject::Agreement(_) | Subject::Source(_) => {}
        }
        filter
    }

    /// The address that filters on a subject's page speak of, if it is another: a buyer goes before a unit, and a
    /// unit before a service. Choosing a unit on the first page leads to the unit's own page; choosing a customer
    /// there, to the customer's, only from that unit.
    pub fn elsewhere(&self, subject: &Subject) -> Option<String> {
        let mut left = View { unit: None, buyer: None, service: None, ..self.clone() };
        let filter = self.filter(subject);
        let rank = |subject: &Subject| match subject {
            Subject::Whole => 0,
            Subject::Service(_) => 1,
            Subject::Unit(_) => 2,
            Subject::Buyer(_) | Subject::Agreement(_) | Subject::Source(_) => 3,
        };
        let wanted = match (filter.buyer, filter.unit, filter.service) {
            (Some(buyer), unit, service) => {
                (left.unit, left.service) = (unit, service);
                Subject::Buyer(buyer)
            }
            (None, Some(unit), service) => {
                left.service = service;
                Subject::Unit(unit)
            }
            (None, None, Some(service)) => Subject::Service(service),
            (None, None, None) => return None,
        };
        (rank(&wanted) > rank(subject)).then(|| left.address(&wanted))
    }

    /// What stands after the `?`, with the `?`; nothing if nothing is asked.
    pub fn query(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut add = |key: &str, value: Option<&str>| {
            if let Some(value) = value {
                parts.push(format!("{key}={}", encoded(value)));
            }
        };
        add("unit", self.unit.as_ref().map(Code::as_str));
        add("buyer", self.buyer.as_ref().map(Code::as_str));
        add("service", self.service.as_ref().map(Code::as_str));
        add("on", self.on.map(|on| on.to_string()).as_deref());
        add("as", self.is_now().then_some("now"));
        add("map", (self.map == MapBy::Share).then_some("share"));
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The address of a subject as it is looked at.
    pub fn address(&self, subject: &Subject) -> String {
        format!("{}{}", subject.path(), self.query())
    }
}

fn code_or_blank<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Code>, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(Code::new))
}

fn day_or_blank<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    match text.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| serde::de::Error::custom("the day isn't a date such as 2014-04-01")),
    }
}

/// A text as part of an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_in_its_address() {
        let view =
            View { unit: Some(Code::new("0CG")), then: Then::Now, map: MapBy::Share, ..View::default() };
        assert_eq!(view.query(), "?unit=0CG&as=now&map=share");
        assert_eq!(
            view.address(&Subject::Agreement(Code::new("a b/c"))),
            "/market/agreements/a%20b%2Fc?unit=0CG&as=now&map=share"
        );
        assert_eq!(View::default().query(), "");
    }

    #[test]
    fn a_filter_leads_to_the_page_it_speaks_of() {
        let view = |unit: &str, buyer: &str| {
            let code = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Code::new);
            View { unit: code(unit), buyer: code(buyer), service: code("s"), ..View::default() }
        };
        let (unit, buyer) = (Subject::Unit(Code::new("U")), Subject::Buyer(Code::new("B")));
        for (subject, view, address) in [
            (&Subject::Whole, view("", ""), Some("/market/services/s")),
            (&Subject::Whole, view("U", ""), Some("/market/units/U?service=s")),
            (&unit, view("", ""), None),
            (&unit, view("", "B"), Some("/market/commissioners/B?unit=U&service=s")),
            (&Subject::Service(Code::new("t")), view("U", ""), Some("/market/units/U?service=t")),
            (&buyer, view("U", "other"), None),
        ] {
            assert_eq!(view.elsewhere(subject).as_deref(), address, "{subject:?}");
        }
        assert_eq!(View::default().elsewhere(&Subject::Whole), None);
    }
}
