use askama::Template;

use super::notices::Tag;
use crate::Html;
use crate::html::component;

/// Something to do with a row of a summary list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Address.
    pub href: String,
    /// What is done: `Change`.
    pub text: Html,
    /// To what, for those who hear the link alone: `name`.
    pub hidden_text: String,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SummaryRow {
    /// Name.
    pub key: Html,
    /// Value.
    pub value: Html,
    /// What can be done with it.
    pub actions: Vec<Action>,
}

/// Names and values, one under the other: for checking answers, for what is known of one thing.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/summary_list.html")]
pub struct SummaryList {
    /// The rows.
    pub rows: Vec<SummaryRow>,
}

impl SummaryList {
    /// A list of names and values with nothing to do.
    pub fn of<K: Into<Html>, V: Into<Html>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let row =
            |(key, value): (K, V)| SummaryRow { key: key.into(), value: value.into(), actions: Vec::new() };
        SummaryList { rows: pairs.into_iter().map(row).collect() }
    }

    fn has_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.is_empty())
    }
}

/// One task.
#[derive(Debug, Clone)]
pub struct Task {
    /// What is to be done.
    pub title: Html,
    /// A word of help.
    pub hint: Option<Html>,
    /// Where; none while it can't be started.
    pub href: Option<String>,
    /// How far it is.
    pub status: Tag,
}

/// Tasks with how far each is.
#[derive(Debug, Clone, Template)]
#[template(path = "components/task_list.html")]
pub struct TaskList {
    /// Begins the ids of its parts; different for each list of a page.
    pub id_prefix: String,
    /// The tasks.
    pub tasks: Vec<Task>,
}

component!(SummaryList, TaskList);
