use vocabulary::{Finding, Pence, Place};

use super::answer::GROUPS_SHOWN;
use super::game::{Game, sum};
use super::levels::{Run, Step, run};
use super::separable::separable;
use super::shapley::shapley;
use super::{
    Answer, Certificate, CoreTest, Group, Kind, Level, LevelProof, Method, Table, Weighed, verify, whole,
};

/// Levels nearer than this, in scaled units, are one level.
const SAME_LEVEL: f64 = 1e-9;

/// Shares the total of a table by a method, with what is needed to check it.
pub fn solve(table: &Table, method: Method) -> Answer {
    let mut answer = Answer {
        method,
        kind: table.kind,
        members: table.members.clone(),
        total: table.total(),
        allocation: None,
        epsilon: None,
        levels: Vec::new(),
        certificate: Certificate::default(),
        findings: Vec::new(),
    };
    if table.members.len() < 2 {
        answer.certificate.unrounded = vec![table.total().as_f64(); table.members.len()];
        answer.certificate.verified = true;
        answer.allocation = Some(vec![table.total(); table.members.len()]);
        return answer;
    }
    match shares(table, method, &mut answer) {
        Ok(wrong) => finish(table, &mut answer, wrong),
        Err(finding) => answer.findings.push(*finding),
    }
    answer
}

fn not_solved(why: String) -> Box<Finding> {
    let action =
        "Check the table for amounts that differ by many orders of magnitude, or choose another method.";
    Box::new(
        Finding::error("coalition-not-solved", Place::default(), why)
            .expected("groups that determine one best share")
            .action(action),
    )
}

/// Finds the shares and the core test; answers what is wrong with them.
fn shares(table: &Table, method: Method, answer: &mut Answer) -> Result<Vec<String>, Box<Finding>> {
    let plain = Game::of(table, Method::Prenucleolus);
    let n = plain.n;
    let levelled = |game: &Game, rational: bool, steps: usize| run(game, rational, steps).map_err(not_solved);
    if method == Method::Nucleolus {
        rational_shares_exist(table)?;
    }
    let first = match method {
        Method::Prenucleolus | Method::LeastCore => levelled(&plain, false, n)?,
        _ => levelled(&plain, false, 1)?,
    };
    let core = core_test(&plain, &first);
    let mut wrong = verify::core(table, &core, &in_pence(&plain, &first.shares));
    answer.certificate.core = Some(core);
    match method {
        Method::Prenucleolus | Method::LeastCore => wrong.extend(tell(table, &plain, first, answer)),
        Method::Nucleolus => wrong.extend(tell(table, &plain, levelled(&plain, true, n)?, answer)),
        Method::PerCapitaNucleolus | Method::ProportionalNucleolus => {
            let game = Game::of(table, method);
            wrong.extend(tell(table, &game, levelled(&game, false, n)?, answer));
            left_out(&game, answer);
        }
        Method::Shapley => answer.certificate.unrounded = in_pence(&plain, &shapley(&plain)),
        Method::Scrb => {
            let (shares, nobody) = separable(&plain);
            answer.certificate.unrounded = in_pence(&plain, &shares);
            if nobody {
                let seen = "no member gains by being served with the others";
                answer.findings.push(
                    Finding::warning("coalition-nobody-gains", Place::default(), seen)
                        .expected("a member whose own amount is more than what it adds last")
                        .action("The rest is shared equally; weigh another method."),
                );
            }
        }
    }
    wrong.extend(verify::sums_to_total(table, &answer.certificate.unrounded));
    Ok(wrong)
}

/// Is there a share at which no member does worse than alone? In whole pence.
fn rational_shares_exist(table: &Table) -> Result<(), Box<Finding>> {
    let alone: Pence = (0..table.members.len()).map(|member| table.pence[1 << member]).sum();
    let (total, short) = match table.kind {
        Kind::Cost => (table.total(), alone < table.total()),
        Kind::Savings => (table.total(), alone > table.total()),
    };
    if !short {
        return Ok(());
    }
    let seen = format!("the members alone come to {alone}, all together to {total}");
    Err(Box::new(
        Finding::error("coalition-no-imputation", Place::default(), seen)
            .expected("a total at which no member does worse than alone")
            .action("Correct the table, or choose `prenucleolus`, which doesn't ask for it."),
    ))
}

fn left_out(game: &Game, answer: &mut Answer) {
    let count = (1..game.grand()).filter(|group| game.weight(*group) <= 0.0).count();
    if count > 0 {
        let seen = format!("{count} groups of amount 0 were left out");
        answer.findings.push(Finding::note("coalition-left-out", Place::default(), seen));
    }
}

fn in_pence(game: &Game, shares: &[f64]) -> Vec<f64> {
    shares.iter().map(|share| share * game.unit * game.sign).collect()
}

fn core_test(game: &Game, run: &Run) -> CoreTest {
    let Some(step) = run.steps.first() else {
        return CoreTest { empty: false, epsilon: 0.0, cover: Vec::new(), cover_amount: 0.0 };
    };
    // All members together are all that is settled before the first step.
    let whole: f64 = step.balance.settled.iter().map(|(_, weight)| weight).sum();
    let cover: Vec<Weighed> =
        step.balance.binding.iter().map(|w| weighed(game, w, 1.0 / whole, step.balance.level)).collect();
    let amount = |w: &Weighed| w.weight * game.cost(w.group) * game.unit * game.sign;
    CoreTest {
        empty: step.balance.level > SAME_LEVEL,
        epsilon: step.balance.level * game.unit,
        cover_amount: cover.iter().map(amount).sum(),
        cover,
    }
}

fn weighed(game: &Game, (group, weight): &(Group, f64), times: f64, level: f64) -> Weighed {
    let pays = game.cost(*group) + game.weight(*group) * level;
    Weighed { group: *group, weight: weight * times, pays: pays * game.unit * game.sign }
}

fn proof(game: &Game, step: &Step) -> LevelProof {
    let balance = &step.balance;
    let settled = balance.settled.iter().zip(&step.settled_pay);
    LevelProof {
        epsilon: balance.level * game.level_unit,
        binding: balance.binding.iter().map(|w| weighed(game, w, 1.0, balance.level)).collect(),
        bounds: balance.bounds.iter().map(|w| weighed(game, w, 1.0, 0.0)).collect(),
        settled: settled
            .map(|((group, weight), pays)| Weighed {
                group: *group,
                weight: *weight,
                pays: pays * game.unit * game.sign,
            })
            .collect(),
    }
}

/// Puts shares, levels and proofs into the answer; says what is wrong with them.
fn tell(table: &Table, game: &Game, run: Run, answer: &mut Answer) -> Vec<String> {
    let mut levels: Vec<(f64, Vec<Group>)> = Vec::new();
    let mut steps_of_first = 0;
    for step in &run.steps {
        let level = step.balance.level;
        let excess = |group: Group| (sum(group, &run.shares) - game.cost(group)) - level * game.weight(group);
        let at_level = step.settles.iter().copied().filter(|g| game.counts(*g) && excess(*g).abs() < 1e-7);
        match levels.last_mut() {
            Some((last, groups)) if (*last - level).abs() <= SAME_LEVEL => groups.extend(at_level),
            _ => levels.push((level, at_level.collect())),
        }
        steps_of_first += usize::from(levels.len() == 1);
    }
    let mut proofs: Vec<LevelProof> = run.steps.iter().map(|step| proof(game, step)).collect();
    let shares = in_pence(game, &run.shares);
    let wrong = verify::levels(table, answer.method, &shares, &proofs);
    if answer.method == Method::LeastCore {
        levels.truncate(1);
        proofs.truncate(steps_of_first);
    }
    let listed = |(level, mut groups): (f64, Vec<Group>)| {
        groups.sort_unstable_by_key(|group| (group.count_ones(), *group));
        let count = groups.len();
        groups.truncate(GROUPS_SHOWN);
        Level { epsilon: level * game.level_unit, groups, count }
    };
    answer.levels = levels.into_iter().map(listed).collect();
    answer.epsilon = answer.levels.first().map(|level| level.epsilon);
    answer.certificate.unrounded = shares;
    answer.certificate.proofs = proofs;
    wrong
}

/// Rounds, tests the rounded shares in whole pence, and says what follows.
fn finish(table: &Table, answer: &mut Answer, wrong: Vec<String>) {
    let unrounded = &answer.certificate.unrounded;
    let rounded = whole::round(unrounded, table.total());
    let largest = whole::largest_excess(table, unrounded);
    let worst = whole::worst(table, &rounded);
    answer.certificate.rounding_slack_pence = worst.map_or(0.0, |worst| worst.excess.as_f64() - largest);
    answer.certificate.worst = worst;
    answer.certificate.verified = wrong.is_empty();
    answer.epsilon = answer.epsilon.or(Some(largest));
    if !wrong.is_empty() {
        answer.findings.push(
            Finding::error("coalition-not-verified", Place::default(), wrong.join("; "))
                .expected("an answer that plain sums over the table confirm")
                .action("Don't use these shares; report it with the table."),
        );
    }
    super::holds::judge(table, largest, answer);
    answer.allocation = Some(rounded);
}
