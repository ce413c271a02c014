use actions::{Actor, Role};
use vocabulary::Code;

use crate::home::Card;
use crate::site::Names;

/// What somebody is likely to want next, each once, what their roles are about first.
pub(super) fn cards_of(actor: &Actor, names: &Names) -> Vec<Card> {
    let mut cards: Vec<Card> =
        actor.roles.iter().flat_map(|(body, role)| of_role(*role, body, names)).collect();
    cards.push(Card::to(
        "/market",
        "The market",
        "Who buys what from whom, at what share of their allowance.",
    ));
    cards.push(Card::to(
        "/registers",
        "Registers",
        "What is known, by whom it was brought in, and since when.",
    ));
    cards.push(Card::to("/account", "Your account", "Your roles, your password, and tokens for the API."));
    let mut once: Vec<Card> = Vec::new();
    for card in cards {
        if !once.iter().any(|known| known.link.href == card.link.href) {
            once.push(card);
        }
    }
    once
}

fn hurt(text: impl Into<String>) -> Card {
    Card::to("/hurt", "Who else is hurt?", text.into())
}

fn weigh(text: impl Into<String>) -> Card {
    Card::to("/weigh", "Make, share or buy", text.into())
}

fn audit(body: &Code, name: &str) -> Card {
    let text = format!("Who did what for {name}, and when.");
    Card::to(format!("/audit/{body}"), "What was done", text)
}

fn of_role(role: Role, body: &Code, names: &Names) -> Vec<Card> {
    let name = names.short(body);
    match role {
        Role::Viewer => Vec::new(),
        Role::DataSteward => {
            let text = format!("Upload a pack, one table or payments for {name}: check, review, confirm.");
            vec![Card::to("/registers", "Bring facts in", text), audit(body, &name)]
        }
        Role::Author | Role::Certifier | Role::GoverningBody | Role::HrLead => of_commissioner(role, &name),
        Role::UnitDirector | Role::UnitFinance => vec![
            Card::to(
                format!("/units/{body}/standing"),
                format!("Keep {name} standing"),
                "Income at risk by customer and line, what is near critical mass, and the break-even.",
            ),
            hurt(format!("What happens to {name} when a customer leaves, or joins.")),
            weigh("Appraisals that customers have shared with you."),
        ],
        Role::Reviewer | Role::ReviewLead | Role::Assessor => vec![
            Card::to(
                "/country",
                "The country",
                "Units at risk, cases that wait, conditions overdue and agreements that end, the worst first.",
            ),
            hurt("What moves would do together, to units and to neighbours."),
            weigh("Appraisals that commissioners have shared with you."),
        ],
        Role::Assurer => vec![hurt("The assumptions behind an answer, by their weight in it.")],
        Role::Administrator => {
            let text = "Add people, give and end their roles.";
            vec![Card::to("/accounts", "Accounts", text), audit(body, &name)]
        }
    }
}

/// The cards of those who write, answer for, decide and staff what a commissioner does.
fn of_commissioner(role: Role, name: &str) -> Vec<Card> {
    let (hurts, weighs) = match role {
        Role::Author => (
            format!("Say what {name} may take elsewhere, and see what that does to everybody."),
            format!("Weigh where the services of {name} should come from, in four stages."),
        ),
        Role::Certifier => (
            format!("What the authors of {name} have worked out, before you answer for it."),
            format!("The options of {name}: lock what matters, and see how firmly the answer stands."),
        ),
        Role::GoverningBody => (
            format!("What a move of {name} would do to the others, before you decide."),
            format!("The options of {name} beside each other: cost to you, to others, to the public purse."),
        ),
        _ => (
            format!("Who would transfer, be redeployed or be at risk if {name} moves."),
            format!("Keep the schedule of posts of an appraisal of {name}: who does the work today."),
        ),
    };
    vec![hurt(hurts), weigh(weighs)]
}
