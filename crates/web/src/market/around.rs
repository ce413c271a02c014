//! What stands around what a page says: as it was and as it is now, who followed whom, the filters.

use vocabulary::Code;

use super::facts::MarketFacts;
use super::links::Linker;
use super::maps;
use super::view::{Subject, View};
use crate::Html;
use crate::components::{Input, InsetText, Link, Question, Select};

/// As it was, as it is now: the same page at another time, or that of whoever followed.
pub(super) fn switch(facts: &MarketFacts, subject: &Subject, view: &View) -> Vec<Link> {
    if matches!(subject, Subject::Source(_) | Subject::Agreement(_)) {
        return Vec::new();
    }
    let body = |code: &Code, then: fn(Code) -> Subject| {
        let alone = |codes: Vec<Code>| <[Code; 1]>::try_from(codes).ok();
        let today = alone(facts.todays(code)).map_or_else(|| subject.clone(), |[today]| then(today));
        let lines = &facts.was().rows.agreement_lines;
        let is_old = lines.iter().any(|line| line.buyer_code == *code || line.supplier_code == *code);
        (if is_old { subject.clone() } else { Subject::Whole }, today)
    };
    let (was, now) = match subject {
        Subject::Unit(code) => body(code, Subject::Unit),
        Subject::Buyer(code) => body(code, Subject::Buyer),
        other => (other.clone(), other.clone()),
    };
    let link = |subject: Subject, is_now: bool, text: &str| Link {
        text: text.to_string(),
        href: view.as_of(is_now).address(&subject),
        is_current: view.is_now() == is_now,
    };
    vec![link(was, false, "As it was"), link(now, true, "As it is now")]
}

/// What must be known before reading on: that bodies are those of today, or who followed one that is no more.
pub(super) fn notice(
    facts: &MarketFacts,
    subject: &Subject,
    view: &View,
    linker: &Linker<'_>,
    is_empty: bool,
) -> Option<InsetText> {
    if !view.is_now() {
        return None;
    }
    let paragraph = |html: Html| Html::raw("<p>").then(html).then(Html::raw("</p>"));
    if let Subject::Unit(code) | Subject::Buyer(code) = subject {
        let today = facts.todays(code);
        if is_empty && !today.contains(code) {
            let mut links = Html::default();
            for (number, code) in today.iter().enumerate() {
                let link =
                    Html::link(&linker.view.address(&linker.body(code)), &facts.was().name_of(code.as_str()));
                links = links.then(if number == 0 { "" } else { "; " }).then(link);
            }
            let name = facts.was().name_of(code.as_str());
            let html = Html::from(format!("{name} is no more. Today there is: ")).then(links).then(".");
            return Some(InsetText { html: paragraph(html) });
        }
    }
    let text = "Shown under the bodies of today: agreement lines, allowances and people are with whoever followed their \
                bodies, in the shares that are known. What was planned, said, decided or printed stays under the body \
                as it was.";
    Some(InsetText { html: paragraph(text.into()) })
}

/// The fields of the filters: everything but what the page is about anyway.
pub(super) fn fields(facts: &MarketFacts, subject: &Subject, view: &View) -> Vec<Html> {
    if matches!(subject, Subject::Source(_) | Subject::Agreement(_)) {
        return Vec::new();
    }
    let snapshot = facts.snapshot(view.is_now());
    let whole = maps::whole(snapshot, view.on.unwrap_or(facts.day()));
    let body = |code: &Code| (snapshot.name_of(code.as_str()), code.to_string());
    let service = |row: &register::tables::Service| (row.title.0.clone(), row.service_code.to_string());
    let mut fields = Vec::new();
    if !matches!(subject, Subject::Unit(_)) {
        let units = whole.units().into_iter().map(body).collect();
        fields.push(select("unit", snapshot.label("unit", false), units, &view.unit));
    }
    if !matches!(subject, Subject::Buyer(_)) {
        fields.push(select(
            "buyer",
            "Customer".into(),
            whole.buyers().into_iter().map(body).collect(),
            &view.buyer,
        ));
    }
    if !matches!(subject, Subject::Service(_)) {
        fields.push(select(
            "service",
            "Service".into(),
            snapshot.rows.services.iter().map(service).collect(),
            &view.service,
        ));
    }
    fields.push(Html::from(Input {
        question: Question::new("on", "On the day"),
        value: view.on.unwrap_or(facts.day()).to_string(),
        width: Some(10),
        ..Input::default()
    }));
    fields
}

/// A field to choose one of several, by name, or all.
fn select(name: &str, title: String, mut named: Vec<(String, String)>, chosen: &Option<Code>) -> Html {
    named.sort();
    let all = [(String::new(), "All".to_string())].into_iter();
    let options = all.chain(named.into_iter().map(|(name, code)| (code, name))).collect();
    let selected = chosen.as_ref().map_or(String::new(), Code::to_string);
    Html::from(Select { question: Question::new(name, title), options, selected })
}
