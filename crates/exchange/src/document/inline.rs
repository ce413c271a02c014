/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// An address, a code, a name of a file.
    Code(String),
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline(pub Vec<Span>);

impl Inline {
    /// No text yet.
    pub fn new() -> Self {
        Inline::default()
    }

    /// Adds words.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Text(text.into()));
        self
    }

    /// Adds words that matter.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Strong(text.into()));
        self
    }

    /// Adds an address, a code or the name of a file.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Code(text.into()));
        self
    }

    /// Adds other running text.
    pub fn then(mut self, other: Inline) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The words alone.
    pub fn plain(&self) -> String {
        let words = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) | Span::Code(text) => text.clone(),
        };
        self.0.iter().map(words).collect()
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Inline::new().text(text)
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Self {
        Inline::new().text(text)
    }
}
