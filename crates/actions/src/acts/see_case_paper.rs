use casework::Layout;
use exchange::paper::{CasePaper, Reading};
use jiff::Timestamp;
use listing::Listing;
use vocabulary::Code;

use super::act_on_case::seen_case;
use super::see_case_bundle::version_of;
use super::see_weighed::see_weighed;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A case as a document for whoever asks: what they see of it, the pages of the exhibits that they may open, and the receipts of
/// what they know was done.
///
/// Errors: `NotFound` when there is no such case, or they aren't told of it.
pub async fn see_case_paper(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    layout: Layout,
    now: Timestamp,
) -> Result<CasePaper, Refusal> {
    allow(actor, Operation::SeeCase, None)?;
    let mut view = desk.store().view().await?;
    let seen = seen_case(desk, &mut view, actor, reference, now).await?;
    let known = view.case_exhibits(reference).await?;
    drop(view);
    let shown = seen.view().exhibits;
    let shown: Vec<String> = shown.into_iter().map(|exhibit| exhibit.hash.to_string()).collect();
    let mut pages: Vec<(Code, Listing)> = Vec::new();
    for (hash, result) in known.into_iter().filter(|(hash, _)| shown.contains(hash)) {
        // Whoever may not open the exhibit reads its figures as the case has them.
        if let Ok(weighed) = see_weighed(desk, actor, &result).await {
            pages.extend(weighed.page.map(|page| (Code::new(&hash), Listing::clone(&page))));
        }
    }
    let version = version_of(&seen);
    let receipts: Vec<_> = seen.receipts().into_iter().filter_map(|text| text.parse().ok()).collect();
    let names = |body: &Code| seen.name(body);
    let reading =
        Reading { version, on: seen.on(), layout, names: &names, pages: &pages, receipts: &receipts };
    CasePaper::of(&seen.kept().case, &reading).ok_or(Refusal::NotFound)
}
