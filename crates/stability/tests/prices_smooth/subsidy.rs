//! The least subsidy, against all sets of lines, and against whether any prices hold.

use proptest::prelude::*;
use stability::coalition::{Method, solve};
use stability::prices::subsidy::least_subsidy;

use crate::games::{Numbers, Outside, costs_alone, costs_of_lines, costs_outside, near, random, table};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_least_subsidy_is_the_best_of_all_sets(seed in any::<u64>(), buyers in 1..7_usize, lines in 1..13_usize) {
        let game = random(&mut Numbers::new(seed), buyers, lines, Outside::Some);
        let (inside, outside) = (costs_of_lines(&game), costs_outside(&game));
        let all = inside.len() - 1;
        let most = (0..=all).map(|away| inside[all] - inside[all & !away] - outside[away]).fold(0.0, f64::max);
        let found = least_subsidy(&game);
        prop_assert!(near(found.amount, most, game.whole()), "{} not {}", found.amount, most);
        prop_assert!(near(found.amount, found.avoidable - found.outside, game.whole()));
        let away: usize = (0..game.lines.len()).filter(|line| found.leaves[*line]).map(|line| 1 << line).sum();
        prop_assert_eq!(found.avoidable, inside[all] - inside[all & !away]);
        prop_assert_eq!(found.outside, outside[away]);
    }

    #[test]
    fn prices_hold_exactly_where_none_is_needed(seed in any::<u64>(), buyers in 2..6_usize, lines in 2..9_usize) {
        let mut game = random(&mut Numbers::new(seed), buyers, lines, Outside::Some);
        // Only half of the games lose a line: in the others options are raised.
        if seed % 2 == 0 {
            game.lines.iter_mut().for_each(|line| line.outside *= 3.0);
        }
        // A buyer of nothing makes "all others together" a group that the table's test looks at, too.
        game.buyers += 1;
        let table = table(&costs_alone(&game), game.buyers, game.whole());
        let answer = solve(&table, Method::LeastCore);
        let core = answer.certificate.core.expect("a core test");
        prop_assert_eq!(core.empty, least_subsidy(&game).amount > 0.0);
    }
}
