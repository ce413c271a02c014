//! The answer first: a sentence, four numbers, and the four questions in a sentence or two each.

use exchange::result::{Number, Told, headline, real_or_moved, recorded_words, turned};
use ledger::BodyId;
use listing::{Cell, Listing, Section};
use register::rules::SignificanceTest;
use stability::effects::percent_of;
use stability::impact::Party;
use stability::viability::{Verdict, break_even_loss};
use vocabulary::{Basis, Pence};

use super::{capital, lines, paragraphs, range};

pub(super) fn page(told: &Told<'_>) -> Listing {
    let head = headline(told);
    let mut listing = Listing::new("", head.sentence);
    for number in head.numbers.iter().map(turned) {
        listing.number(number.id, number.title.clone(), Cell::Money(number.value));
    }
    let mut first = vec![head.caveat];
    first.push(real_or_moved(told));
    let early = told.answer.findings.iter().filter(|finding| finding.code == "stopped-early");
    first.extend(early.map(|finding| format!("{}.", capital(&finding.seen))));
    listing.add(numbers(told, &head.numbers, first));
    listing.add(paragraphs("stands", "Does the unit stand?", stands(told)));
    listing.add(paragraphs("others", "How many others pay more, and how much?", others(told)));
    listing.add(paragraphs("spreads", "Does it spread?", spreads(told)));
    listing.add(paragraphs("price", "Is there a price that holds?", price(told)));
    listing.add(significance(told));
    let mut recorded = recorded_words(told);
    if !recorded.is_empty() {
        recorded.push(
            "Everything else here is worked out from modelled prices and costs that add up to what is recorded."
                .to_string(),
        );
    }
    listing.add(paragraphs("recorded", "What is recorded", recorded));
    listing
}

fn numbers(told: &Told<'_>, numbers: &[Number], notes: Vec<String>) -> Section {
    let draws = told.answer.ensemble.draws.len();
    let mut section = Section::new("numbers", "The answer in numbers")
        .column("number", "Over the whole time")
        .column("likely_gbp", "Likely");
    section.notes = notes;
    if draws > 0 {
        section = section.column("p10_gbp", "8 in 10 draws: from").column("p90_gbp", "to");
    }
    for number in numbers.iter().map(turned) {
        let [low, high] = range(number.range);
        let mut cells = vec![Cell::text(&number.title), Cell::Money(number.value)];
        if draws > 0 {
            cells.extend([low, high]);
        }
        section.row(cells);
    }
    section
}

pub(super) fn standing(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stands => "stands",
        Verdict::Strained => "is strained",
        Verdict::Fails => "fails",
    }
}

/// The units for which something changes.
pub(super) fn touched(told: &Told<'_>) -> Vec<usize> {
    let impact = &told.answer.impact;
    let units = &impact.setup.model.units;
    (0..units.len()).filter(|unit| impact.change(units[*unit].body) != Pence::ZERO).collect()
}

fn stands(told: &Told<'_>) -> Vec<String> {
    let units = touched(told);
    if units.is_empty() {
        return vec!["Nothing changes for any unit.".to_string()];
    }
    units.into_iter().map(|unit| stands_one(told, unit)).collect()
}

fn stands_one(told: &Told<'_>, unit: usize) -> String {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let name = told.name(model.units[unit].body);
    let (before, after) = (&impact.baseline.verdicts[unit], &impact.moved.verdicts[unit]);
    let mut text =
        format!("{name} {}; without the move it {}.", standing(after.verdict), standing(before.verdict));
    if let Some(month) = after.fails_from {
        text += &format!(" From {} it cannot pay its way out of what it holds.", model.month(month).words());
    }
    if let Some(chance) = told.answer.ensemble.chance(|draw| draw.lowest_reserve[unit] < 0) {
        text += &format!(" Its reserve falls below zero in {:.0}% of the draws.", chance.share * 100.0);
    }
    let (lowest, month) = after.lowest_reserve;
    text +=
        &format!(" Its reserve is lowest in {}, at {}.", model.month(month).words(), lowest.whole_pounds());
    let row = told.snapshot.rows.units.iter().find(|row| row.unit_code == model.units[unit].code);
    if row.is_none_or(|row| row.basis == Basis::Assumed) {
        let opening = Pence::round(impact.setup.likely.unit_reserve[unit]).whole_pounds();
        text += &format!(
            " Its opening reserve of {opening} is assumed: none was published, and this answer hangs on it."
        );
    }
    if before.reserve.last().is_none_or(|reserve| reserve.0 < 0) {
        return text + " It can bear no loss of income: it would end with a debt without the move as well.";
    }
    let bear = break_even_loss(model, &before.reserve).whole_pounds();
    text + &format!(
        " It could lose {bear} of income a year from the start, shedding no cost, and still end with nothing owed."
    )
}

fn others(told: &Told<'_>) -> Vec<String> {
    let impact = &told.answer.impact;
    let neighbours: Vec<BodyId> =
        impact.bodies().into_iter().filter(|body| impact.party(*body) == Party::Neighbour).collect();
    let more: Vec<BodyId> = neighbours.iter().copied().filter(|body| impact.change(*body).0 > 0).collect();
    if more.is_empty() {
        return vec![format!("None of the {} other customers pays more.", neighbours.len())];
    }
    let sum: Pence = more.iter().map(|body| impact.change(*body)).sum();
    let pay = if more.len() == 1 { "pays" } else { "pay" };
    let mut notes = vec![format!(
        "{} of the {} other customers {pay} more, {} together over {} months.",
        more.len(),
        neighbours.len(),
        sum.whole_pounds(),
        told.answer.scenario.months
    )];
    let share = |body: &BodyId| percent_of(impact.change(*body), impact.baseline.sums.total(*body));
    let worst = more.iter().filter_map(|body| Some((share(body)?, *body)));
    if let Some((percent, body)) = worst.max_by(|a, b| a.0.total_cmp(&b.0)) {
        notes.push(format!(
            "Measured by what it pays, {} is hurt most: {} more, {}.",
            told.name(body),
            Cell::Percent(percent).words(),
            impact.change(body).whole_pounds()
        ));
    }
    notes
}

fn spreads(told: &Told<'_>) -> Vec<String> {
    if !told.answer.scenario.reaction {
        return vec!["Not asked: in this scenario nobody else decides anew.".to_string()];
    }
    let mut notes = vec![match told.answer.impact.spread().len() {
        0 => "No: at no review does anybody else leave because of the move.".to_string(),
        1 => "Yes: one more line leaves because of the move.".to_string(),
        more => format!("Yes: {more} more lines leave because of the move."),
    }];
    if let Some(chance) = told.answer.ensemble.chance(|draw| draw.spread > 0) {
        notes.push(format!(
            "It spreads in {:.0}% of the draws (standard error {:.1}).",
            chance.share * 100.0,
            chance.standard_error * 100.0
        ));
    }
    notes
}

/// The charge that would leave everyone else no worse off, and whether paying it would stop the spread.
fn price(told: &Told<'_>) -> Vec<String> {
    let charge = &told.answer.exit_charge;
    let mut notes = vec![format!(
        "A charge of {} (3.5% a year) would leave everyone else no worse off. Those that move save {} in the same terms, \
         and pay {} of such a charge under this scenario's rule.",
        charge.charge.whole_pounds(),
        charge.leaver_saving.whole_pounds(),
        charge.paid_already.whole_pounds()
    )];
    let Some(paid) = &told.answer.charge_paid else {
        notes.push("Nothing spreads, so today's prices hold among those who stay.".to_string());
        return notes;
    };
    notes.push(if paid.stops_the_spread() {
        format!(
            "Yes: paid month by month to those who stay, it holds their bills where they would be without the move, and \
             stops the spread. {} would stay that otherwise follow.",
            capital(&lines(paid.kept.len()))
        )
    } else {
        format!(
            "Not by this charge: paid month by month to those who stay, {} would still follow, because the move changes \
             what leaving costs them.",
            lines(paid.follow.len())
        )
    });
    let left = paid.charge.leaver_saving + paid.charge.paid_already - paid.charge.charge;
    notes.push(match left > Pence::ZERO {
        true => format!("Those that move would still save {} after paying it.", left.whole_pounds()),
        false => format!("Those that move would be {} worse off after paying it.", left.abs().whole_pounds()),
    });
    notes
}

/// Is a case needed, why, and who must be asked?
fn significance(told: &Told<'_>) -> Section {
    let significance = &told.answer.significance;
    let answer = match significance.is_significant() {
        true => "Yes: a case is needed, with the financial and HR implications for the wider system.",
        false => {
            "No: one page on the record will do (reasons, value for money, quality, effect on neighbours)."
        }
    };
    let mut section = Section::new("significance", "Is it significant, and who must be asked?")
        .note(answer)
        .column("test", "Test")
        .column("bites", "Met")
        .column("value_percent", "Here")
        .column("threshold_percent", "Threshold");
    for asked in &significance.asked {
        let about: Vec<String> =
            asked.about.iter().map(|code| told.snapshot.name_of(code.as_str())).collect();
        let name = told.snapshot.name_of(asked.oversight.as_str());
        section.notes.push(format!("Ask {name}: about {}.", about.join(", ")));
    }
    section.notes.push("The decision stays with the body that moves.".to_string());
    for row in &significance.rows {
        section.row(vec![
            Cell::text(test_words(row.test)),
            Cell::text(if row.bites { "yes" } else { "no" }),
            row.threshold.map_or(Cell::Blank, |_| Cell::Percent(row.value)),
            Cell::maybe(row.threshold, Cell::Percent),
        ]);
    }
    section
}

/// What a test of significance looks at.
fn test_words(test: SignificanceTest) -> &'static str {
    match test {
        SignificanceTest::BuyerShareOfUnitSpend => "Of what the buyer spends with the unit, it takes",
        SignificanceTest::UnitIncomeShare => "Of the unit's income, it takes",
        SignificanceTest::BreakEvenBreached => "The unit loses more than it can bear",
        SignificanceTest::ServiceUnderCriticalMass => "A service goes under its critical mass",
        SignificanceTest::OtherBodyWorseOff => "Somebody else pays more, by",
    }
}
