use actions::Role;

use super::{Site, Visitor};
use crate::Shell;
use crate::components::{Account, Link};

/// What stands around every page for whoever asks: the parts of the house that are open to them, and who they are.
pub fn shell(_site: &Site, visitor: &Visitor) -> Shell {
    let here = visitor.address.split('?').next().unwrap_or_default();
    let part = |href: &str, text: &str| Link {
        is_current: here == href || (href != "/" && here.starts_with(&format!("{href}/"))),
        ..Link::to(href, text)
    };
    let mut navigation = vec![part("/", "Start")];
    let mut account = Vec::new();
    if visitor.actor.person.is_some() {
        navigation.push(part("/market", "The market"));
        navigation.push(part("/hurt", "Who else is hurt?"));
        let keeps = [Role::UnitDirector, Role::UnitFinance];
        let unit = visitor.actor.roles.iter().find(|(_, role)| keeps.contains(role));
        if let Some((unit, _)) = unit {
            navigation.push(part(&format!("/units/{}/standing", encoded(unit.as_str())), "What we stand on"));
        }
        account.push(Account::Text(visitor.actor.name.clone()));
        account.push(Account::Action { text: "Sign out".into(), address: "/sign-out".into() });
    } else {
        account.push(Account::Link(Link::to("/sign-in", "Sign in")));
    }
    Shell { navigation, account, ..Shell::default() }
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
