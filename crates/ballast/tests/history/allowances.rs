//! Allowances were cut by a tenth in 2015/16: which appraisals flip?

use std::fmt::Write;

use appraisal::answer::{Answer, Depth, answer};
use register::Snapshot;
use vocabulary::{Code, FinancialYear, Pence};

use crate::world::World;

const SHIPPED: [&str; 3] = ["east-and-north-hertfordshire", "north-east-west-devon", "closing-unit-2026"];

pub fn printed(world: &World) -> String {
    let mut page = "## The cut of allowances in 2015/16\n\n- Allowances of 2014/15 and 2015/16 are derived in the register (`rca-estimate-later`): \
                    £24.73 and £22.07 a head, as published.\n- An order of options doesn't read the money there is: points and money order them, and the \
                    envelope is shown beside. So no order can flip by the cut alone. What can: whether the option that comes first \
                    saves, in 2015/16, as much as the body lost in that year. All else that the body runs is taken to cost what it did.\n"
        .to_string();
    for name in SHIPPED {
        page += &of(world, name);
    }
    page
}

fn of(world: &World, name: &str) -> String {
    let (appraisal, _) = world.loader.appraisal(name);
    let mut appraisal = appraisal.unwrap();
    appraisal.draws = 0;
    let (snapshot, _) = world.loader.register(&appraisal.register);
    let mut page = format!("\n### {}\n\n", appraisal.title);
    let allowance = |year: i32| allowance(&snapshot, &appraisal.buyer, year);
    let (Some(before), Some(after)) = (allowance(2014), allowance(2015)) else {
        return page + "Its years don't have the cut of 2015/16: nothing to ask.\n";
    };
    let answer = answer(&snapshot, &world.rulebook, &appraisal, Depth::default());
    let answer = answer.unwrap_or_else(|findings| panic!("{findings:?}"));
    let cut = before - after;
    let percent = cut.as_f64() / before.as_f64() * 100.0;
    writeln!(
        page,
        "Allowance {} in 2014/15, {} in 2015/16: {} less, {percent:.1}%.\n",
        before.whole_pounds(),
        after.whole_pounds(),
        cut.whole_pounds()
    )
    .unwrap();
    page += "| Place | Option | Paid more in 2015/16 than by staying | Makes up for the cut |\n| ---: | --- | ---: | --- |\n";
    let saves = |option: usize| of_2015(&answer, option).is_some_and(|more| -more.0 >= cut.0);
    for (place, option) in answer.order.iter().enumerate() {
        let more = of_2015(&answer, *option).unwrap();
        let makes_up = if saves(*option) { "yes" } else { "no" };
        writeln!(
            page,
            "| {} | {} | {} | {makes_up} |",
            place + 1,
            answer.options[*option].title,
            more.whole_pounds()
        )
        .unwrap();
    }
    let first = answer.order[0];
    let instead = answer.order.iter().copied().find(|option| saves(*option));
    let title = |option: usize| &answer.options[option].title;
    page + &match instead {
        Some(other) if other == first => {
            format!("\n**Doesn't flip**: “{}” comes first and makes up for the cut.\n", title(first))
        }
        Some(other) => format!(
            "\n**Flips**: “{}” comes first, but of those that make up for the cut “{}” does.\n",
            title(first),
            title(other)
        ),
        None => format!(
            "\n**Doesn't flip, and doesn't help**: “{}” comes first, and no option makes up for the cut.\n",
            title(first)
        ),
    }
}

/// What a body may spend in a year: the row of the best source.
fn allowance(snapshot: &Snapshot, body: &Code, year: i32) -> Option<Pence> {
    let year = FinancialYear::starting(year);
    let of_body = |row: &&register::tables::Allowance| row.body_code == *body && row.financial_year == year;
    snapshot.rows.allowances.iter().find(of_body).map(|row| row.amount_gbp)
}

/// What the body pays more in 2015/16 than by staying, in the prices of that year.
fn of_2015(answer: &Answer, option: usize) -> Option<Pence> {
    let year = answer.years.iter().position(|year| year.starts == 2015)?;
    Some(Pence::round(answer.options[option].flows.us[year] * answer.years[year].prices))
}
