use askama::Template;

use crate::Html;
use crate::html::component;

/// The colour of a tag. Its words say the same: colour alone never tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagColour {
    /// The plain tag.
    #[default]
    Plain,
    /// One of the design system's colours: `blue`, `green`, `orange`, `red`, `grey`, `yellow` ...
    Colour(&'static str),
    /// Words only: what is done.
    Words,
    /// Pale words only: what can't be done yet.
    Pale,
}

/// A word about the state of something.
#[derive(Debug, Clone, Template)]
#[template(path = "components/tag.html")]
pub struct Tag {
    /// The word.
    pub text: Html,
    /// Its colour.
    pub colour: TagColour,
}

impl Tag {
    /// A tag of one of the design system's colours.
    pub fn coloured(text: impl Into<Html>, colour: &'static str) -> Self {
        Tag { text: text.into(), colour: TagColour::Colour(colour) }
    }

    /// The five states of a task.
    pub fn task(state: &str) -> Self {
        let colour = match state {
            "Completed" => TagColour::Words,
            "Cannot start yet" => TagColour::Pale,
            "In progress" => TagColour::Colour("white"),
            "Returned" => TagColour::Colour("orange"),
            _ => TagColour::Colour("blue"),
        };
        Tag { text: state.into(), colour }
    }
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do.
    #[default]
    Primary,
    /// Something else.
    Secondary,
    /// What can't be undone.
    Warning,
}

/// A button; with an address, a link that looks like one.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/button.html")]
pub struct Button {
    /// Its words.
    pub text: Html,
    /// How it looks.
    pub kind: ButtonKind,
    /// An address makes it a link.
    pub href: Option<String>,
    /// Name and value that are sent with the form.
    pub sends: Option<(String, String)>,
    /// Another address than that of its form, and whether it sends the form's files there.
    pub goes_to: Option<(String, bool)>,
    /// Is a second click within a second left out?
    pub prevents_double_click: bool,
}

/// Text that stands out from what is around it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/inset_text.html")]
pub struct InsetText {
    /// Paragraphs and the like.
    pub html: Html,
}

/// Detail that opens.
#[derive(Debug, Clone, Template)]
#[template(path = "components/details.html")]
pub struct Details {
    /// What there is to open.
    pub summary: Html,
    /// What is inside.
    pub html: Html,
}

/// What is wrong with the answers to a form, at its top, with links to the fields.
#[derive(Debug, Clone, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    /// Each problem with the address of its field (`#field`), if it has one.
    pub errors: Vec<(Html, Option<String>)>,
}

/// News at the top of a page.
#[derive(Debug, Clone, Template)]
#[template(path = "components/notification_banner.html")]
pub struct NotificationBanner {
    /// Did something succeed? Then it is read out at once.
    pub is_success: bool,
    /// The news in one sentence.
    pub heading: Html,
    /// More.
    pub html: Option<Html>,
}

/// Says that something is done, as the heading of its page.
#[derive(Debug, Clone, Template)]
#[template(path = "components/panel.html")]
pub struct Panel {
    /// What is done.
    pub heading: Html,
    /// A reference number or the like.
    pub html: Html,
}

/// How far a piece of work is: `done` of `all`.
#[derive(Debug, Clone, Template)]
#[template(path = "components/progress.html")]
pub struct Progress {
    /// Names the bar for its label.
    pub id: String,
    /// What is under way.
    pub label: Html,
    /// Steps that are done.
    pub done: u64,
    /// All steps; 0 if that isn't known.
    pub all: u64,
}

component!(Tag, Button, InsetText, Details, ErrorSummary, NotificationBanner, Panel, Progress);
