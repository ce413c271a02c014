//! Pages that are put together from components, without a template of their own.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use vocabulary::{Finding, Findings};

use crate::components::{Button, ErrorSummary};
use crate::home::Card;
use crate::html::component;
use crate::respond::page;
use crate::{Html, Shell};

/// A page: a heading, and blocks below it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "plain.html")]
pub(crate) struct Plain {
    shell: Shell,
    caption: String,
    before: Html,
    has_heading: bool,
    blocks: Vec<Html>,
}

impl Plain {
    /// A page with its heading, which is its title as well.
    pub fn new(shell: Shell, title: impl Into<String>) -> Self {
        let shell = Shell { title: title.into(), ..shell };
        Plain { shell, has_heading: true, ..Plain::default() }
    }

    /// With what the page belongs to, above its heading.
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = caption.into();
        self
    }

    /// With something above its heading: a banner.
    pub fn before(mut self, html: impl Into<Html>) -> Self {
        self.before = self.before.then(html);
        self
    }

    /// With a panel in place of its heading.
    pub fn headed_by(mut self, panel: impl Into<Html>) -> Self {
        self.has_heading = false;
        self.before = self.before.then(panel);
        self
    }

    /// With what is wrong with a form of the page: each with the field that it is about.
    pub fn errors(mut self, errors: Vec<(Html, Option<String>)>) -> Self {
        if errors.is_empty() {
            return self;
        }
        self.shell.has_errors = true;
        self.before(ErrorSummary { errors })
    }

    /// With a block.
    pub fn add(mut self, block: impl Into<Html>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// With a paragraph.
    pub fn text(self, text: impl Into<Html>) -> Self {
        self.add(paragraph(text))
    }

    /// With the answer of the page: a sentence that stands out.
    pub fn lead(self, text: impl Into<Html>) -> Self {
        self.add(Html::raw("<p class=\"app-answer\">").then(text).then(Html::raw("</p>")))
    }

    /// With a heading inside.
    pub fn heading(self, text: impl Into<Html>) -> Self {
        self.add(Html::raw("<h2 class=\"nhsuk-heading-m\">").then(text).then(Html::raw("</h2>")))
    }

    /// The page, sent.
    pub fn answer(self, status: StatusCode) -> Response {
        page(status, Html::of(&self))
    }
}

/// A paragraph.
pub(crate) fn paragraph(text: impl Into<Html>) -> Html {
    Html::raw("<p>").then(text).then(Html::raw("</p>"))
}

/// A list of points.
pub(crate) fn list<T: Into<Html>>(points: impl IntoIterator<Item = T>) -> Html {
    let all =
        points.into_iter().fold(Html::raw("<ul class=\"nhsuk-list nhsuk-list--bullet\">"), |all, point| {
            all.then(Html::raw("<li>")).then(point).then(Html::raw("</li>"))
        });
    all.then(Html::raw("</ul>"))
}

/// A form that is sent by POST.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "form.html")]
pub(crate) struct Form {
    /// Where to.
    pub action: String,
    /// Names and values that nobody sees.
    pub hidden: Vec<(String, String)>,
    /// The fields.
    pub fields: Vec<Html>,
    /// The button.
    pub button: Button,
    /// Does it send files?
    pub is_multipart: bool,
    /// Does it only ask, by GET?
    pub asks: bool,
    /// Does it stand beside others, being only a button or a field and a button?
    pub is_inline: bool,
    /// What it is called for those who don't see where it stands.
    pub label: Option<String>,
}

impl Form {
    /// A form with the words of its button.
    pub fn new(action: impl Into<String>, button: impl Into<Html>) -> Self {
        let button = Button { text: button.into(), prevents_double_click: true, ..Button::default() };
        Form { action: action.into(), button, ..Form::default() }
    }

    /// With a value that nobody sees.
    pub fn hidden(mut self, name: &str, value: impl ToString) -> Self {
        self.hidden.push((name.to_string(), value.to_string()));
        self
    }

    /// With a field.
    pub fn field(mut self, field: impl Into<Html>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// That only asks, by GET.
    pub fn asking(self) -> Self {
        Form { asks: true, ..self }
    }
}

/// Ways into parts of the house, side by side.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "cards.html")]
pub(crate) struct Cards {
    /// The ways.
    pub cards: Vec<Card>,
}

component!(Form, Cards);

/// What is wrong with a form, with the fields to mend; `names` are the fields that the page has.
pub(crate) fn errors_of(findings: &Findings, names: &[&str]) -> Vec<(Html, Option<String>)> {
    let told = |finding: &Finding| {
        let column = finding.place.column.as_str();
        (sentence(finding).into(), names.contains(&column).then(|| format!("#{column}")))
    };
    findings.iter().map(told).collect()
}

/// What is wrong with one field.
pub(crate) fn error_at(findings: &Findings, name: &str) -> Option<Html> {
    findings.iter().find(|finding| finding.place.column == name).map(|finding| sentence(finding).into())
}

/// What to do about it, and what is expected.
pub(crate) fn sentence(finding: &Finding) -> String {
    match finding.expected.as_str() {
        "" => format!("{} {}.", finding.action, finding.seen),
        expected => format!("{} Expected: {}.", finding.action, expected.trim_end_matches('.')),
    }
}
