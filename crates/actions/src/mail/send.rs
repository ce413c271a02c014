use std::future::Future;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::Mail;
use vocabulary::{Finding, Findings, Place};

use crate::desk::Desk;
use crate::refusal::Refusal;

/// A sender that gave no sign for so long is taken for dead, and another takes its mail.
const SILENT: SignedDuration = SignedDuration::from_mins(5);
/// After the first failure it is tried again so much later; each time twice as much, and at most [`WAIT_MAX`].
const WAIT: SignedDuration = SignedDuration::from_mins(1);
const WAIT_MAX: SignedDuration = SignedDuration::from_hours(6);
/// So often a mail is tried: for about two days.
const ATTEMPTS_MAX: i64 = 18;
/// How often a sender looks for mail.
const LOOK: Duration = Duration::from_secs(5);
/// So much of what a mail server says is kept.
const ERROR_MAX: usize = 500;

/// A mail as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its name: the same however often it is tried, so that what comes twice can be told.
    pub id: String,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The whole text, with its link.
    pub text: String,
}

/// Why a mail wasn't sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSent {
    /// Is there no sense in trying again?
    pub for_good: bool,
    /// What was said, in words.
    pub why: String,
}

/// What delivers mail.
pub trait Mailer: Sync {
    /// Hands a mail over.
    ///
    /// Errors: why it wasn't taken.
    fn send(&self, letter: &Letter) -> impl Future<Output = Result<(), NotSent>> + Send;
}

/// How mails go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// What links begin with: https://ballast.example.org.
    pub public_address: String,
    /// A name that no other sender has.
    pub worker: String,
}

/// Sends the mail whose turn it is: was it sent? None when it is nobody's turn. It is taken before it is sent, so that several
/// servers send none twice. Only when a server ends between handing a mail over and noting it does it go again, under the same
/// name.
///
/// Errors: when the database can't be reached.
pub async fn send_next(
    desk: &Desk,
    mailer: &impl Mailer,
    sending: &Sending,
    now: Timestamp,
) -> Result<Option<bool>, Refusal> {
    let mut tx = desk.store().tx().await?;
    let taken = tx.take_mail(&sending.worker, now - SILENT, now).await?;
    tx.commit().await?;
    let Some(mail) = taken else { return Ok(None) };
    let done = match letter(desk, &mail, sending, now).await? {
        Ok(letter) => mailer.send(&letter).await,
        Err(not) => Err(not),
    };
    let was_sent = done.is_ok();
    note(desk, &mail, sending, done, now).await?;
    Ok(Some(was_sent))
}

/// A mail with its address. Who has been closed, or has no address, gets none.
async fn letter(
    desk: &Desk,
    mail: &Mail,
    sending: &Sending,
    now: Timestamp,
) -> Result<Result<Letter, NotSent>, Refusal> {
    let person = desk.store().view().await?.person(&mail.person).await?;
    let open = person.filter(|person| person.closed.is_none_or(|closed| closed > now));
    let Some(person) = open.filter(|person| person.email.contains('@')) else {
        return Ok(Err(NotSent {
            for_good: true,
            why: "the account is closed or has no address".to_string(),
        }));
    };
    let text = format!(
        "{}\n\n{}{}\n\nThis mail says nothing of the content; sign in to see it. What waits for you is also on your start page.\n",
        mail.text, sending.public_address, mail.link
    );
    Ok(Ok(Letter { id: mail.id.to_string(), to: person.email, subject: mail.subject.clone(), text }))
}

async fn note(
    desk: &Desk,
    mail: &Mail,
    sending: &Sending,
    done: Result<(), NotSent>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    let worker = sending.worker.as_str();
    match done {
        Ok(()) => tx.mail_was_sent(&mail.id, worker, now).await?,
        Err(not) => {
            let why: String = not.why.chars().filter(|c| !c.is_control()).take(ERROR_MAX).collect();
            match not.for_good || mail.attempts >= ATTEMPTS_MAX {
                true => tx.give_mail_up(&mail.id, worker, &why, now).await?,
                false => tx.try_mail_again(&mail.id, worker, now + wait(mail.attempts), &why).await?,
            }
        }
    };
    Ok(tx.commit().await?)
}

/// How long after so many attempts the next one comes.
fn wait(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from((attempts - 1).clamp(0, 16)).unwrap_or(0);
    WAIT.checked_mul(1 << doublings).map_or(WAIT_MAX, |wait| wait.min(WAIT_MAX))
}

/// Sends what is due, one mail after another, until `stop` is over; a mail that is under way is brought to its end. `tells` is told
/// what went wrong with the database.
pub async fn keep_sending(
    desk: Desk,
    mailer: impl Mailer,
    sending: Sending,
    stop: impl Future<Output = ()>,
    tells: impl Fn(String),
) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let pause = match send_next(&desk, &mailer, &sending, Timestamp::now()).await {
            Ok(Some(_)) => Duration::ZERO,
            Ok(None) => LOOK,
            Err(refusal) => {
                tells(refusal.to_string());
                LOOK
            }
        };
        if tokio::time::timeout(pause, &mut stop).await.is_ok() {
            break;
        }
    }
}

/// What is wrong with mail, for the operator: mails that were given up, and those that were tried in vain so far. Addresses aren't
/// told, nor what the mails say.
///
/// Errors: when the database can't be reached.
pub async fn see_mail_trouble(desk: &Desk) -> Result<Findings, Refusal> {
    let mut findings = Findings::new();
    for mail in desk.store().view().await?.unsent_mails().await? {
        let place = Place::row("mails", mail.id.as_str());
        let to = format!("to the account {}", mail.person);
        if mail.given_up.is_some() {
            findings.push(
                Finding::warning("mail-given-up", place, format!("{to}: {}", mail.error))
                    .expected("a mail that its server takes")
                    .action("Correct the address of the account, or tell them otherwise."),
            );
        } else if !mail.error.is_empty() {
            let seen = format!("{to}, tried {} times: {}", mail.attempts, mail.error);
            findings.push(
                Finding::warning("mail-not-sent-yet", place, seen)
                    .expected("a mail server that takes it")
                    .action("See to what is said there: address, certificate, name and password. It is tried again by itself."),
            );
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_for_about_two_days_ever_less_often() {
        assert_eq!(wait(1), WAIT);
        assert_eq!(wait(2), WAIT + WAIT);
        assert_eq!((wait(17), wait(i64::MAX)), (WAIT_MAX, WAIT_MAX));
        let all: SignedDuration =
            (1..ATTEMPTS_MAX).map(wait).fold(SignedDuration::ZERO, |sum, next| sum + next);
        assert!(all > SignedDuration::from_hours(40) && all < SignedDuration::from_hours(72), "{all}");
    }
}
