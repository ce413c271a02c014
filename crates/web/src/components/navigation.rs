use askama::Template;

use crate::Html;
use crate::html::component;

/// A link, which may be to the page that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Its address.
    pub href: String,
    /// Is it the page, or the part of the house, that is shown?
    pub is_current: bool,
}

impl Link {
    /// A link to somewhere else.
    pub fn to(href: impl Into<String>, text: impl Into<String>) -> Self {
        Link { text: text.into(), href: href.into(), is_current: false }
    }
}

/// What stands at the right of the header about who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// Words.
    Text(String),
    /// A link: the person's own page, or to sign in.
    Link(Link),
    /// A button that sends a form: to sign out.
    Action {
        /// Its words.
        text: String,
        /// Where the form goes.
        address: String,
    },
}

/// The header: name of the product, who is signed in, the main parts. No logo.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/header.html")]
pub struct Header {
    /// Name of the product and where it leads.
    pub product: Link,
    /// Who is signed in.
    pub account: Vec<Account>,
    /// The main parts of the house.
    pub navigation: Vec<Link>,
}

/// The way from the start to this page, without the page itself.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/breadcrumbs.html")]
pub struct Breadcrumbs {
    /// From the start; empty shows nothing.
    pub links: Vec<Link>,
}

/// Back to the page before, where there is no way to show.
#[derive(Debug, Clone, Template)]
#[template(path = "components/back_link.html")]
pub struct BackLink {
    /// Where to.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// The footer: links, and one sentence.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/footer.html")]
pub struct Footer {
    /// Links.
    pub links: Vec<Link>,
    /// The sentence.
    pub text: Html,
}

/// One page of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageLink {
    /// A page by its number.
    Page {
        /// Its number.
        number: usize,
        /// Its address.
        href: String,
        /// Is it shown?
        is_current: bool,
    },
    /// Pages left out.
    Ellipsis,
}

/// The pages of a long list.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the next page.
    pub next: Option<String>,
    /// The pages.
    pub pages: Vec<PageLink>,
}

impl Pagination {
    /// The pages of a list of so many, with the first, the last and those beside the one that is shown.
    pub fn of(pages: usize, current: usize, address: impl Fn(usize) -> String) -> Self {
        let mut links: Vec<PageLink> = Vec::new();
        for number in 1..=pages {
            if number == 1 || number == pages || number.abs_diff(current) <= 1 {
                links.push(PageLink::Page { number, href: address(number), is_current: number == current });
            } else if links.last() != Some(&PageLink::Ellipsis) {
                links.push(PageLink::Ellipsis);
            }
        }
        Pagination {
            previous: (current > 1).then(|| address(current - 1)),
            next: (current < pages).then(|| address(current + 1)),
            pages: links,
        }
    }
}

component!(Header, Breadcrumbs, BackLink, Footer, Pagination);
