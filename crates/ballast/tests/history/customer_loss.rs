//! Surrey and Sussex was large enough, and failed because customers left.

use std::collections::BTreeMap;
use std::fmt::Write;

use listing::thousands;
use register::rules::ViabilityTest;
use register::tables::Role;
use stability::scenario::Services;
use stability::viability::Verdict;
use vocabulary::Code;

use crate::world::{Stand, World, day, stand, taken};

pub fn printed(world: &World) -> String {
    let unit = Code::new("0CC");
    let mut page = "## Surrey and Sussex: above minimum scale, and failed on customer loss\n\n".to_string();
    page += &world.recorded("F35");
    page += "- Which two of the twelve left first wasn't printed, so every pair is asked; each takes everything in house on 1 May 2013 \
             (assumed), and the unit bears what is left behind.\n\n";
    page += &scale(world, &unit);
    page += &pairs(world, &unit);
    page + &every_unit(world)
}

/// Is it above minimum scale before anybody leaves?
fn scale(world: &World, unit: &Code) -> String {
    let impact = world.run(&world.question(pair_moves(unit, &customers(world, unit)[..2]), "unit-bears"));
    let model = &impact.setup.model;
    let index = model.unit_of(unit).unwrap();
    let of_scale =
        |row: &&stability::viability::TestRow| row.unit == index && row.test == ViabilityTest::MinimumScale;
    let tests: Vec<_> = impact.baseline.tests.iter().filter(of_scale).collect();
    let met = tests.iter().filter(|row| row.met).count();
    let people = tests.iter().map(|row| row.value).fold(0.0, f64::max);
    let economic = world.fact("F29").low.unwrap().0;
    let mut page = format!(
        "Before anybody leaves, the model says that {met} of its {} services with a known smallest scale are above it, at \
         {} registered people.",
        tests.len(),
        thousands(people as u64)
    );
    for row in tests.iter().filter(|row| !row.met) {
        let service = &model.cells[row.cell.unwrap()].code;
        write!(page, " Not: {service}, which asks for {}.", thousands(row.threshold as u64)).unwrap();
    }
    let says = if people >= economic {
        "**The model says what happened**: it was large enough"
    } else {
        "**The model says otherwise**: it was too small"
    };
    format!(
        "{page} {says} for the {} people at which support is economic (F29).\n\n",
        thousands(economic as u64)
    )
}

/// Its commissioners, the largest customers first.
fn customers(world: &World, unit: &Code) -> Vec<Code> {
    let mut paid: BTreeMap<Code, i64> = BTreeMap::new();
    for line in world.snapshot.rows.agreement_lines.iter().filter(|line| line.supplier_code == *unit) {
        let buyer = world.snapshot.body(&line.buyer_code);
        // NHS England and the rest of the market aren't commissioners that could leave as these did.
        if buyer.is_some_and(|row| row.roles.0 == vec![Role::Commissioner])
            && !line.buyer_code.as_str().starts_with("X-")
        {
            *paid.entry(line.buyer_code.clone()).or_default() += line.annual_gbp.0;
        }
    }
    let mut customers: Vec<_> = paid.into_iter().collect();
    customers.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    customers.into_iter().map(|(code, _)| code).collect()
}

fn pair_moves(unit: &Code, leavers: &[Code]) -> Vec<stability::scenario::Move> {
    leavers.iter().map(|buyer| taken(buyer, unit, Services::All, day("2013-05-01"))).collect()
}

fn loss(world: &World, unit: &Code, leavers: &[Code]) -> Stand {
    stand(&world.run(&world.question(pair_moves(unit, leavers), "unit-bears")), unit)
}

/// Every pair of customers.
fn pairs(world: &World, unit: &Code) -> String {
    let customers = customers(world, unit);
    let mut answers = Vec::new();
    for (index, one) in customers.iter().enumerate() {
        for other in &customers[index + 1..] {
            answers.push(loss(world, unit, &[one.clone(), other.clone()]));
        }
    }
    let count = |is: &dyn Fn(&Stand) -> bool| answers.iter().filter(|stand| is(stand)).count();
    let fails = count(&|stand| stand.verdict == Verdict::Fails);
    let under = count(&|stand| stand.under > 0);
    let follow = count(&|stand| stand.followers > 0);
    let worst = answers.iter().map(|stand| stand.under).max().unwrap();
    let of = answers.len();
    format!(
        "Of the {of} pairs of its {} commissioners in the register: after {fails} the unit fails; after {under} a service loses \
         critical mass ({worst} of {} at the most); after {follow} others then leave by their own decision.\n\n{}\n",
        customers.len(),
        answers[0].services,
        if fails == of {
            "**The model says what happened**: customer loss alone brings it down, whichever two leave. That is weaker than it \
             looks, as the next table shows."
        } else {
            "**The model says what happened for some pairs and not for others**; for how many, stands above."
        }
    )
}

/// The same of every unit: would it have told this one apart?
fn every_unit(world: &World) -> String {
    let mut page = "\nThe same of every unit, when its two largest commissioners leave:\n\n\
                    | Unit | Answer | Services newly under critical mass | Lines of others that then leave | Closed before 2015 |\n\
                    | --- | --- | ---: | ---: | --- |\n"
        .to_string();
    let (mut fails, mut under, mut closed, mut all) = (0, 0, 0, 0);
    for unit in world.units() {
        let customers = customers(world, &unit);
        let stand = loss(world, &unit, &customers[..2]);
        let end = world.closed(&unit);
        all += 1;
        fails += usize::from(stand.verdict == Verdict::Fails);
        under += usize::from(stand.under > 0);
        closed += usize::from(end.is_some());
        let what = end.map_or("no".to_string(), |(on, what)| format!("yes: {what}, {on}"));
        let name = world.name(&unit);
        writeln!(
            page,
            "| {name} | {} | {} of {} | {} | {what} |",
            stand.verdict, stand.under, stand.services, stand.followers
        )
        .unwrap();
    }
    writeln!(
        page,
        "\n{closed} of {all} units closed before 2015. Two customers lost, the model says of {fails} that they fail, and of \
         {under} that a service loses critical mass. {}",
        if fails == all {
            "**So the answer “fails” doesn't tell one unit from another**: every unit begins with no reserve, for none was \
             published, and any cost that it bears alone is then too much."
        } else {
            "The answer tells units apart."
        }
    )
    .unwrap();
    page
}
