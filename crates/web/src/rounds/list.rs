use actions::permission::allow;
use actions::{Operation, SeenRound, acts};
use axum::extract::State;
use axum::response::Response;

use super::on::found;
use super::words;
use crate::Html;
use crate::components::{Column, Table};
use crate::home::Card;
use crate::site::plain::{Plain, list, paragraph};
use crate::site::{Names, Refused, Site, Visitor, encoded, shell};

/// `GET /rounds`: what waits for whoever asks, and every round that they are told of.
pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let rounds = acts::see_rounds(site.desk(), &visitor.actor, site.now()).await?;
    let waits = waiting(&rounds);
    let lead = match (waits.len(), visitor.actor.person.is_some()) {
        (0, true) => "Nothing waits for you.".to_string(),
        (0, false) => "Units are assured in rounds. What came of them is open to everybody.".to_string(),
        (1, _) => "One thing waits for you.".to_string(),
        (several, _) => format!("{several} things wait for you."),
    };
    let mut page = Plain::new(shell(&site, &visitor), "Rounds").lead(lead);
    if !waits.is_empty() {
        page = page.add(list(waits));
    }
    let opens = visitor.actor.bodies().into_iter();
    let opens = opens.filter(|body| allow(&visitor.actor, Operation::OpenRound, Some(body)).is_ok());
    let names = Names::of(&site, &visitor).await;
    for body in opens {
        let at = format!("/rounds/new?body={}", encoded(body.as_str()));
        page = page.add(paragraph(Html::link(&at, &format!("Open a round of {}", names.short(body)))));
    }
    Ok(found(match rounds.is_empty() {
        true => page.text("There is no round that you are told of. A round asks units the same questions, holds their plans against what their customers intend, and is rated by two assessors."),
        false => page.add(table(&rounds)),
    }))
}

/// What waits, what is due first before the rest.
fn waiting(rounds: &[SeenRound]) -> Vec<Html> {
    let mut all = Vec::new();
    for round in rounds {
        for unit in round.units() {
            for turn in unit.turns() {
                let at = format!(
                    "/rounds/{}/{}",
                    encoded(round.reference().as_str()),
                    encoded(unit.unit().as_str())
                );
                let what = format!("{}: {}", unit.name(unit.unit()), words::title(turn.act).to_lowercase());
                let by = turn.by.map(|day| format!(", by {}", words::day(day))).unwrap_or_default();
                let told = Html::link(&at, &what).then(format!("{by} (for {})", unit.name(&turn.body)));
                all.push((turn.by.is_none(), turn.by, told));
            }
        }
    }
    all.sort_by_key(|(open, by, _)| (*open, *by));
    all.into_iter().map(|(_, _, told)| told).collect()
}

fn table(rounds: &[SeenRound]) -> Table {
    let columns = ["Round", "What is asked", "Opened by", "Opened", "Units"].map(Column::words);
    let row = |round: &SeenRound| {
        let at = format!("/rounds/{}", encoded(round.reference().as_str()));
        let units = round.units().iter().map(|unit| {
            Html::default().then(words::state_tag(unit.state())).then(format!(" {}", unit.name(unit.unit())))
        });
        let units = units.fold(Html::default(), |all, unit| {
            all.then(Html::raw("<div>")).then(unit).then(Html::raw("</div>"))
        });
        vec![
            Html::link(&at, round.reference().as_str()),
            round.definition().title.as_str().into(),
            round.name(round.overseer()).into(),
            words::day(round.opened()).into(),
            units,
        ]
    };
    Table::new("Rounds that you are told of", columns.into(), rounds.iter().map(row).collect())
}

/// The way into the rounds for whoever something waits for there.
pub(crate) async fn card(site: &Site, visitor: &Visitor) -> Option<Card> {
    let rounds = acts::see_rounds(site.desk(), &visitor.actor, site.now()).await.ok()?;
    let text = match waiting(&rounds).len() {
        0 => return None,
        1 => "One thing waits for you in a round that assures a unit.".to_string(),
        several => format!("{several} things wait for you in rounds that assure units."),
    };
    Some(Card::to("/rounds", "Rounds", text))
}
