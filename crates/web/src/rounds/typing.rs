//! What is typed into a form of a round is kept while it is typed, and stands there again when the form is opened the next time.

use actions::{Refusal, acts};
use assurance::{ActKind, RestsOn};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use vocabulary::Code;

use super::act::{body_of, kind_of};
use super::fields::rests_on;
use super::on::On;
use crate::Html;
use crate::components::NotificationBanner;
use crate::fields::Values;
use crate::hurt::Problem;
use crate::site::plain::Plain;
use crate::site::{Posted, Refused, Site, Visitor};

/// Fields that aren't typed.
const NOT_TYPED: [&str; 2] = ["seen", "file"];

/// What stands in a form, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Typed<'a> {
    pub values: &'a Values,
    pub problems: &'a [Problem],
    /// Was it typed the last time, and not sent?
    pub is_unsent: bool,
    /// Is something else there by now than when it was typed?
    pub is_late: bool,
    pub status: StatusCode,
}

impl<'a> Typed<'a> {
    /// A form that wasn't taken.
    pub fn refused(values: &'a Values, problems: &'a [Problem]) -> Self {
        Typed { values, problems, is_unsent: false, is_late: false, status: StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// A form that rests on what is no longer so.
    pub fn late(values: &'a Values, problems: &'a [Problem]) -> Self {
        Typed { is_late: true, status: StatusCode::PRECONDITION_FAILED, ..Typed::refused(values, problems) }
    }

    /// That what stands in it isn't saved, if it isn't.
    pub fn unsent(&self) -> Option<&'static str> {
        let words = match self.is_late {
            false => {
                "What you typed last time wasn’t saved. It stands below: save it, or put what you want in its place."
            }
            true => {
                "What you typed last time wasn’t saved, and somebody has changed something here since. It stands below: look at both before you save it."
            }
        };
        self.is_unsent.then_some(words)
    }

    /// Says above the form that what stands in it isn't saved.
    pub fn told(&self, page: Plain) -> Plain {
        Typed::told_of(self.unsent(), page)
    }

    /// Says it where it is so.
    pub fn told_of(unsent: Option<&'static str>, page: Plain) -> Plain {
        let banner =
            |words: &str| NotificationBanner { is_success: false, heading: words.into(), html: None };
        unsent.into_iter().fold(page, |page, words| page.add(banner(words)))
    }
}

/// What was found when a form is opened.
#[derive(Debug)]
pub(super) struct Opened {
    values: Values,
    is_unsent: bool,
    is_late: bool,
}

impl Opened {
    /// What stands in the form of an act: what its reader typed last and didn't send, or what is saved.
    pub async fn of(
        site: &Site,
        visitor: &Visitor,
        on: &On,
        (act, at, rests): (ActKind, Option<&Code>, &RestsOn),
        saved: Values,
    ) -> Result<Opened, Refused> {
        let form = acts::RoundForm { act, at, on: rests };
        let unit = (on.round.seen.reference(), on.seen.unit());
        let typed = acts::see_round_typing(site.desk(), &visitor.actor, unit, form, site.now()).await?;
        let Some(typed) = typed else {
            return Ok(Opened { values: saved, is_unsent: false, is_late: false });
        };
        let fields: Vec<(String, String)> = serde_json::from_str(&typed.content).unwrap_or_default();
        let is_saved = |(name, value): &(String, String)| plain(value) == plain(saved.get(name));
        if fields.iter().all(is_saved) {
            return Ok(Opened { values: saved, is_unsent: false, is_late: false });
        }
        let is_late = typed.seen != on.seen.seen(act, at, rests);
        Ok(Opened { values: Values::from(fields), is_unsent: true, is_late })
    }

    /// To be shown.
    pub fn typed(&self) -> Typed<'_> {
        let Opened { values, is_unsent, is_late } = self;
        Typed { values, problems: &[], is_unsent: *is_unsent, is_late: *is_late, status: StatusCode::OK }
    }
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_string()
}

/// Marks fields as kept while somebody types into them.
pub(super) fn keeps(on: &On, act: ActKind, fields: Vec<Html>) -> Html {
    let open = Html::raw(format!("<div data-keeps=\"{}\">", on.at(&format!("typing/{act}"))));
    fields.into_iter().fold(open, Html::then).then(Html::raw("</div>"))
}

/// `POST /rounds/{round}/{unit}/typing/{act}`: keeps what is typed, while it is typed.
pub(super) async fn keep(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, act)): Path<(String, String, String)>,
    Posted(posted): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let code = |text: &str| text.parse::<Code>().map_err(|_| Refused::from(Refusal::NotFound));
    let (act, round, unit) = (kind_of(&act)?, code(&round)?, code(&unit)?);
    let values = Values::from(posted.clone());
    let rests = rests_on(act, &values);
    let at = body_of(&values);
    let form = acts::RoundForm { act, at: at.as_ref(), on: &rests };
    let typed: Vec<&(String, String)> =
        posted.iter().filter(|(name, _)| !NOT_TYPED.contains(&name.as_str())).collect();
    let content = serde_json::to_string(&typed).unwrap_or_default();
    let kept = (content.as_str(), values.get("seen"));
    acts::keep_round_typing(site.desk(), &visitor.actor, (&round, &unit), form, kept, site.now()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
