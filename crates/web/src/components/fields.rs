use askama::Template;

use crate::Html;
use crate::html::component;

/// What every field has: its name, what is asked, help, and what is wrong with the answer.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Name of the answer in the form, and the id of the field.
    pub name: String,
    /// Another id, where the name stands twice on a page.
    pub id: Option<String>,
    /// What is asked.
    pub label: Html,
    /// Size of the label: `s`, `m`, `l`, `xl`; none for the plain one.
    pub label_size: Option<&'static str>,
    /// Is it the heading of the page, being its only question?
    pub is_page_heading: bool,
    /// A word of help.
    pub hint: Option<Html>,
    /// What is wrong with the answer.
    pub error: Option<Html>,
}

impl Question {
    /// A question with its name.
    pub fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        Question { name: name.into(), label: label.into(), ..Question::default() }
    }

    /// With a word of help.
    pub fn hint(mut self, hint: impl Into<Html>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With what is wrong, if anything is.
    pub fn error(mut self, error: Option<Html>) -> Self {
        self.error = error;
        self
    }

    /// The id of the field, and the beginning of the ids of its parts.
    pub fn id(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    /// The ids of hint and error, for those who can't see them stand there.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        let parts: Vec<String> = [hint, error].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// A line of text.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/input.html")]
pub struct Input {
    /// What is asked.
    pub question: Question,
    /// What is there.
    pub value: String,
    /// `text` if empty; or `password`, `email` ...
    pub kind: &'static str,
    /// About so many characters wide: 2, 3, 4, 5, 10, 20 or 30.
    pub width: Option<u8>,
    /// `numeric` or `decimal`, for the keyboard of a phone.
    pub input_mode: Option<&'static str>,
    /// What a browser may fill in: `username`, `current-password`.
    pub autocomplete: Option<&'static str>,
    /// Shown before the field: `£`.
    pub prefix: Option<Html>,
    /// Shown after it: `months`.
    pub suffix: Option<Html>,
    /// Is spelling left alone? For codes and names of people.
    pub without_spelling: bool,
}

/// Several lines of text.
#[derive(Debug, Clone, Template)]
#[template(path = "components/textarea.html")]
pub struct Textarea {
    /// What is asked.
    pub question: Question,
    /// What is there.
    pub value: String,
    /// Lines shown.
    pub rows: u8,
}

/// One of many.
#[derive(Debug, Clone, Template)]
#[template(path = "components/select.html")]
pub struct Select {
    /// What is asked.
    pub question: Question,
    /// Value and words of each.
    pub options: Vec<(String, String)>,
    /// The value that is chosen.
    pub selected: String,
}

/// A day in three parts: `{name}[day]`, `{name}[month]`, `{name}[year]`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/date_input.html")]
pub struct DateInput {
    /// What is asked; its name begins the names of the parts.
    pub question: Question,
    /// Day, month and year as they were typed.
    pub values: [String; 3],
    /// Is the day left out?
    pub without_day: bool,
}

impl DateInput {
    /// The parts: word, characters, what was typed.
    fn parts(&self) -> Vec<(&'static str, &'static str, u8, &str)> {
        let [day, month, year] = &self.values;
        let all = [
            ("day", "Day", 2, day.as_str()),
            ("month", "Month", 2, month.as_str()),
            ("year", "Year", 4, year.as_str()),
        ];
        all.into_iter().skip(usize::from(self.without_day)).collect()
    }
}

/// A file to send. Its form needs `enctype="multipart/form-data"`. It stays the browser's own field: the design
/// system's script would make a button of it whose name isn't what stands on it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/file_upload.html")]
pub struct FileUpload {
    /// What is asked.
    pub question: Question,
    /// Endings that are offered first: `.csv,.zip,.xlsx`; blank for all.
    pub accept: &'static str,
    /// May several be sent at once?
    pub is_multiple: bool,
}

component!(Input, Textarea, Select, DateInput, FileUpload);
