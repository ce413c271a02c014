//! Looking for the edge of a band: refused to those who see bands, open to those who see the books.

use actions::acts;
use actions::{Refusal, Role};
use vocabulary::Code;

use crate::world::{SCENARIO, World, now};

/// A scenario with one thing changed, and the finding that refuses it.
fn searches() -> Vec<(&'static str, String)> {
    let with = |text: &str| format!("{SCENARIO}\n[[assume]]\nreason = \"x\"\n{text}\n");
    let change = |from: &str, to: &str| SCENARIO.replacen(from, to, 1);
    vec![
        ("assumption-off-grid", change("likely = 1.0", "likely = 1.01")),
        ("assumption-off-grid", change("low = 0.8", "low = 0.81")),
        ("assumption-off-grid", with("at = \"post_groups/U/fin/6/frontline//wte\"\nvalue = 10")),
        ("assumption-off-grid", with("at = \"units/U/opening_reserve_gbp\"\nvalue = 60000")),
        ("assumption-off-grid", with("at = \"cost_pools/U-over/annual_gbp\"\nscale = true\nvalue = 0.9")),
        ("assumption-off-grid", with("at = \"alternatives/B-fin-home/fixed_gbp\"\nvalue = 301000")),
        (
            "assumption-off-grid",
            with("at = \"alternatives/B-fin-home/fixed_gbp\"\nscale = true\nvalue = 1.01"),
        ),
        ("assumption-off-grid", with("at = \"agreement_lines/B-fin/annual_gbp\"\nvalue = 309500")),
        ("share-off-grid", change("transfer_share = 0.4", "transfer_share = 0.41")),
        ("share-off-grid", change("redeploy_share = 0.3", "redeploy_share = 0.35")),
        ("setting-off-grid", change("draws = 200", "draws = 200\nseed = 2")),
        ("setting-off-grid", change("draws = 200", "draws = 201")),
        ("setting-off-grid", change("months = 60", "months = 59")),
        ("setting-off-grid", change("likely = 0.10", "likely = 0.11")),
    ]
}

#[tokio::test]
async fn an_edge_of_a_band_cannot_be_searched_for() {
    let world = World::new().await;
    let (desk, body) = (&world.desk, Code::new("A"));
    let author = world.asker("A", Role::Author);
    for (code, scenario) in searches() {
        let (question, version) =
            acts::begin_question(desk, &author, &body, "Where is it?", &scenario, now()).await.unwrap();
        let checked = acts::check_question(desk, &author, &question, now()).await.unwrap();
        assert!(checked.findings.iter().any(|finding| finding.code == code), "{code} {scenario}");
        assert!(!checked.can_be_asked());
        let asked = acts::ask(desk, &author, &question, version, now()).await;
        assert!(matches!(&asked, Err(Refusal::Invalid(found)) if found.iter().any(|one| one.code == code)));
        let at_once = acts::answer_now(desk, &author, &body, &scenario, now()).await;
        assert!(matches!(&at_once, Err(Refusal::Invalid(found)) if found.iter().any(|one| one.code == code)));
    }
}

#[tokio::test]
async fn who_sees_the_books_asks_as_finely_as_they_like() {
    let world = World::new().await;
    let (desk, body) = (&world.desk, Code::new("U"));
    let director = world.asker("U", Role::UnitDirector);
    for (_, scenario) in searches() {
        let (sight, _) = acts::answer_now(desk, &director, &body, &scenario, now()).await.unwrap();
        assert!(sight.is_books());
    }
}

#[tokio::test]
async fn what_is_on_the_grid_can_be_asked() {
    let world = World::new().await;
    let author = world.asker("A", Role::Author);
    for factor in ["0.8", "0.9", "1.0", "1.1", "1.2"] {
        let scenario = SCENARIO.replacen("likely = 1.0", &format!("likely = {factor}"), 1);
        let answer = acts::answer_now(&world.desk, &author, &Code::new("A"), &scenario, now()).await;
        assert!(answer.is_ok(), "{factor} {answer:?}");
    }
}
