//! What several people change at once: a question of their body, or a section of a case.

use serde_json::{Value, json};

use crate::cases::SECTION;
use crate::connection::{Answer, Ask};

/// Something that several people change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    /// A question, by its id: its scenario.
    Question(String),
    /// A case, by its reference: the text of one section.
    Section(String),
}

/// It as somebody read it.
pub struct Read {
    /// What stands in it.
    pub text: String,
    /// The version that it was read in.
    tag: String,
}

impl Shared {
    /// Where it is read.
    pub fn address(&self) -> String {
        match self {
            Shared::Question(id) => format!("/api/v1/questions/{id}"),
            Shared::Section(case) => format!("/api/v1/cases/{case}"),
        }
    }

    /// What it is called in a list.
    pub fn name(&self) -> &'static str {
        match self {
            Shared::Question(_) => "a shared question, to change it (API)",
            Shared::Section(_) => "a shared case, to write in it (API)",
        }
    }

    /// What an answer says; none when it says something else.
    pub fn read(&self, answer: &Answer) -> Option<Read> {
        let says = answer.json();
        let text = |value: &Value| value.as_str().map(str::to_string);
        match self {
            Shared::Question(_) => Some(Read { text: text(&says["scenario"])?, tag: answer.etag.clone()? }),
            Shared::Section(_) => {
                let by_id =
                    |all: &Value| all.as_array()?.iter().find(|one| one["id"] == SECTION.word()).cloned();
                let tag = text(&by_id(&says["parts"])?["tag"])?;
                let text = text(&by_id(&says["case"]["sections"])?["text"])?;
                Some(Read { text, tag: format!("\"{tag}\"") })
            }
        }
    }

    /// A change of it, made from what was read.
    pub fn change(&self, read: &Read, text: &str) -> Ask {
        let (address, sends) = match self {
            Shared::Question(id) => (
                format!("/api/v1/questions/{id}/versions"),
                json!({ "title": "What we ask together", "scenario": text }),
            ),
            Shared::Section(case) => (
                format!("/api/v1/cases/{case}/acts"),
                json!({ "kind": "write", "section": SECTION.word(), "text": text }),
            ),
        };
        Ask { address, sends: Some(sends), if_match: Some(read.tag.clone()), key: None }
    }

    /// To have a question answered as it was read.
    pub fn ask(&self, read: &Read) -> Ask {
        Ask {
            sends: Some(json!({})),
            if_match: Some(read.tag.clone()),
            ..Ask::page(self.address() + "/answers")
        }
    }
}
