//! The table of acts and the table of permissions say the same.

use assurance::{By, RULES};
use vocabulary::Office;

use super::seen::operation_of;
use crate::permission::role_may;

/// Who may do an act by the table of `assurance` has the leave that it needs; who keeps accounts has none.
#[test]
fn whoever_may_do_an_act_has_leave_for_it() {
    for rule in RULES {
        for By { offices, .. } in rule.by {
            for office in *offices {
                let operation = operation_of(rule.act, *office);
                assert!(role_may(operation, Some(*office)), "{} as {office} needs {operation}", rule.act);
            }
        }
        for office in [Office::Administrator, Office::Viewer, Office::DataSteward, Office::GoverningBody] {
            assert!(!role_may(operation_of(rule.act, office), Some(office)), "{} as {office}", rule.act);
        }
    }
}
