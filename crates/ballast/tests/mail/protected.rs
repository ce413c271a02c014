//! Mail over TLS, and by a mail server that wants to know who sends: the certificate, the name in it, the password.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::database::Place;
use crate::post::{MailServer, Server, doctor_says, hurry, waiting};

const PASSWORD: &str = "a password of the mail server: ü";

/// A key and a certificate that signs itself, for one name: an entry of `subjectAltName`.
struct Certificate {
    certificate: PathBuf,
    key: PathBuf,
}

impl Certificate {
    fn of(name: &str, folder: &Path) -> Certificate {
        let (key, certificate) = (folder.join("mail.key"), folder.join("mail.crt"));
        let words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.test \
            -addext basicConstraints=critical,CA:FALSE -addext";
        let mut command = Command::new("openssl");
        command.args(words.split_whitespace()).arg(format!("subjectAltName={name}"));
        let made = command.arg("-keyout").arg(&key).arg("-out").arg(&certificate).output();
        let made = made.expect("openssl isn't installed: run `cargo xtask install-tools`");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Certificate { certificate, key }
    }

    fn trusted(&self) -> (&str, &str) {
        ("SSL_CERT_FILE", self.certificate.to_str().unwrap())
    }

    /// A mail server that has it.
    fn server(&self, more: &[&str]) -> MailServer {
        let (certificate, key) = (self.certificate.to_str().unwrap(), self.key.to_str().unwrap());
        MailServer::with(0, &[&["--certificate", certificate, "--key", key], more].concat())
    }
}

/// A file with a password.
fn password_file(place: &Place, password: &str) -> String {
    let path = place.folder.join("password");
    std::fs::write(&path, format!("{password}\n")).unwrap();
    path.display().to_string()
}

#[test]
fn a_mail_travels_over_tls_from_the_first_byte_or_by_starttls() {
    for (how, words) in
        [("smtps://127.0.0.1:PORT", vec!["--at-once"]), ("smtp://127.0.0.1:PORT?tls=required", vec![])]
    {
        let place = waiting("mail-tls", &["reviewer@a.example"]);
        let certificate = Certificate::of("IP:127.0.0.1", &place.folder);
        let post = certificate.server(&words);
        let url = how.replace("PORT", &post.port.to_string());
        let server = Server::with(&place, &url, &[certificate.trusted()]);
        let mail = post.next();
        assert_eq!(
            (&mail["to"][0], &mail["protected"]),
            (&"reviewer@a.example".into(), &true.into()),
            "{how}"
        );
        let said = server.end();
        assert!(!said.contains("unprotected"), "{how}: {said}");
        assert!(!place.told(&["doctor", "--format", "csv"]).contains("mail-"), "{how}");
    }
}

#[test]
fn a_certificate_that_nobody_trusts_or_of_another_name_gets_no_mail_which_waits() {
    let place = waiting("mail-certificate", &["reviewer@a.example"]);
    let other = Certificate::of("DNS:other.example", &place.folder);
    let post = other.server(&["--at-once"]);
    let url = format!("smtps://127.0.0.1:{}", post.port);
    for (environment, words) in
        [(&[][..], "UnknownIssuer"), (&[other.trusted()][..], "certificate not valid for name")]
    {
        let server = Server::with(&place, &url, environment);
        let told = doctor_says(&place, words);
        assert!(told.contains("mail-not-sent-yet") && !told.contains("mail-given-up"), "{told}");
        server.end();
        hurry(&place);
    }
    assert!(!post.has_more(), "nothing was said to it");
    drop(post);
    // With its own name it is taken: the mail had waited.
    let own = Certificate::of("DNS:localhost", &place.folder);
    let post = own.server(&["--at-once"]);
    let server = Server::with(&place, &format!("smtps://localhost:{}", post.port), &[own.trusted()]);
    assert_eq!(post.next()["protected"], true);
    server.end();
}

#[test]
fn a_mail_server_without_starttls_gets_neither_mail_nor_password() {
    let place = waiting("mail-no-starttls", &["reviewer@a.example"]);
    let post = MailServer::with(0, &["--user", "ballast", "--password", PASSWORD]);
    let file = password_file(&place, PASSWORD);
    let signs_in = [("BALLAST_SMTP_USER", "ballast"), ("BALLAST_SMTP_PASSWORD_FILE", file.as_str())];
    let server = Server::with(&place, &format!("smtp://127.0.0.1:{}?tls=required", post.port), &signs_in);
    let told = doctor_says(&place, "mail-not-sent-yet");
    assert!(told.contains("STARTTLS is not supported"), "{told}");
    server.end();
    assert!(!post.has_more(), "nobody signed in, and nothing was sent");
}

#[test]
fn who_signs_in_with_the_right_password_sends_and_a_wrong_one_waits_to_be_mended() {
    let place = waiting("mail-password", &["reviewer@a.example"]);
    let certificate = Certificate::of("IP:127.0.0.1", &place.folder);
    let post = certificate.server(&["--user", "ballast", "--password", PASSWORD]);
    let url = format!("smtp://127.0.0.1:{}?tls=required", post.port);
    let file = password_file(&place, "another password");
    let environment = [
        certificate.trusted(),
        ("BALLAST_SMTP_USER", "ballast"),
        ("BALLAST_SMTP_PASSWORD_FILE", file.as_str()),
    ];
    let server = Server::with(&place, &url, &environment);
    let told = doctor_says(&place, "mail-not-sent-yet");
    assert!(told.contains("(535)") && !told.contains("another password"), "{told}");
    assert!(!told.contains("mail-given-up"), "a wrong password loses no mail: {told}");
    let attempt = post.next();
    assert_eq!((&attempt["right"], &attempt["protected"]), (&false.into(), &true.into()));
    server.end();
    hurry(&place);
    password_file(&place, PASSWORD);
    let server = Server::with(&place, &url, &environment);
    let attempt = post.next();
    assert_eq!((&attempt["signs_in"], &attempt["right"]), (&"ballast".into(), &true.into()));
    assert_eq!(post.next()["to"], serde_json::json!(["reviewer@a.example"]));
    let said = server.end();
    assert!(!said.contains(PASSWORD), "{said}");
    assert!(!post.has_more() && !place.told(&["doctor", "--format", "csv"]).contains("mail-"));
}
