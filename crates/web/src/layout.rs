//! What every page has around its content.

use crate::assets;
use crate::components::{Account, Breadcrumbs, Footer, Header, Link};
use crate::html::Html;

/// Everything around the content of a page. A page's template extends `layout.html` and has a field `shell`.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// Title of the page, without the name of the product.
    pub title: String,
    /// The main parts of the house, the current one marked.
    pub navigation: Vec<Link>,
    /// Who is signed in.
    pub account: Vec<Account>,
    /// The way to this page.
    pub breadcrumbs: Vec<Link>,
    /// What stands above everything: the switcher of roles in the demonstration.
    pub above: Html,
    /// News at the top of the content: the receipt of what was just recorded.
    pub notice: Html,
    /// Links of the footer.
    pub footer: Vec<Link>,
    /// Does a form of the page have errors? Then its title says so first.
    pub has_errors: bool,
}

impl Shell {
    /// The shell of a page without anything special.
    pub fn new(title: impl Into<String>) -> Self {
        Shell { title: title.into(), ..Shell::default() }
    }

    /// The whole title.
    pub fn full_title(&self) -> String {
        let error = if self.has_errors { "Error: " } else { "" };
        format!("{error}{} – Ballast", self.title)
    }

    /// The header.
    pub fn header(&self) -> Header {
        Header {
            product: Link::to("/", "Ballast"),
            account: self.account.clone(),
            navigation: self.navigation.clone(),
        }
    }

    /// The way to this page.
    pub fn breadcrumbs(&self) -> Breadcrumbs {
        Breadcrumbs { links: self.breadcrumbs.clone() }
    }

    /// The footer.
    pub fn footer(&self) -> Footer {
        Footer {
            links: self.footer.clone(),
            text: "Ballast is open source. Its figures are estimates: each says where it comes from.".into(),
        }
    }

    /// The address of an asset by its stem.
    pub fn asset(&self, stem: &str) -> String {
        assets::address(stem)
    }
}
