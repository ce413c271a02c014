//! `coopgame` as an independent oracle on 200 random games.

use coopgame::nucleolus::variants;
use coopgame::{Domain, ExplicitGame, nucleolus, values};
use stability::coalition::{Kind, Method, Table};

use crate::common::{Numbers, pounds, random, solved};

/// The same game for the oracle, which knows only games of worth.
fn theirs(table: &Table) -> (ExplicitGame, f64) {
    let sign = if table.kind == Kind::Cost { -1.0 } else { 1.0 };
    let worth: Vec<f64> = table.pence[1..].iter().map(|pence| sign * pence.as_f64() / 100.0).collect();
    (ExplicitGame::from_binary(&worth).expect("a game"), sign)
}

fn assert_near(what: &str, case: u64, ours: &[f64], theirs: &[f64], sign: f64) {
    let size = ours.iter().fold(1.0_f64, |size, share| size.max(share.abs()));
    let near = ours.iter().zip(theirs).all(|(a, b)| (a - sign * b).abs() < 1e-5 * size);
    assert!(near, "{what}, case {case}: ours {ours:?}, theirs (turned round {sign}) {theirs:?}");
}

#[test]
fn two_hundred_random_games_agree() {
    let mut numbers = Numbers::new(2026);
    for case in 0..200 {
        let n = 2 + (case % 9) as usize + usize::from(case % 25 == 8) * 2;
        let table = random(&mut numbers, n);
        let (game, sign) = theirs(&table);
        let pre = solved(&table, Method::Prenucleolus);
        let oracle = nucleolus::prenucleolus(&game).expect("an oracle");
        assert_near("prenucleolus", case, &pounds(&pre), oracle.allocation(), sign);
        let first = pre.epsilon.expect("a level") / 100.0;
        assert_near("first level", case, &[first], &oracle.levels()[..1], 1.0);
        assert_near(
            "Shapley",
            case,
            &pounds(&solved(&table, Method::Shapley)),
            &values::shapley(&game),
            sign,
        );
        match nucleolus::nucleolus(&game) {
            Ok(oracle) => {
                let ours = solved(&table, Method::Nucleolus);
                assert_near("nucleolus", case, &pounds(&ours), oracle.allocation(), sign);
            }
            Err(_) => {
                let ours = stability::coalition::solve(&table, Method::Nucleolus);
                assert!(ours.allocation.is_none() && ours.findings[0].code == "coalition-no-imputation");
            }
        }
        if n <= 8 {
            let ours = solved(&table, Method::PerCapitaNucleolus);
            let oracle = variants::per_capita_nucleolus(&game, Domain::Preimputation).expect("an oracle");
            assert_near("per capita", case, &pounds(&ours), oracle.allocation(), sign);
        }
    }
}
