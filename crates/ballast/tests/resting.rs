//! Resting points through the real binary: each line's certificate, and whether the order matters.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{json, pence, simulated};
use serde_json::Value;

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn each_line_at_rest_has_its_certificate() {
    let result = json(&simulated("resting-certificates", "five-recorded-moves", &[]));
    let points = list(&result["resting_points"]);
    assert_eq!(points.len(), 4, "four units are left");
    for point in points {
        let stay: Vec<&str> = list(&point["stay"]).iter().map(|id| id.as_str().expect("an id")).collect();
        assert!(stay.len() > 100);
        for line in list(&point["lines"]) {
            let amount = |column: &str| line[column].as_str().map(pence);
            assert_eq!(
                stay.contains(&line["line_id"].as_str().expect("an id")),
                line["leaves_in_round"].is_null()
            );
            let (price, above) = (amount("price_gbp").expect("a price"), amount("leaves_above_gbp"));
            match line["leaves_in_round"].as_u64() {
                None => assert!(above.is_none_or(|above| price <= above), "{line}"),
                Some(0) => {}
                Some(_) => assert!(above.is_some_and(|above| price >= above), "{line}"),
            }
        }
        let holds: Vec<&str> =
            list(&point["conditions"]).iter().map(|c| c["holds"].as_str().unwrap()).collect();
        assert_eq!(holds, ["yes", "yes", "not_checked", "yes", "yes"]);
        assert_eq!(point["order_may_matter"], false);
        assert!(point["order"].as_str().unwrap().starts_with("Whoever leaves first, it ends here: (1) "));
    }
}
