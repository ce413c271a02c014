//! What is told of an appraisal to who doesn't see the books: the part in a band knows nothing of what is stated, the exact
//! part nothing of the books, and together they are the whole.

use appraisal::bands::money_in_parts;
use appraisal::input::{Appraisal, AppraisalOption, Choice, Post, Sourcing};
use appraisal::run::Money;
use proptest::prelude::*;
use register::tables::{CostPool, PostGroup, Tier};
use register::{Rows, Snapshot};
use vocabulary::{Basis, Code, Estimate, Pence};

use crate::case::{Case, case};

fn fixed(value: f64) -> Option<Estimate> {
    Estimate::fixed(value).ok()
}

/// Everything that may be stated in pounds or shares, as numbers to be used one after the other.
fn stated() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.0..1.0f64, 64)
}

/// The appraisal with other amounts.
pub fn with_amounts(appraisal: &Appraisal, stated: &[f64]) -> Appraisal {
    let mut next = stated.iter().copied().cycle();
    let mut take = |most: f64| (next.next().unwrap_or_default() * most * 100.0).round() / 100.0;
    let mut changed = appraisal.clone();
    for option in &mut changed.options {
        for choice in option.choices.iter_mut() {
            if choice.sourcing == Sourcing::Renegotiate {
                choice.price_percent = fixed(take(150.0));
                continue;
            }
            choice.running_gbp = choice.running_gbp.and_then(|_| fixed(take(3e6)));
            choice.one_off_gbp = choice.one_off_gbp.and_then(|_| fixed(take(1e6)));
            choice.vat_percent = choice.vat_percent.map(|_| take(25.0));
            choice.mitigated_share = take(1.0);
        }
        for item in &mut option.items {
            item.annual_gbp = item.annual_gbp.and_then(|_| fixed(take(5e5)));
            item.chance = take(1.0);
            item.vat_percent = take(25.0);
            item.mitigated_share = take(1.0);
        }
    }
    for post in &mut changed.posts {
        post.wte = 1.0 + take(80.0);
    }
    changed
}

fn choice(service: &str, sourcing: Sourcing, to: Option<&str>, is_stated: bool) -> Choice {
    let amount = |value: f64| if is_stated { fixed(value) } else { None };
    Choice {
        service: service.into(),
        sourcing,
        to: to.map(Code::new),
        date: "2014-04-01".parse().unwrap(),
        phase_months: 6,
        transfer_share: None,
        redeploy_share: 0.3,
        running_gbp: amount(300_000.0),
        one_off_gbp: amount(50_000.0),
        vat_percent: is_stated.then_some(20.0),
        price_percent: (sourcing == Sourcing::Renegotiate).then(|| fixed(90.0)).flatten(),
        lead_months: None,
        optimism: Some("outsourcing".into()),
        mitigated_share: 0.2,
        reason: "made up".into(),
        basis: Basis::Assumed,
    }
}

fn option(id: &str, choices: Vec<Choice>) -> AppraisalOption {
    AppraisalOption {
        id: id.into(),
        title: id.into(),
        description: String::new(),
        choices,
        items: Vec::new(),
    }
}

/// East and North Hertfordshire with a choice of every kind: alone, with a host, another unit, a supplier, a new price;
/// amounts stated for some of them.
pub fn every_kind() -> Case {
    let mut case = Case::shipped("east-and-north-hertfordshire");
    let appraisal = &mut case.appraisal;
    appraisal.draws = 0;
    // What is left behind is put on those who remain, who leave as soon as it pays: a good many do.
    appraisal.payer_rule = "remaining-bear".into();
    appraisal.reluctance = Estimate::fixed(0.0).unwrap();
    appraisal.options.push(option(
        "every-kind",
        vec![
            choice("business-intelligence", Sourcing::IndependentMake, None, true),
            choice("contracting", Sourcing::CollaborativeMake, Some("06N"), true),
            choice("finance", Sourcing::AnotherUnit, Some("0AR"), false),
            choice("human-resources", Sourcing::FrameworkCallOff, Some("X-FRAMEWORK"), true),
            choice("communications", Sourcing::FrameworkCallOff, Some("X-FRAMEWORK"), false),
            choice("patient-involvement", Sourcing::Renegotiate, None, false),
        ],
    ));
    appraisal.posts.push(Post {
        service: "finance".into(),
        band: "6".into(),
        tier: Tier::Frontline,
        place: "Hertford".into(),
        wte: 12.0,
        mean_service_years: 6.0,
        source: "made up".into(),
    });
    appraisal.options.push(option("stop-one", vec![choice("communications", Sourcing::Stop, None, false)]));
    case
}

fn parts(case: &Case, appraisal: &Appraisal) -> Vec<(Money, Money)> {
    money_in_parts(&case.snapshot, &case.rulebook, appraisal)
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn figures(money: &Money) -> [f64; 5] {
    [money.us, money.others, money.exchequer, money.purse, money.net_present]
}

/// The two parts are the whole answer without posts of the HR lead, to the penny.
fn adds_up(case: &Case, appraisal: &Appraisal) {
    let plain = Appraisal { posts: Vec::new(), draws: 0, ..appraisal.clone() };
    let whole = case.answer_of(&plain);
    for (option, (exact, rest)) in whole.options.iter().zip(parts(case, appraisal)) {
        let parts = figures(&exact).into_iter().zip(figures(&rest));
        for ((exact, rest), whole) in parts.zip(figures(&option.money)) {
            assert!((exact + rest - whole).abs() < 1e-3, "{}: {exact} and {rest}, not {whole}", option.id);
        }
    }
}

/// The register with other books: every amount and every release is another.
pub fn other_books(snapshot: &Snapshot, factor: f64) -> Snapshot {
    snapshot.supposing(|rows| {
        let (mut pools, mut posts) = (Rows::default(), Rows::default());
        for (line, pool) in rows.cost_pools.numbered() {
            let annual_gbp = Pence::round(pool.annual_gbp.as_f64() * factor);
            let release_over_months = pool.release_over_months + 3;
            pools.push(
                line,
                CostPool { annual_gbp, release_over_months, is_staff: !pool.is_staff, ..pool.clone() },
            );
        }
        for (line, group) in rows.post_groups.numbered() {
            let wte = register::tables::cell::Quantity(group.wte.0 * factor);
            posts.push(line, PostGroup { wte, ..group.clone() });
        }
        (rows.cost_pools, rows.post_groups) = (pools, posts);
    })
}

fn rests(parts: &[(Money, Money)]) -> Vec<[i64; 5]> {
    parts.iter().map(|(_, rest)| figures(rest).map(|pence| Pence::round(pence).0)).collect()
}

fn exacts(parts: &[(Money, Money)]) -> Vec<[f64; 5]> {
    parts.iter().map(|(exact, _)| figures(exact)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_band_knows_nothing_of_what_is_stated(amounts in stated(), reaction in any::<bool>()) {
        let mut case = case();
        case.appraisal.reaction = reaction;
        let changed = with_amounts(&case.appraisal, &amounts);
        prop_assert_eq!(rests(&parts(&case, &case.appraisal)), rests(&parts(&case, &changed)));
        adds_up(&case, &changed);
    }

    #[test]
    fn the_exact_part_knows_nothing_of_the_books(amounts in stated(), factor in 0.2..3.0f64) {
        let case = case();
        let changed = with_amounts(&case.appraisal, &amounts);
        let before = exacts(&parts(&case, &changed));
        let other = Case { snapshot: other_books(&case.snapshot, factor), ..case };
        prop_assert_eq!(before, exacts(&parts(&other, &changed)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn so_it_is_of_a_whole_register(amounts in stated(), reaction in any::<bool>(), factor in 0.2..3.0f64) {
        let mut case = every_kind();
        case.appraisal.reaction = reaction;
        let changed = with_amounts(&case.appraisal, &amounts);
        prop_assert_eq!(rests(&parts(&case, &case.appraisal)), rests(&parts(&case, &changed)));
        adds_up(&case, &changed);
        let before = exacts(&parts(&case, &changed));
        let other = Case { snapshot: other_books(&case.snapshot, factor), ..case };
        prop_assert_eq!(before, exacts(&parts(&other, &changed)));
    }
}

#[test]
fn a_closing_unit_and_what_happens_anyway_come_apart_as_well() {
    let case = Case::shipped("closing-unit-2026");
    for reaction in [false, true] {
        let mut appraisal = case.appraisal.clone();
        appraisal.reaction = reaction;
        adds_up(&case, &with_amounts(&appraisal, &[0.3, 0.7, 0.1, 0.9, 0.5]));
    }
}
