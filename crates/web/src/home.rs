//! What the first page shows: ways into the house, and in the demonstration one answer.

use std::sync::{Arc, OnceLock};

use crate::components::Link;

/// A way into a part of the house.
#[derive(Debug, Clone)]
pub struct Card {
    /// Where to, and its heading.
    pub link: Link,
    /// What is found there, in a sentence.
    pub text: String,
}

impl Card {
    /// A way with its heading and its sentence.
    pub fn to(href: impl Into<String>, title: impl Into<String>, text: impl Into<String>) -> Card {
        Card { link: Link::to(href, title), text: text.into() }
    }
}

/// What the first page of the demonstration shows to everybody.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    /// What the demonstration asks.
    pub question: String,
    /// Its answer, once it is worked out: a page that is asked for before says that it isn't there yet.
    pub answer: Arc<OnceLock<GuideAnswer>>,
    /// The ways in.
    pub cards: Vec<Card>,
}

/// The answer of the demonstration.
#[derive(Debug, Clone, Default)]
pub struct GuideAnswer {
    /// In one sentence.
    pub sentence: String,
    /// What it rests on.
    pub caveat: String,
    /// Name, likely value and range of at most four numbers.
    pub numbers: Vec<[String; 3]>,
}
