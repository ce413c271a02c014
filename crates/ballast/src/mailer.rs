//! Mail by SMTP, as the server is told on its command line. Without it nothing is sent, and nothing is lost.

use std::time::Duration;

use actions::mail::{Letter, Mailer, NotSent};
use clap::Args;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// What is said where no argument does.
const URL: &str = "BALLAST_SMTP_URL";
const FROM: &str = "BALLAST_MAIL_FROM";
const USER: &str = "BALLAST_SMTP_USER";
/// A file whose first line is the password.
const PASSWORD_FILE: &str = "BALLAST_SMTP_PASSWORD_FILE";
/// So long connecting to a mail server may take.
const CONNECTS_WITHIN: Duration = Duration::from_secs(30);
/// So long handing one mail over may take, with everything: a server that falls silent must neither keep the other mails nor the
/// end of ours waiting. Less than after what a sender is taken for dead.
const PATIENCE: Duration = Duration::from_secs(90);
/// What a server answers when an address is wrong. Other refusals may be about us, and are tried again.
const WRONG_ADDRESS: [u16; 4] = [550, 551, 553, 556];

/// How mail is sent.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct MailAsked {
    /// The mail server: smtps://HOST, or smtp://HOST:587?tls=required; smtp://HOST is unprotected. Without it, and the
    /// environment's BALLAST_SMTP_URL, no mail is sent.
    #[arg(long, value_name = "URL")]
    smtp_url: Option<String>,
    /// Who signs in there (BALLAST_SMTP_USER); the password comes from the file BALLAST_SMTP_PASSWORD_FILE.
    #[arg(long, value_name = "NAME")]
    smtp_user: Option<String>,
    /// The address that mail comes from (BALLAST_MAIL_FROM).
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
}

impl MailAsked {
    /// What sends mail; none where nobody named a mail server.
    ///
    /// Errors: in words, what is wrong with what was said.
    pub(crate) fn mailer(&self) -> Result<Option<Smtp>, String> {
        let told = |argument: &Option<String>, variable: &str| {
            let told = argument.clone().or_else(|| std::env::var(variable).ok());
            told.map(|text| text.trim().to_string()).filter(|text| !text.is_empty())
        };
        let Some(url) = told(&self.smtp_url, URL) else { return Ok(None) };
        let from = told(&self.mail_from, FROM).ok_or("name the address that mail comes from: --mail-from")?;
        let from: Mailbox = from.parse().map_err(|error| format!("--mail-from {from}: {error}"))?;
        if url.contains('@') {
            return Err(format!("--smtp-url names no password: say --smtp-user, and {PASSWORD_FILE}"));
        }
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|error| format!("--smtp-url {url}: {error}"))?
            .timeout(Some(CONNECTS_WITHIN));
        if let Some(user) = told(&self.smtp_user, USER) {
            if !is_protected(&url) {
                return Err(format!("--smtp-url {url}: the password would travel in the open"));
            }
            transport = transport.credentials(Credentials::new(user, password()?));
        } else if !is_protected(&url) {
            eprintln!("Mail travels unprotected to {url}: say smtps:// or ?tls=required.");
        }
        Ok(Some(Smtp { transport: transport.build(), from, patience: PATIENCE }))
    }
}

/// Is what is sent there protected, or does it stay on this machine?
fn is_protected(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else { return url.starts_with("smtps://") };
    let host = rest.split(['/', '?', ':', '#']).next().unwrap_or_default();
    // In a path, after a `#` or beside another `tls` it would mean nothing, or something else.
    let is_required =
        rest.split_once('?').is_some_and(|(before, asked)| asked == "tls=required" && !before.contains('#'));
    is_required || matches!(host, "127.0.0.1" | "localhost")
}

fn password() -> Result<String, String> {
    let path = std::env::var_os(PASSWORD_FILE)
        .filter(|path| !path.is_empty())
        .ok_or_else(|| format!("name the file with the password: {PASSWORD_FILE}"))?;
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_string())
}

/// A mail server.
pub(crate) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

/// Says that nobody wrote it, so that no holiday message answers (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_string())
    }
}

impl Smtp {
    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let to: Mailbox = letter.to.parse().map_err(|_| "the account's address isn't one".to_string())?;
        // Plain lines of at most 998 bytes, whatever is in them.
        let text = letter.text.clone();
        let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable)
            .map_err(|_| "its text can't be written".to_string())?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| error.to_string())
    }
}

impl Mailer for Smtp {
    async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let message = self.message(letter).map_err(|why| NotSent { for_good: true, why })?;
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(|error| not_sent(&error)),
            Err(_) => Err(NotSent { for_good: false, why: "the mail server fell silent".to_string() }),
        }
    }
}

fn not_sent(error: &SmtpError) -> NotSent {
    let code = error.status().map(u16::from);
    let for_good = code.is_some_and(|code| WRONG_ADDRESS.contains(&code));
    let mut why = error.to_string();
    let mut deeper = std::error::Error::source(error);
    while let Some(cause) = deeper {
        let told = cause.to_string();
        if !why.contains(&told) {
            why.push_str(&format!(": {told}"));
        }
        deeper = cause.source();
    }
    NotSent { for_good, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_transport_takes_for_protected_is_taken_for_it() {
        for url in ["smtps://mail.example", "smtp://mail.example:587?tls=required", "smtp://127.0.0.1:25"] {
            assert!(is_protected(url), "{url}");
        }
        for url in [
            "smtp://mail.example",
            "smtp://mail.example/tls=required",
            "smtp://mail.example?tls=opportunistic&x=tls=required",
            "smtp://mail.example?not-tls=required",
            "smtp://mail.example#?tls=required",
            "smtp://localhost.example?tls=opportunistic",
        ] {
            assert!(!is_protected(url), "{url}");
        }
    }

    #[tokio::test]
    async fn a_mail_server_that_takes_the_call_and_says_nothing_is_given_up() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", silent.local_addr().unwrap());
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).unwrap().build();
        let from = "ballast@ballast.example".parse().unwrap();
        let smtp = Smtp { transport, from, patience: Duration::from_millis(100) };
        let [id, to, subject, text] = ["1", "somebody@a.example", "Your turn", "Look."].map(str::to_string);
        let refused = smtp.send(&Letter { id, to, subject, text }).await.unwrap_err();
        assert_eq!((refused.for_good, refused.why.as_str()), (false, "the mail server fell silent"));
    }
}
