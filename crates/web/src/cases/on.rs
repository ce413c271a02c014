//! What the pages of a case are made from.

use actions::{Refusal, SeenCase, acts};
use axum::response::Response;
use vocabulary::Code;

use super::words;
use crate::Shell;
use crate::components::{Link, Tag};
use crate::site::plain::Plain;
use crate::site::{Refused, Site, Visitor, encoded, shell};

/// A case as its reader sees it, with the names of bodies.
pub(super) struct On {
    pub seen: SeenCase,
    shell: Shell,
}

impl On {
    /// The case of a reference. Errors: `NotFound` for who isn't told of it.
    pub(super) async fn of(site: &Site, visitor: &Visitor, reference: &str) -> Result<On, Refused> {
        let reference: Code = reference.parse().map_err(|_| Refusal::NotFound)?;
        let seen = acts::see_case(site.desk(), &visitor.actor, &reference, site.now()).await?;
        Ok(On { seen, shell: shell(site, visitor) })
    }

    /// Where the case stands in the house.
    pub(super) fn home(&self) -> String {
        format!("/cases/{}", encoded(self.seen.reference().as_str()))
    }

    /// An address below the case.
    pub(super) fn at(&self, below: &str) -> String {
        format!("{}/{below}", self.home())
    }

    pub(super) fn name(&self, body: &Code) -> String {
        self.seen.name(body)
    }

    /// Several bodies in a sentence.
    pub(super) fn bodies<'a>(&self, bodies: impl IntoIterator<Item = &'a Code>) -> String {
        let names: Vec<String> = bodies.into_iter().map(|body| self.name(body)).collect();
        match names.as_slice() {
            [] => "nobody".to_string(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }

    pub(super) fn tag(&self) -> Tag {
        words::state_tag(self.seen.notice().1)
    }

    /// A page below the case.
    pub(super) fn below(&self, title: impl Into<String>) -> Plain {
        let mut shell = self.shell.clone();
        shell.breadcrumbs = vec![
            Link::to("/cases", "Cases"),
            Link::to(self.home(), format!("{}: {}", self.seen.reference(), self.seen.notice().0)),
        ];
        Plain::new(shell, title).caption(self.seen.reference().to_string())
    }

    /// The page of the case itself.
    pub(super) fn page(&self) -> Plain {
        let mut shell = self.shell.clone();
        shell.breadcrumbs = vec![Link::to("/cases", "Cases")];
        Plain::new(shell, self.seen.notice().0).caption(self.seen.reference().to_string())
    }
}

/// A page, sent as found.
pub(super) fn found(page: Plain) -> Response {
    page.answer(axum::http::StatusCode::OK)
}
