//! Tables that were printed, with the answers that were printed. Where each was found: `docs/worked/09-prices-that-hold.md`.

use stability::coalition::{Kind, Method};

use crate::common::{assert_shares, by_search, by_size, pounds, solved, table};

/// Three creditors claim 100, 200 and 300 (Aumann and Maschler 1985).
#[test]
fn the_three_estates_of_the_talmud() {
    let claims = [100_i64, 200, 300];
    let third = 100.0 / 3.0;
    for (estate, expected) in
        [(100, [third, third, third]), (200, [50.0, 75.0, 75.0]), (300, [50.0, 100.0, 150.0])]
    {
        let left = |group: u32| (0..3).filter(|i| group >> i & 1 == 0).map(|i| claims[i]).sum::<i64>();
        let table = table(Kind::Savings, |group| 100 * (estate - left(group)).max(0), 3);
        assert_shares(&solved(&table, Method::Nucleolus), &expected);
        assert_shares(&solved(&table, Method::Prenucleolus), &expected);
    }
}

/// Four aircraft that need runways of 8, 11, 13 and 18 (Wikipedia, Airport problem).
#[test]
fn a_runway_for_four_aircraft() {
    let needs = [8, 11, 13, 18];
    let longest = |group: u32| (0..4).filter(|i| group >> i & 1 == 1).map(|i| needs[i]).max().unwrap_or(0);
    let table = table(Kind::Cost, |group| 100 * longest(group), 4);
    assert_shares(&solved(&table, Method::Shapley), &[2.0, 3.0, 4.0, 9.0]);
    // By hand: the first three together, and the last with any two of them, are 3.25 below their own runway.
    assert_shares(&solved(&table, Method::Nucleolus), &[3.25, 3.25, 3.25, 8.25]);
}

/// Two of three share a prize: no share holds.
#[test]
fn a_majority_of_three_has_no_stable_share() {
    let table = table(Kind::Savings, |group| if group.count_ones() > 1 { 30_000 } else { 0 }, 3);
    let answer = solved(&table, Method::Prenucleolus);
    assert_shares(&answer, &[100.0, 100.0, 100.0]);
    let core = answer.certificate.core.expect("a core test");
    assert!(core.empty && (core.epsilon - 10_000.0).abs() < 1e-6, "{core:?}");
    assert!((core.cover_amount - 45_000.0).abs() < 1e-6 && core.cover.len() == 3, "{core:?}");
    assert!(answer.findings.iter().any(|finding| finding.code == "coalition-no-price-holds"));
}

/// Six municipalities of Skåne: separable cost remaining benefit needs only the amounts of members alone and of
/// all but one, which Young, Okada and Hashimoto print beside the result.
#[test]
fn the_water_supply_of_skane() {
    let alone = [21.95, 17.08, 10.91, 15.88, 20.81, 21.98];
    let adds = [17.36, 9.85, 0.82, 6.40, 12.90, 14.06];
    let cents = |amount: f64| (amount * 100.0).round() as i64;
    let amount = |group: u32| match (group.count_ones(), (0..6).find(|i| group == 63 & !(1 << i))) {
        (6, _) => 8382,
        (1, _) => cents(alone[group.trailing_zeros() as usize]),
        (_, Some(without)) => 8382 - cents(adds[without as usize]),
        _ => (0..6).filter(|i| group >> i & 1 == 1).map(|i| cents(alone[i])).sum(),
    };
    let answer = solved(&table(Kind::Cost, amount, 6), Method::Scrb);
    let printed = [19.54, 13.28, 5.62, 10.90, 16.66, 17.82];
    for (share, printed) in pounds(&answer).iter().zip(printed) {
        // 5.6129 was printed as 5.62, so that the rounded shares add up.
        assert!((share - printed).abs() < 0.0075, "{share} instead of {printed}");
    }
}

/// Four cases of "Common mistakes in computing the nucleolus" (Guajardo and Jörnsten 2015): what was published
/// for them before was wrong.
#[test]
fn four_nucleoli_that_were_published_wrong() {
    let lemaire = [46125.0, 69187.5, 90000.0, 53812.5, 17437.5, 30750.0, 5812.5];
    let answer = solved(&by_search(Kind::Savings, 3, &lemaire), Method::Nucleolus);
    assert_shares(&answer, &[52687.5, 24468.75, 12843.75]);
    let hasan = [8.0, 8.0, 10.0, 20.0, 19.0, 10.0, 20.0, 19.0, 1.0, 10.0, 13.0, 12.0, 10.0, 12.0, 11.0];
    assert_shares(&solved(&by_search(Kind::Cost, 4, &hasan), Method::Nucleolus), &[7.5, 0.5, 1.5, 10.5]);
    let oh = [375_144.0, 568_232.0, 772_500.0, 551_055.0, 245_280.0, 452_411.0, 211_239.0];
    let answer = solved(&by_search(Kind::Cost, 3, &oh), Method::Nucleolus);
    assert_shares(&answer, &[331_695.25, 233_051.25, 207_753.5]);
    let sakawa = [
        0.060, 0.378, 0.536, 0.906, 1.0, 0.573, 0.747, 0.874, 0.485, 0.144, 0.546, 0.634, 0.255, 0.408,
        0.561, 0.182, 0.168, 0.337, 0.706, 0.801, 0.379, 0.538, 0.668, 0.279, 0.03, 0.383, 0.473, 0.083,
        0.249, 0.386, 0.0,
    ];
    let thousands: Vec<f64> = sakawa.iter().map(|amount| amount * 1000.0).collect();
    let answer = solved(&by_search(Kind::Savings, 5, &thousands), Method::Nucleolus);
    assert_shares(&answer, &[165.0, 320.5, 84.5, 374.5, 55.5]);
}

/// Two of Peleg and Sudhölter's and of Ferguson's examples, in which individual rationality binds or doesn't.
#[test]
fn when_individual_rationality_binds() {
    let peleg = by_size(Kind::Savings, 3, &[0.0, 0.0, 0.0, 10.0, 0.0, 0.0, 2.0]);
    assert_shares(&solved(&peleg, Method::Prenucleolus), &[3.0, 3.0, -4.0]);
    assert_shares(&solved(&peleg, Method::Nucleolus), &[1.0, 1.0, 0.0]);
    let ferguson = by_size(Kind::Savings, 3, &[-1.0, 0.0, 1.0, 3.0, 4.0, 2.0, 5.0]);
    assert_shares(&solved(&ferguson, Method::Nucleolus), &[8.0 / 3.0, 2.0 / 3.0, 5.0 / 3.0]);
}

/// Young 1985, page 68, as quoted by the R package CoopGame.
#[test]
fn a_per_capita_nucleolus() {
    let young = by_size(Kind::Savings, 3, &[0.0, 0.0, 0.0, 0.0, 9.0, 10.0, 12.0]);
    assert_shares(&solved(&young, Method::PerCapitaNucleolus), &[4.0 / 6.0, 7.0 / 6.0, 61.0 / 6.0]);
}
