//! The analysis of a case for its assurer: what each exhibit rests on, what units have signed of it by now, and what changed since
//! it was signed off last.

use actions::{Id, Refusal, SignedCount, acts};
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{ActKind, Exhibit, Party};

use super::on::{On, found};
use super::{changes, words};
use crate::Html;
use crate::site::plain::{Plain, list};
use crate::site::{Refused, Site, Visitor, encoded};

/// `GET /cases/{reference}/analysis`, for the commissioners of the case.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    if on.seen.party() != Party::Ours {
        return Err(Refusal::NotFound.into());
    }
    let mut page = on.below("The analysis").lead(lead(&on));
    let answers =
        acts::see_case_exhibits(site.desk(), &visitor.actor, on.seen.reference(), site.now()).await?;
    for exhibit in &on.seen.view().exhibits {
        let answer = answers.iter().find(|(hash, _)| hash == exhibit.hash.as_str());
        let opened = match answer {
            Some((_, result)) => Some(opened(&site, &visitor, result).await),
            None => None,
        };
        page = rests_on(&on, page, exhibit, opened.flatten().as_ref());
    }
    page = since(&on, page);
    if on.seen.may(ActKind::SignOff) {
        let at = on.at(&format!("do/{}", ActKind::SignOff));
        page = page.heading("Sign it off").add(list([Html::link(&at, words::title(ActKind::SignOff))]));
    }
    Ok(found(page))
}

fn lead(on: &On) -> String {
    match on.seen.view().signed_off {
        Some((day, limits)) => format!("It was signed off on {}: {limits}", words::day(*day)),
        None => "It isn’t signed off as it stands. Who signs it off has done nothing else in the case."
            .to_string(),
    }
}

/// Where an answer is read, and what units have signed of what it rests on.
struct Opened {
    href: String,
    signed: Vec<SignedCount>,
}

async fn opened(site: &Site, visitor: &Visitor, result: &Id) -> Option<Opened> {
    let (desk, actor) = (site.desk(), &visitor.actor);
    if let Ok(weighed) = acts::see_weighed(desk, actor, result).await {
        return Some(Opened { href: format!("/weigh/{result}/firmness"), signed: weighed.signed });
    }
    let answer = acts::see_answer(desk, actor, result, site.now()).await.ok()?;
    Some(Opened { href: format!("/hurt/{result}/how"), signed: answer.signed })
}

/// What an exhibit rests on: as it was attached, and as it stands today.
fn rests_on(on: &On, page: Plain, exhibit: &Exhibit, opened: Option<&Opened>) -> Plain {
    let page = page.heading(format!("What “{}” rests on", exhibit.title));
    let page = exhibit.basis.iter().fold(page, |page, text| page.text(text));
    let Some(opened) = opened else { return page };
    let link = Html::link(&opened.href, "How it was worked out, and what drives it");
    let today = opened.signed.iter().map(|count| {
        let at = format!("/units/{}/assumptions", encoded(count.unit.as_str()));
        Html::from("Today: ").then(Html::link(&at, &count.told(&on.name(&count.unit))))
    });
    page.add(list(std::iter::once(link).chain(today)))
}

fn since(on: &On, page: Plain) -> Plain {
    let page = page.heading("What changed since it was signed off");
    let Some([then, now]) = on.seen.since_sign_off() else { return page.text("It was never signed off.") };
    let day = then.on.map(words::day).unwrap_or_default();
    match (&then.texts, &then.exhibits, &then.files) == (&now.texts, &now.exhibits, &now.files) {
        true => page.text(format!("Nothing, since {day}.")),
        false => {
            let page =
                page.text(format!("{} from what was signed off on {day}.", changes::count(&then, &now)));
            changes::differences(page, &then, &now)
        }
    }
}
