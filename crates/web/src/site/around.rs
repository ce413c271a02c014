use actions::permission::role_may;
use actions::{Operation, RecordReceipt as Receipt, Role};

use super::{Site, Visitor};
use crate::components::{Account, Link, NotificationBanner};
use crate::start::switcher;
use crate::{Html, Shell};

/// The name in an address of a receipt that a page shows.
pub(super) const RECORDED: &str = "recorded";

/// What stands around every page for whoever asks: the parts of the house that are open to them, and who they are.
pub fn shell(site: &Site, visitor: &Visitor) -> Shell {
    let here = visitor.address.split('?').next().unwrap_or_default();
    let part = |href: &str, text: &str| Link {
        is_current: here == href || (href != "/" && here.starts_with(&format!("{href}/"))),
        ..Link::to(href, text)
    };
    let actor = &visitor.actor;
    let mut navigation = vec![part("/", "Start")];
    let mut account = Vec::new();
    if actor.person.is_some() {
        navigation.push(part("/market", "The market"));
        navigation.push(part("/hurt", "Who else is hurt?"));
        navigation.push(part("/weigh", "Make, share or buy"));
        navigation.push(part("/cases", "Cases"));
        if actor.roles.iter().any(|(_, role)| is_in_rounds(*role)) {
            navigation.push(part("/rounds", "Rounds"));
        }
        if actor.roles.iter().any(|(_, role)| role_may(Operation::SeeCountry, Some(*role))) {
            navigation.push(part("/country", "The country"));
        }
        navigation.push(part("/registers", "Registers"));
        let mut units = actor.roles.iter().filter(|(_, role)| role.keeps_books()).map(|(body, _)| body);
        if let Some(unit) = units.next() {
            navigation.push(part(&format!("/units/{unit}/standing"), "Your unit"));
        }
        if actor.roles.iter().any(|(_, role)| role_may(Operation::SeeAccounts, Some(*role))) {
            navigation.push(part("/accounts", "Accounts"));
        }
        account.push(Account::Link(Link::to("/account", &actor.name)));
    }
    match (&visitor.samples, &actor.person) {
        (Some(_), _) => {}
        (None, Some(_)) => {
            account.push(Account::Action { text: "Sign out".into(), address: "/sign-out".into() });
        }
        (None, None) => account.push(Account::Link(Link::to("/sign-in", "Sign in"))),
    }
    let above =
        visitor.samples.as_ref().map(|samples| switcher(site, samples, &visitor.address)).unwrap_or_default();
    let notice = visitor.recorded.as_deref().map(receipt_banner).unwrap_or_default();
    let footer = vec![
        Link::to("/published", "Published cases and decisions"),
        Link::to("/rounds", "Rounds that assure units"),
        Link::to("/prove", "Prove what was recorded"),
        Link::to(crate::cases::policy::ADDRESS, "The policy of 2013"),
    ];
    Shell { navigation, account, above, notice, footer, ..Shell::default() }
}

/// Who units are assured by, and who answers for them. Others find their way from the start when something waits for them.
fn is_in_rounds(role: Role) -> bool {
    [Operation::AnswerRound, Operation::RateUnit, Operation::LeadRound]
        .iter()
        .any(|operation| role_may(*operation, Some(role)))
}

/// The address of a page that shows the receipt of what was just recorded.
pub(crate) fn recorded(address: &str, receipt: &Receipt) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{RECORDED}={}", encoded(&receipt.to_string()))
}

/// What is told of a receipt at the top of a page.
fn receipt_banner(receipt: &str) -> Html {
    let link = Html::link(&format!("/prove?receipt={}", encoded(receipt)), "prove later what was recorded");
    let says = Html::raw("<p>Your receipt: <strong class=\"app-code\">")
        .then(receipt)
        .then(Html::raw("</strong></p><p>Keep it. With it anybody can "))
        .then(link)
        .then(Html::raw(".</p>"));
    NotificationBanner { is_success: true, heading: "It stands in the record".into(), html: Some(says) }
        .into()
}

/// Text as it stands in the query of an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
