//! The first page of the demonstration: one answer, and the ways into the rest.

use askama::Template;

use crate::components::Link;
use crate::{Html, Shell};

/// A way into a part of the house.
#[derive(Debug, Clone)]
pub struct Card {
    /// Where to, and its heading.
    pub link: Link,
    /// What is found there, in a sentence.
    pub text: String,
}

/// The first page.
#[derive(Debug, Clone, Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// Around it.
    pub shell: Shell,
    /// What the demonstration asks.
    pub question: String,
    /// Its answer in one sentence.
    pub sentence: String,
    /// What the answer rests on.
    pub caveat: String,
    /// Name, likely value and range of at most four numbers.
    pub numbers: Vec<[String; 3]>,
    /// The ways in.
    pub cards: Vec<Card>,
}

impl HomePage {
    /// The page's markup.
    pub fn html(&self) -> Html {
        Html::of(self)
    }
}
