//! Several moves together.

use stability::joint::{CaseSet, Joint, JointAsked, Pending, Timelines, joint};
use stability::joint::{Evidence, Standing};

use crate::case::Case;
use crate::common::{moved, pounds};

fn pending(case: &Case) -> Pending {
    let row = |row: &std::collections::BTreeMap<String, String>| {
        let mut scenario = case.scenario.clone();
        scenario.moves =
            vec![moved(&row["buyer"], &row["supplier"], &row["services"], &row["date"], &row["to"])];
        (row["case"].clone(), scenario)
    };
    let cases: Vec<_> = case.rows("scenario-cases").iter().map(row).collect();
    Pending::of(&case.snapshot, &case.rules, &cases).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// Sets as the document writes them: members joined by `+`, sets by `;`.
fn written(joint: &Joint, sets: &[CaseSet]) -> String {
    sets.iter().map(|set| joint.pending.names(set).join("+")).collect::<Vec<_>>().join(";")
}

fn set(pending: &Pending, names: &str) -> CaseSet {
    let at = |name: &str| pending.cases.iter().position(|case| case.name == name).expect("a case");
    names.split('+').map(at).collect()
}

/// docs/worked/08-joint-effect.md
#[test]
fn worked_08_joint_effect() {
    let case = Case::of("08-joint-effect", "");
    let joint = joint(pending(&case), &case.rules, &JointAsked::default());
    assert!(joint.findings.is_empty(), "{:#?}", joint.findings);
    assert_eq!(joint.questions.len(), 3);
    for row in case.rows("expect-sets") {
        let question = joint.questions.iter().find(|question| question.failure.word() == row["failure"]);
        let question = question.unwrap_or_else(|| panic!("{row:?}"));
        let found = question.found.as_ref().expect("an answer");
        assert_eq!(written(&joint, &found.smallest), row["smallest"], "{row:?}");
        assert_eq!(written(&joint, &found.largest), row["largest_safe"], "{row:?}");
        assert!(found.smallest_whole && found.largest_whole && found.is_monotone());
        assert!(question.certificates.iter().all(|certificate| certificate.holds));
    }
    let standing = |question: usize| {
        joint.questions[question].standings.iter().map(|(_, standing, _)| *standing).collect::<Vec<_>>()
    };
    use Standing::{FatalAlone, Harmless, Pivotal};
    assert_eq!(standing(0), [Pivotal, Pivotal, Pivotal]);
    assert_eq!(standing(1), [Pivotal, Pivotal, FatalAlone]);
    assert_eq!(standing(2), [Pivotal, Pivotal, Harmless]);
    // The certificate of Alder's exit.
    let certificate = &joint.questions[2].certificates[0];
    let Evidence::Rest(rest) = &certificate.with else { panic!("{certificate:?}") };
    let exit = &rest.exits[0];
    assert_eq!(joint.pending.model.lines[exit.line].id.as_str(), "A-fin");
    assert_eq!((exit.round, exit.price.round() as i64), (1, 66_666_667));
    assert_eq!(
        (exit.alternative.round() as i64, exit.tipping_price.round() as i64),
        (54_000_000, 59_400_000)
    );
}

#[test]
fn worked_08_joint_effect_reserves_and_blame() {
    let case = Case::of("08-joint-effect", "");
    let pending = pending(&case);
    let timelines = Timelines::of(&pending, &case.rules);
    for row in case.rows("expect-reserves") {
        let set = set(&pending, &row["cases"]);
        for state in [timelines.state(&set), timelines.checked(&set)] {
            let reserve = state.reserves[0];
            assert_eq!(reserve.fails_from, row["fails_from"].parse().ok(), "{row:?}");
            let lowest = (pounds(&row["lowest_gbp"]), row["lowest_in"].parse().expect("a month"));
            assert_eq!(reserve.lowest, lowest, "{row:?}");
        }
    }
    let blame = stability::joint::blame(&pending, &timelines).expect("shares");
    assert_eq!(blame.total, pounds("288500.00"));
    for (row, share) in case.rows("expect-blame").iter().zip(&blame.shares) {
        let seen = (share.alone, share.last, share.amount);
        let expected = (pounds(&row["alone_gbp"]), pounds(&row["last_gbp"]), pounds(&row["share_gbp"]));
        assert_eq!(seen, expected, "{row:?}");
    }
}
