//! Other ways to share, against tables of groups.

use proptest::prelude::*;
use stability::coalition::{Method, solve};
use stability::prices::exactness::Exactness;
use stability::prices::separable::scrb;
use stability::prices::shapley::shapley;

use crate::games::{Numbers, Outside, costs_alone, near, random, table};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn separable_cost_remaining_benefit_is_that_of_the_table(
        seed in any::<u64>(), buyers in 1..7_usize, lines in 1..10_usize, some in any::<bool>(),
    ) {
        let outside = if some { Outside::Some } else { Outside::Nowhere };
        let game = random(&mut Numbers::new(seed), buyers, lines, outside);
        let alone = costs_alone(&game);
        let table = table(&alone, buyers, alone[alone.len() - 1]);
        let theirs = solve(&table, Method::Scrb).certificate.unrounded;
        for (ours, theirs) in scrb(&game).iter().zip(theirs) {
            prop_assert!(near(*ours, theirs, game.whole()), "{} not {}", ours, theirs);
        }
    }

    #[test]
    fn averages_over_orders_are_exact_where_options_never_bind(
        seed in any::<u64>(), buyers in 1..7_usize, lines in 1..10_usize, dear in any::<bool>(),
    ) {
        let outside = if dear { Outside::Dear } else { Outside::Nowhere };
        let game = random(&mut Numbers::new(seed), buyers, lines, outside);
        let alone = costs_alone(&game);
        let theirs = solve(&table(&alone, buyers, alone[alone.len() - 1]), Method::Shapley).certificate.unrounded;
        let ours = shapley(&game, seed, 2);
        prop_assert_eq!(ours.kind, Exactness::Exact);
        for (ours, theirs) in ours.charges.iter().zip(theirs) {
            prop_assert!(near(*ours, theirs, game.whole()), "{} not {}", ours, theirs);
        }
    }
}

#[test]
fn sampled_averages_lie_within_their_errors_and_add_up() {
    let (mut sampled, mut outside_of_three) = (0, 0);
    for seed in 0..60 {
        let game = random(&mut Numbers::new(seed), 6, 9, Outside::Some);
        let alone = costs_alone(&game);
        let whole = alone[alone.len() - 1];
        let theirs = solve(&table(&alone, 6, whole), Method::Shapley).certificate.unrounded;
        let ours = shapley(&game, seed, 150);
        assert!(near(ours.charges.iter().sum(), whole, game.whole()));
        assert_eq!(ours, shapley(&game, seed, 150));
        let Exactness::Sampled { standard_error } = ours.kind else { continue };
        assert!(ours.standard_errors.iter().all(|error| *error <= standard_error));
        for ((own, error), theirs) in ours.charges.iter().zip(&ours.standard_errors).zip(theirs) {
            sampled += 1;
            let off = (own - theirs).abs();
            outside_of_three += usize::from(off > 3.0 * error + 1e-6 * game.whole());
            assert!(off <= 6.0 * error + 1e-6 * game.whole(), "{own} ± {error} not {theirs}");
        }
    }
    // Beyond three standard errors lie 0.3% of normal draws.
    assert!(sampled > 200 && outside_of_three * 50 < sampled, "{outside_of_three} of {sampled}");
}
