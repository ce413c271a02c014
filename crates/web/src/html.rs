//! Markup that is safe to put into a page.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// Markup that is safe to put into a page as it is.
///
/// Text becomes markup by `into()`, which escapes it, so that what people typed can't become a tag. Only
/// components of this crate make markup of markup.
///
/// ```
/// let html: web::Html = "a < b".into();
/// assert_eq!(html.to_string(), "a &lt; b");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Markup that was made in this program from escaped parts.
    pub fn raw(markup: impl Into<String>) -> Self {
        Html(markup.into())
    }

    /// A component or page as markup.
    pub fn of(template: &impl Template) -> Self {
        // Writing to a string can't fail, and no component has a value that fails to print itself.
        Html(template.render().unwrap_or_default())
    }

    /// A link.
    pub fn link(address: &str, text: &str) -> Self {
        Html(format!("<a href=\"{}\">{}</a>", escape(address), escape(text)))
    }

    /// Is there nothing?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, to send.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The same followed by more.
    pub fn then(mut self, more: impl Into<Html>) -> Self {
        self.0.push_str(&more.into().0);
        self
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        Html(escape(text))
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        Html(escape(&text))
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        Html(escape(text))
    }
}

/// Text as it stands in markup or in an attribute in double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Markup of a component: `{{ component }}` in a template.
macro_rules! component {
    ($($name:ident),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}

        impl From<$name> for $crate::Html {
            fn from(component: $name) -> Self {
                $crate::Html::of(&component)
            }
        }
    )+};
}
pub(crate) use component;
