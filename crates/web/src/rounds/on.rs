//! What the pages of a round are made from.

use actions::{RecordReceipt, Refusal, SeenRound, SeenUnit, acts};
use axum::response::{IntoResponse, Redirect, Response};
use vocabulary::Code;

use crate::Shell;
use crate::components::Link;
use crate::site::plain::Plain;
use crate::site::{Refused, Site, Visitor, encoded, recorded, shell};

/// A round as its reader sees it.
pub(super) struct OnRound {
    pub seen: SeenRound,
    shell: Shell,
}

impl OnRound {
    /// The round of a reference. Errors: `NotFound` for who isn't told of it.
    pub(super) async fn of(site: &Site, visitor: &Visitor, round: &str) -> Result<OnRound, Refused> {
        let reference: Code = round.parse().map_err(|_| Refusal::NotFound)?;
        let seen = acts::see_round(site.desk(), &visitor.actor, &reference, site.now()).await?;
        Ok(OnRound { seen, shell: shell(site, visitor) })
    }

    pub(super) fn home(&self) -> String {
        format!("/rounds/{}", encoded(self.seen.reference().as_str()))
    }

    pub(super) fn page(&self) -> Plain {
        let mut shell = self.shell.clone();
        shell.breadcrumbs = vec![Link::to("/rounds", "Rounds")];
        Plain::new(shell, self.seen.definition().title.as_str()).caption(self.seen.reference().to_string())
    }
}

/// A unit of a round as its reader sees it.
pub(super) struct On {
    pub round: OnRound,
    pub seen: SeenUnit,
}

impl On {
    /// A unit of a round. Errors: `NotFound` for who isn't told of it.
    pub(super) async fn of(site: &Site, visitor: &Visitor, round: &str, unit: &str) -> Result<On, Refused> {
        let round = OnRound::of(site, visitor, round).await?;
        let unit: Code = unit.parse().map_err(|_| Refusal::NotFound)?;
        let seen = round.seen.of_unit(&unit).cloned().ok_or(Refusal::NotFound)?;
        Ok(On { round, seen })
    }

    /// Where the unit stands in the house.
    pub(super) fn home(&self) -> String {
        format!("{}/{}", self.round.home(), encoded(self.seen.unit().as_str()))
    }

    /// An address below the unit.
    pub(super) fn at(&self, below: &str) -> String {
        format!("{}/{below}", self.home())
    }

    pub(super) fn name(&self, body: &Code) -> String {
        match body.is_any() {
            true => "All others".to_string(),
            false => self.seen.name(body),
        }
    }

    pub(super) fn definition(&self) -> &assurance::Definition {
        self.round.seen.definition()
    }

    /// What a domain is called.
    pub(super) fn domain(&self, id: &Code) -> String {
        self.definition().domain(id).map_or_else(|| id.to_string(), |domain| domain.title.clone())
    }

    /// What a rating is called.
    pub(super) fn rating(&self, id: &Code) -> String {
        self.definition().rating(id).map_or_else(|| id.to_string(), |rating| rating.title.clone())
    }

    /// What an outcome is called.
    pub(super) fn outcome(&self, id: &Code) -> String {
        self.definition().outcome(id).map_or_else(|| id.to_string(), |outcome| outcome.title.clone())
    }

    fn crumbs(&self) -> Vec<Link> {
        let round = format!("{}: {}", self.round.seen.reference(), self.definition().title);
        vec![Link::to("/rounds", "Rounds"), Link::to(self.round.home(), round)]
    }

    /// The page of the unit itself.
    pub(super) fn page(&self) -> Plain {
        let mut shell = self.round.shell.clone();
        shell.breadcrumbs = self.crumbs();
        Plain::new(shell, self.name(self.seen.unit())).caption(self.round.seen.reference().to_string())
    }

    /// A page below the unit.
    pub(super) fn below(&self, title: impl Into<String>) -> Plain {
        let mut shell = self.round.shell.clone();
        shell.breadcrumbs = self.crumbs();
        shell.breadcrumbs.push(Link::to(self.home(), self.name(self.seen.unit())));
        Plain::new(shell, title).caption(self.name(self.seen.unit()))
    }
}

/// A page, sent as found.
pub(super) fn found(page: Plain) -> Response {
    page.answer(axum::http::StatusCode::OK)
}

/// To a page that shows the receipt.
pub(super) fn on_its_way(home: &str, receipt: &str) -> Response {
    let to = match receipt.parse::<RecordReceipt>() {
        Ok(receipt) => recorded(home, &receipt),
        Err(_) => home.to_string(),
    };
    Redirect::to(&to).into_response()
}
