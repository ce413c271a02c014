use exchange::{coalition_json, csv_bytes, read_coalitions};
use stability::coalition::{Answer, CoreTest, Group, Kind, Method, Table, solve};
use vocabulary::{Pence, Place};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{Cell, Listing, Section, json_bytes, to_text};

/// What is asked of the verb.
pub(super) struct Asked {
    /// The table of groups.
    pub coalitions: String,
    /// The word of a method.
    pub method: String,
    /// Are the amounts savings?
    pub savings: bool,
    /// Do missing groups get the sum of their best parts?
    pub additive: bool,
}

/// So many levels are printed for people.
const LEVELS_SHOWN: usize = 5;
/// So many groups of a level are printed for people.
const GROUPS_SHOWN: usize = 8;

/// Shares a total among members by a table of groups.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let method: Method = match asked.method.parse() {
        Ok(method) => method,
        Err(words) => return Answered::wrong_use(format!("--method {}: expected {words}", asked.method)),
    };
    let kind = if asked.savings { Kind::Savings } else { Kind::Cost };
    let limits = &context.loader.limits;
    let bytes = match context.loader.bytes(&asked.coalitions) {
        Ok(bytes) => bytes,
        Err(findings) => return Answered::refused(&findings),
    };
    let (table, mut findings) = read_coalitions(&asked.coalitions, &bytes, kind, asked.additive, limits);
    let Some(table) = table else { return Answered::refused(&findings) };
    let mut answer = solve(&table, method);
    for finding in &mut answer.findings {
        finding.place = Place::table(&asked.coalitions);
    }
    findings.extend(answer.findings.iter().cloned());
    let data = match context.format {
        Format::Json => json_bytes(&coalition_json(&answer, &findings)),
        Format::Csv => shares_csv(&answer),
        Format::Text => {
            page(&table, &answer).map_or(Vec::new(), |page| to_text(&page, context.colour).into_bytes())
        }
    };
    Answered::with(data, &findings)
}

fn shares_csv(answer: &Answer) -> Vec<u8> {
    let shares = answer.allocation.iter().flatten();
    let rows =
        answer.members.iter().zip(shares).map(|(member, share)| vec![member.clone(), share.pounds_text()]);
    csv_bytes(&["member", "amount_gbp"], rows)
}

/// The answer for people; none without shares.
fn page(table: &Table, answer: &Answer) -> Option<Listing> {
    let shares = answer.allocation.as_ref()?;
    let title = format!("Sharing {} among {} members", answer.total, answer.members.len());
    let mut listing = Listing::new(title, sentence(table, answer));
    let paid = if table.kind == Kind::Cost { "Pays" } else { "Gets" };
    let mut section = Section::new("shares", "The shares")
        .column("member", "Member")
        .column("share_gbp", paid)
        .column("alone_gbp", "Alone")
        .column("gain_gbp", "Gains by staying");
    for (i, (member, share)) in answer.members.iter().zip(shares).enumerate() {
        let alone = table.pence[1 << i];
        let gain = if table.kind == Kind::Cost { alone - *share } else { *share - alone };
        let cells = [*share, alone, gain].map(|amount| Cell::text(amount.to_string()));
        section.row(std::iter::once(Cell::text(member.as_str())).chain(cells).collect());
    }
    listing.add(section);
    listing.add(worst(table, answer));
    listing.add(how(table, answer));
    listing.add(levels(table, answer));
    Some(listing)
}

fn sentence(table: &Table, answer: &Answer) -> String {
    let core = answer.certificate.core.as_ref();
    if core.is_some_and(|core| core.empty) {
        return "No prices hold: whatever the shares, some group would do better on its own.".to_string();
    }
    match answer.certificate.worst {
        Some(worst) if worst.excess.0 > table.members.len() as i64 => {
            format!(
                "These prices don't hold: {} would do better on its own. Others hold.",
                named(table, worst.group)
            )
        }
        _ => "These are prices nobody gains by leaving: no group would do better on its own.".to_string(),
    }
}

/// The arithmetic of the group that is nearest to leaving, or gains most by it.
fn worst(table: &Table, answer: &Answer) -> Section {
    let section = Section::new("worst_group", "The group that would gain most by leaving");
    let Some(worst) = answer.certificate.worst else { return section };
    let (group, excess) = (named(table, worst.group), worst.excess.abs());
    let (pays, would) = if table.kind == Kind::Cost { ("pays", "pay") } else { ("gets", "get") };
    let result = match worst.excess.0 {
        0 => "It neither gains nor loses by leaving.".to_string(),
        1.. => format!("It would gain {excess} by leaving."),
        _ => format!("It would lose {excess} by leaving; every other group at least as much."),
    };
    let slack = answer.certificate.rounding_slack_pence;
    section
        .note(format!("{group} {pays} {}; alone it would {would} {}. {result}", worst.together, worst.alone))
        .note(format!("Rounding to whole pence changed this by {slack:+.2} pence."))
}

/// The words that stand nowhere else.
fn how(table: &Table, answer: &Answer) -> Section {
    let mut section = Section::new("how", "How this was worked out").note(format!(
        "Method: {}. Exact: all {} groups were looked at.",
        answer.method,
        table.pence.len() - 1
    ));
    if let Some(core) = &answer.certificate.core {
        section = section.note(core_words(table, core));
    }
    if let Some(epsilon) = answer.epsilon {
        section =
            section.note(format!("Largest excess of any group: {}.", excess_words(answer.method, epsilon)));
    }
    let verified = if answer.certificate.verified {
        "Checked again by plain addition over the whole table: the shares add up, the weights balance, no group is above its level."
    } else {
        "The check by plain addition failed: don't use these shares."
    };
    section.note(verified)
}

fn core_words(table: &Table, core: &CoreTest) -> String {
    let cover: Vec<String> = core
        .cover
        .iter()
        .take(GROUPS_SHOWN)
        .map(|w| format!("{:.4} × {}", w.weight, named(table, w.group)))
        .collect();
    let more = if core.cover.len() > GROUPS_SHOWN { " …" } else { "" };
    let word = if core.empty { "The core is empty" } else { "The core is not empty" };
    format!(
        "{word}: groups that cover each member once ({}{more}) come to {}, all as one to {}.",
        cover.join(", "),
        Pence::round(core.cover_amount),
        table.total()
    )
}

fn excess_words(method: Method, epsilon: f64) -> String {
    match method {
        Method::ProportionalNucleolus => format!("{:.4}% of its own amount", epsilon * 100.0),
        Method::PerCapitaNucleolus => format!("{} for each member", Pence::round(epsilon)),
        _ => Pence::round(epsilon).to_string(),
    }
}

fn levels(table: &Table, answer: &Answer) -> Section {
    let mut section = Section::new("levels", "Levels of excess")
        .column("groups", "Groups that bind")
        .column("epsilon", "Excess");
    let count = answer.levels.len();
    if count > LEVELS_SHOWN {
        section = section.note(format!(
            "The first {LEVELS_SHOWN} of {count} levels; `--format json` has all, with weights."
        ));
    }
    for level in answer.levels.iter().take(LEVELS_SHOWN) {
        let mut groups: Vec<String> =
            level.groups.iter().take(GROUPS_SHOWN).map(|group| named(table, *group)).collect();
        if level.count > GROUPS_SHOWN {
            groups.push(format!("and {} more", level.count - GROUPS_SHOWN));
        }
        section
            .row(vec![Cell::text(groups.join(", ")), Cell::text(excess_words(answer.method, level.epsilon))]);
    }
    section
}

fn named(table: &Table, group: Group) -> String {
    table.names(group).join("+")
}
