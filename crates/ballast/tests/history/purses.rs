//! The same exit under the rules of 2013 and of 2015: another purse, and the same cost to the system.

use std::collections::BTreeSet;
use std::fmt::Write;

use register::tables::DestinationKind;
use stability::impact::{Impact, Party};
use stability::scenario::{Destination, Scenario};
use vocabulary::{Code, Date};

use crate::world::{World, day};

const EXIT: &str = "2015-10-01";

pub fn printed(world: &World) -> String {
    let mut page = "## The same exit under the rules of its day and of 2015\n\n".to_string();
    let rows = world.rulebook.payer_rules.iter().filter(|row| row.rule_id == Code::new("leaver-if-in-house"));
    for row in rows.filter(|row| row.basis == vocabulary::Basis::Recorded) {
        writeln!(
            page,
            "- Recorded (`payer_rules`, from {}; {}): {}; of {} cost, leaver {}%, centre {}%.",
            row.valid_from,
            row.source.0,
            row.title.0,
            row.cost_kind,
            row.leaver_percent.0,
            row.centre_percent.0
        )
        .unwrap();
    }
    page += "\nThe exit of East and North Hertfordshire, as shipped, but in October 2015, when the rules of 2015 were in force. The unit \
             of the example had closed by then: this is the arithmetic of one exit under several rules, not an event. Nobody else \
             reacts, so that exits are the same; in pounds over the horizon, more than without the exit.\n";
    let places =
        [(DestinationKind::InHouse, None), (DestinationKind::Framework, Some(Code::new("X-FRAMEWORK")))];
    for (kind, code) in places {
        page += &table(world, &Destination { kind, code });
    }
    page
}

fn shipped(world: &World, to: &Destination, rule: &Code, reaction: bool) -> Scenario {
    let (scenario, _) = world.loader.scenario("east-and-north-hertfordshire");
    let mut scenario = scenario.unwrap();
    scenario.payer_rule = rule.clone();
    scenario.reaction = reaction;
    scenario.draws = 0;
    for moved in &mut scenario.moves {
        moved.date = day(EXIT);
        moved.to = to.clone();
    }
    scenario
}

/// Is any row of a rule in force on the day?
fn in_force(world: &World, rule: &Code, on: Date) -> bool {
    let rows = world.rulebook.payer_rules.iter().filter(|row| row.rule_id == *rule);
    rows.into_iter().any(|row| row.valid_from <= on && row.valid_to.is_none_or(|to| to >= on))
}

fn table(world: &World, to: &Destination) -> String {
    let mut page = format!(
        "\n### To: {to}\n\n| Rule | In force then | Leaver | Other buyers | Unit | Centre | System |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
    );
    let ids: BTreeSet<Code> = world.rulebook.payer_rules.iter().map(|row| row.rule_id.clone()).collect();
    let (mut systems, mut purses) = (BTreeSet::new(), BTreeSet::new());
    for rule in &ids {
        let impact = world.run(&shipped(world, to, rule, false));
        let paid = purse(&impact);
        let known = if in_force(world, rule, day(EXIT)) { "yes" } else { "no" };
        let [leaver, others, unit, centre] = paid.map(|pence| vocabulary::Pence(pence).whole_pounds());
        let system = impact.system_change();
        writeln!(
            page,
            "| `{rule}` | {known} | {leaver} | {others} | {unit} | {centre} | {} |",
            system.whole_pounds()
        )
        .unwrap();
        systems.insert(system.0);
        purses.insert(paid);
    }
    assert_eq!(systems.len(), 1, "a rule only moves money");
    let of_2015 = purse(&world.run(&shipped(world, to, &Code::new("leaver-if-in-house"), false)));
    let of_2013 = purse(&world.run(&shipped(world, to, &Code::new("unit-bears"), false)));
    let who = ["the leaver", "other buyers", "the unit", "the centre"];
    let moved = (0..4).filter(|index| of_2015[*index] > of_2013[*index]).map(|index| who[index]);
    writeln!(
        page,
        "\n**The system's cost is the same to the penny under all {} rules**, and the money comes from {} different sets of \
         purses. From the rule of 2013 (`unit-bears`) to that of 2015 (`leaver-if-in-house`), more is paid by: {}.",
        ids.len(),
        purses.len(),
        moved.collect::<Vec<_>>().join(", ")
    )
    .unwrap();
    page + &reacting(world, to, &ids)
}

fn purse(impact: &Impact) -> [i64; 4] {
    [Party::Leaver, Party::Neighbour, Party::Unit, Party::Centre].map(|party| impact.change_of(party).0)
}

/// Who else leaves depends on who pays: with reactions the system's cost may differ.
fn reacting(world: &World, to: &Destination, ids: &BTreeSet<Code>) -> String {
    let of = |rule: &Code| {
        let impact = world.run(&shipped(world, to, rule, true));
        (impact.system_change().0, impact.spread().len())
    };
    let answers: BTreeSet<(i64, usize)> = ids.iter().map(of).collect();
    match answers.len() {
        1 => "\nWhen others may react, nothing changes: nobody else leaves under one rule who stays under another.\n".to_string(),
        _ => {
            let told = answers.iter().map(|(system, exits)| {
                format!("{} with {exits} further lines leaving", vocabulary::Pence(*system).whole_pounds())
            });
            format!("\nWhen others may react, who pays decides who leaves, and the system's cost differs: {}.\n", told.collect::<Vec<_>>().join("; "))
        }
    }
}
