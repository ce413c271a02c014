use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{Id, NewMail, Tx};
use vocabulary::{Code, Date};

use crate::Role;
use crate::refusal::Refusal;

/// Who is told.
#[derive(Debug, Clone, Copy)]
pub enum To<'a> {
    /// Everybody who holds one of these roles at a body now.
    Roles(&'a Code, &'a [Role]),
    /// One person.
    Person(&'a Id),
}

/// What somebody is told by mail.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// Who.
    pub to: To<'a>,
    /// What it is about, by reference alone: no title, no name, no figure. At most 200 characters.
    pub subject: &'a str,
    /// What has happened and what is to be done, in a sentence or two; as little of the content as the subject.
    pub text: &'a str,
    /// Where: a path of this server.
    pub link: &'a str,
    /// The last day for it.
    pub due: Option<Date>,
}

/// Queues a mail to each person who is to be told, in the transaction of the act. Whoever acted, `by`, isn't told of it, and nobody
/// twice. How many.
///
/// Errors: `Invalid` when something is too long; when it can't be kept.
pub async fn notify(
    tx: &mut Tx,
    notice: &Notice<'_>,
    by: Option<&Id>,
    now: Timestamp,
) -> Result<usize, Refusal> {
    let mut people: BTreeSet<Id> = match notice.to {
        To::Person(person) => BTreeSet::from([person.clone()]),
        To::Roles(body, roles) => {
            let held = tx.roles_of_body(body, now).await?;
            let is_told = |role: &str| roles.iter().any(|told| told.word() == role);
            held.into_iter().filter(|held| is_told(&held.role)).map(|held| held.person).collect()
        }
    };
    people.retain(|person| Some(person) != by);
    let due = notice.due.map(|day| format!("\n\nBy {}.", day.strftime("%-d %B %Y"))).unwrap_or_default();
    let text = format!("{}{due}", notice.text.trim());
    for person in &people {
        let new = NewMail { person, subject: notice.subject.trim(), text: &text, link: notice.link };
        tx.queue_mail(&new, now).await?;
    }
    Ok(people.len())
}
