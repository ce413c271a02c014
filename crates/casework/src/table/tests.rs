use super::*;

#[test]
fn every_act_has_one_row_and_every_state_can_be_reached() {
    let rows: Vec<_> = RULES.iter().map(|rule| rule.act).collect();
    assert_eq!(rows, ActKind::ALL);
    for state in State::ALL {
        let leads = |rule: &Rule| match rule.to {
            To::Stays => false,
            To::Goes(to) => to == *state,
            To::MayGo(to) => to.contains(state),
        };
        assert!(RULES.iter().any(leads), "{state}");
    }
}

#[test]
fn nothing_is_open_once_a_case_is_over_and_it_can_end_at_any_point_before() {
    for state in State::ALL {
        let open = |act| rule_of(act).from.contains(state);
        assert_eq!(open(A::Withdraw), !state.is_over());
        assert_eq!(open(A::Supersede), !state.is_over());
        assert!(!state.is_over() || RULES.iter().all(|rule| !rule.from.contains(state)));
    }
}

#[test]
fn nobody_but_its_reviewers_can_tell_recommended_from_in_review() {
    for rule in RULES {
        let inside = rule.by.iter().all(|by| by.side == Deciding);
        let differs = rule.from.contains(&S::InReview) != rule.from.contains(&S::Recommended);
        assert!(!differs || inside, "{}", rule.act);
    }
}

#[test]
fn an_administrator_and_who_only_reads_do_nothing() {
    for office in [Office::Administrator, Office::Viewer, Office::DataSteward, Office::Assessor] {
        assert!(RULES.iter().all(|rule| rule.by.iter().all(|by| !by.offices.contains(&office))));
    }
}
