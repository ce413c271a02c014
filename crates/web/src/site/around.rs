use actions::Operation;
use actions::permission::role_may;

use super::{Site, Visitor};
use crate::Shell;
use crate::components::{Account, Link};
use crate::start::switcher;

/// What stands around every page for whoever asks: the parts of the house that are open to them, and who they are.
pub fn shell(_site: &Site, visitor: &Visitor) -> Shell {
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
        visitor.samples.as_ref().map(|samples| switcher(samples, &visitor.address)).unwrap_or_default();
    Shell { navigation, account, above, ..Shell::default() }
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
