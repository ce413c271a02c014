//! What must hold for every table.

use proptest::prelude::*;
use stability::coalition::{Answer, Group, Kind, Method, Table, solve};
use vocabulary::Pence;

use crate::common::{METHODS, Numbers, pounds, random, solved};

fn near(a: &[f64], b: &[f64]) -> bool {
    let size = a.iter().fold(1.0_f64, |size, share| size.max(share.abs()));
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6 * size)
}

fn any_game() -> impl Strategy<Value = Table> {
    (any::<u64>(), 2..7_usize).prop_map(|(seed, n)| random(&mut Numbers::new(seed), n))
}

/// The answer, unless the method has none for this table and says so.
fn answered(table: &Table, method: Method) -> Option<Answer> {
    let answer = solve(table, method);
    if answer.allocation.is_some() {
        return Some(solved(table, method));
    }
    let known = ["coalition-no-imputation", "coalition-not-solved"];
    assert!(answer.findings.iter().any(|finding| known.contains(&finding.code)), "{:?}", answer.findings);
    let may = matches!(method, Method::Nucleolus | Method::ProportionalNucleolus);
    assert!(may, "{method}: {:?}", answer.findings);
    None
}

fn changed(table: &Table, amount: impl Fn(Group, i64) -> i64) -> Table {
    let pence = table.pence.iter().enumerate();
    let pence = pence.map(|(group, pence)| Pence(amount(group as Group, pence.0))).collect();
    Table { pence, ..table.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_share_adds_up_and_is_verified(table in any_game()) {
        for method in METHODS {
            if let Some(answer) = answered(&table, *method) {
                let sum: f64 = answer.certificate.unrounded.iter().sum();
                prop_assert!((sum - table.total().as_f64()).abs() < 1e-6 * (1.0 + sum.abs()));
                let rounded = answer.allocation.unwrap_or_default();
                let off = |(whole, exact): (&Pence, &f64)| (whole.as_f64() - exact).abs() > 1.0 + 1e-6;
                prop_assert!(!rounded.iter().zip(&answer.certificate.unrounded).any(off));
            }
        }
    }

    #[test]
    fn if_shares_hold_the_nucleoli_do(table in any_game()) {
        let pre = solved(&table, Method::Prenucleolus);
        let core = pre.certificate.core.clone().expect("a core test");
        prop_assert_eq!(core.empty, pre.epsilon.expect("a level") > 1e-6);
        if !core.empty {
            for method in [Method::Nucleolus, Method::Prenucleolus, Method::PerCapitaNucleolus, Method::LeastCore] {
                let worst = solved(&table, method).certificate.worst.expect("a group");
                prop_assert!(worst.excess.0 <= table.members.len() as i64, "{}: {:?}", method, worst);
            }
            let nucleolus = solved(&table, Method::Nucleolus);
            prop_assert!(near(&pounds(&nucleolus), &pounds(&pre)));
        }
    }

    #[test]
    fn the_nucleolus_is_the_prenucleolus_where_nobody_does_better_alone(table in any_game()) {
        let sign = if table.kind == Kind::Cost { 1.0 } else { -1.0 };
        let pre = solved(&table, Method::Prenucleolus);
        let alone = |(i, share): (usize, &f64)| sign * (share - table.pence[1 << i].as_f64()) <= 0.0;
        if pre.certificate.unrounded.iter().enumerate().all(alone) {
            prop_assert!(near(&pounds(&solved(&table, Method::Nucleolus)), &pounds(&pre)));
        }
    }

    #[test]
    fn scaling_and_shifting_carry_over(table in any_game(), times in 2..5_i64, shift in 1..9_i64) {
        let add = |group: Group| {
            (0..table.members.len()).filter(|i| group >> i & 1 == 1).map(|i| 1000 * shift * (i as i64 + 1)).sum::<i64>()
        };
        let other = changed(&table, |group, pence| times * pence + add(group));
        for method in METHODS {
            if *method == Method::ProportionalNucleolus { continue; }
            let (Some(here), Some(there)) = (answered(&table, *method), answered(&other, *method)) else { continue };
            let expected: Vec<f64> = pounds(&here).iter().enumerate()
                .map(|(i, share)| times as f64 * share + (10 * shift * (i as i64 + 1)) as f64).collect();
            prop_assert!(near(&pounds(&there), &expected), "{method}: {:?} {:?}", pounds(&there), expected);
        }
    }

    #[test]
    fn the_shapley_value_is_fair_and_adds(table in any_game(), seed in any::<u64>()) {
        let n = table.members.len();
        let share = |table: &Table| pounds(&solved(table, Method::Shapley));
        // Who adds only its own amount gets it; equals get the same; two tables added give shares added.
        let dummy = changed(&table, |group, pence| {
            if group & 1 == 0 { pence } else { table.pence[group as usize & !1].0 + 777 }
        });
        prop_assert!((share(&dummy)[0] - 7.77).abs() < 1e-6);
        let swapped = |group: Group| (group & !3) | (group & 1) << 1 | (group >> 1 & 1);
        let equal = changed(&table, |group, pence| pence + table.pence[swapped(group) as usize].0);
        let shares = share(&equal);
        prop_assert!((shares[0] - shares[1]).abs() < 1e-6 * (1.0 + shares[0].abs()));
        let other = Table { kind: table.kind, ..random(&mut Numbers::new(seed), n) };
        let both = changed(&table, |group, pence| pence + other.pence[group as usize].0);
        let added: Vec<f64> = share(&table).iter().zip(share(&other)).map(|(a, b)| a + b).collect();
        prop_assert!(near(&share(&both), &added));
    }

    #[test]
    fn a_savings_table_is_a_cost_table_turned_round(table in any_game()) {
        let other = if table.kind == Kind::Cost { Kind::Savings } else { Kind::Cost };
        let turned = Table { kind: other, ..changed(&table, |_, pence| -pence) };
        for method in METHODS {
            let (Some(here), Some(there)) = (answered(&table, *method), answered(&turned, *method)) else { continue };
            let minus: Vec<f64> = pounds(&there).iter().map(|share| -share).collect();
            prop_assert!(near(&pounds(&here), &minus), "{method}");
            prop_assert!((here.epsilon.unwrap_or(0.0) - there.epsilon.unwrap_or(0.0)).abs() < 1e-3);
        }
    }
}
