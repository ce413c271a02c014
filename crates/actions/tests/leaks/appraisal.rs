//! What is told of an appraisal to those who don't see the books doesn't hang on them finer than in bands: with books that
//! differ by a few pence it is the same to the letter. Every role at every body asks every act and opens every file.

use std::collections::BTreeSet;

use actions::acts;
use actions::{Actor, Refusal, Role, Sight};
use store::{Address, Id};
use vocabulary::Code;

use crate::BODIES;
use crate::world::{REGISTER, World, now};

const APPRAISAL: &str = include_str!("appraisal.toml");

/// The register with other books: each pool a few pence dearer or cheaper, another reserve, a little more of a post.
fn other_books() -> Vec<(&'static str, String)> {
    let other = |text: &str| {
        let pairs = [
            ("517391.83", "517391.91"),
            ("283177.59", "283177.63"),
            ("131713.37", "131713.31"),
            ("197341.61", "197341.66"),
            ("197913.19", "197913.14"),
            ("61843.27", "61843.35"),
            ("7919.13", "7919.11"),
            ("13.37", "13.3701"),
        ];
        pairs.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
    };
    REGISTER.iter().map(|(name, text)| (*name, other(text))).collect()
}

/// How much of A's appraisal somebody should see.
fn expected(body: &str, role: Role, shared: bool) -> Option<Sight> {
    let any = role != Role::Administrator;
    match body {
        "A" => any.then_some(Sight::Bands),
        _ if !shared || !any => None,
        "U" if role.keeps_books() => Some(Sight::Books),
        "X" if role.oversees() => Some(Sight::Books),
        "U" | "X" | "O1" => Some(Sight::Bands),
        "B" | "C" => Some(Sight::Line(BTreeSet::from([Code::new(body)]))),
        _ => None,
    }
}

struct Asked {
    world: World,
    draft: Id,
    answer: Id,
}

impl Asked {
    async fn of(register: &[(&str, &str)]) -> Asked {
        let world = World::of(&Address::Memory, register).await;
        let author = world.asker("A", Role::Author);
        let begun = acts::begin_appraisal(&world.desk, &author, &Code::new("A"), APPRAISAL, now()).await;
        let (draft, version) = begun.unwrap();
        let version = acts::lock_weights(&world.desk, &author, &draft, version, now()).await.unwrap().version;
        let answer = acts::appraise(&world.desk, &author, &draft, version, now()).await.unwrap();
        assert!(actions::work_once(&world.desk, "worker").await.unwrap());
        Asked { world, draft, answer }
    }

    async fn share(&self) {
        let (desk, author) = (&self.world.desk, self.world.asker("A", Role::Author));
        let exhibit = acts::see_weighed(desk, &author, &self.answer).await.unwrap().exhibit;
        acts::share_answer(desk, &author, &self.answer, &exhibit, now()).await.unwrap();
    }

    /// Everything that an actor can read of it, and how much of it is seen.
    async fn told(&self, actor: &Actor, body: &str) -> (Option<Sight>, String) {
        let (desk, code) = (&self.world.desk, Code::new(body));
        let mut text = String::new();
        let mut sight = None;
        match acts::see_weighed(desk, actor, &self.answer).await {
            Err(Refusal::NotFound) => {
                for path in ["appraisal.json", "model.xlsx", "bands/options.csv", "appraisal.toml"] {
                    let file = acts::weighed_file(desk, actor, &self.answer, path).await;
                    assert!(matches!(file, Err(Refusal::NotFound)), "{body} {path}");
                }
            }
            Err(other) => panic!("{other:?}"),
            Ok(seen) => {
                text += &format!("{:?} {:?}", seen.stored.scenario, seen.stored.run.message);
                text += &format!("{:?}", seen.page.as_ref().unwrap());
                for file in &seen.files {
                    match acts::weighed_file(desk, actor, &self.answer, &file.path).await {
                        Ok(bytes) => text += &String::from_utf8_lossy(&bytes),
                        Err(Refusal::NotFound) => {
                            assert!(!file.may_open || matches!(seen.sight, Sight::Line(_)))
                        }
                        Err(other) => panic!("{}: {other:?}", file.path),
                    }
                }
                sight = Some(seen.sight);
            }
        }
        for weighing in acts::see_appraisals(desk, actor, &code, now()).await.unwrap_or_default() {
            text += &format!("{:?}", weighing.appraisal);
        }
        if let Ok(checked) = acts::check_appraisal(desk, actor, &self.draft, now()).await {
            text += &format!("{:?}", checked.findings);
        }
        for stored in acts::see_all_weighed(desk, actor, &code).await.unwrap_or_default() {
            text += &stored.scenario;
        }
        for shared in acts::see_shared_weighed(desk, actor).await.unwrap() {
            text += &shared.stored.scenario;
        }
        (sight, without_hashes(&text))
    }
}

/// Hashes name the register and so differ with it; they tell nothing.
fn without_hashes(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_hexdigit();
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        if is_part(c) {
            run.push(c);
            continue;
        }
        // The whole of one, or its first twelve signs; a number has no letters.
        let is_hash = [12, 64].contains(&run.len()) && run.contains(|c: char| c.is_ascii_alphabetic());
        out.push_str(if is_hash { "#" } else { &run });
        out.push(c);
        run.clear();
    }
    out
}

#[tokio::test]
async fn what_is_told_in_bands_is_the_same_with_books_that_differ_by_a_few_pence() {
    let other = other_books();
    let other: Vec<(&str, &str)> = other.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let (one, two) = (Asked::of(&REGISTER).await, Asked::of(&other).await);
    let mut with_books = 0;
    for shared in [false, true] {
        if shared {
            one.share().await;
            two.share().await;
        }
        for body in BODIES {
            for role in Role::ALL {
                let (sight, told) = one.told(&one.world.actor(body, *role), body).await;
                let (_, other) = two.told(&two.world.actor(body, *role), body).await;
                assert_eq!(sight, expected(body, *role, shared), "{role} at {body}, shared: {shared}");
                if sight == Some(Sight::Books) {
                    assert_ne!(told, other, "{role} at {body} sees the books");
                    with_books += 1;
                } else {
                    assert!(
                        told == other,
                        "{role} at {body}, shared: {shared}: {}",
                        first_difference(&told, &other)
                    );
                }
            }
        }
    }
    assert_eq!(with_books, 5, "the unit's two, and three who oversee it");
}

fn first_difference(one: &str, two: &str) -> String {
    let at = one.bytes().zip(two.bytes()).position(|(a, b)| a != b).unwrap_or_default();
    let around = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(80)..(at + 40).min(text.len())])
            .into_owned()
    };
    format!("{} | {}", around(one), around(two))
}

#[tokio::test]
async fn a_neighbour_reads_what_moves_and_its_own_line() {
    let asked = Asked::of(&REGISTER).await;
    asked.share().await;
    let viewer = asked.world.actor("B", Role::Viewer);
    let seen = acts::see_weighed(&asked.world.desk, &viewer, &asked.answer).await.unwrap();
    let page = seen.page.unwrap();
    let ids: Vec<&str> = page.sections.iter().map(|section| section.id).collect();
    assert!(ids.iter().all(|id| ["sourcing", "who_pays"].contains(id)), "{ids:?}");
    assert!(page.numbers.is_empty() && page.findings.is_empty());
    assert_eq!(page.section("who_pays").map(|section| section.rows.len()), Some(1));
    let text = format!("{page:?}");
    assert!(!text.contains("our own estimate") && !text.contains("381"), "{text}");
    assert_eq!(seen.stored.scenario, "");
}

#[tokio::test]
async fn what_could_be_searched_with_is_refused_to_those_who_see_bands() {
    let world = World::new().await;
    let (desk, body) = (&world.desk, Code::new("A"));
    let author = world.asker("A", Role::Author);
    let with = |text: &str| format!("{APPRAISAL}\n[[assume]]\nreason = \"x\"\n{text}\n");
    let change = |from: &str, to: &str| APPRAISAL.replacen(from, to, 1);
    for (code, text) in [
        (
            "assumption-off-grid",
            with("at = \"cost_pools/U-fin-team/annual_gbp\"\nscale = true\nvalue = 1.01"),
        ),
        ("assumption-off-grid", with("at = \"agreement_lines/B-fin/annual_gbp\"\nvalue = 310000")),
        ("share-off-grid", change("transfer_share = 0.4", "transfer_share = 0.41")),
        ("price-off-grid", change("price_percent = 95", "price_percent = 94")),
        ("setting-off-grid", change("months = 60", "months = 59")),
        ("setting-off-grid", change("draws = 0", "draws = 0\nseed = 2")),
        ("setting-off-grid", change("likely = 0.10", "likely = 0.11")),
    ] {
        let (id, version) = acts::begin_appraisal(desk, &author, &body, &text, now()).await.unwrap();
        let checked = acts::check_appraisal(desk, &author, &id, now()).await.unwrap();
        assert!(
            checked.findings.iter().any(|finding| finding.code == code),
            "{code}: {:?}",
            checked.findings
        );
        let refused = acts::appraise(desk, &author, &id, version, now()).await;
        assert!(matches!(&refused, Err(Refusal::Invalid(found)) if found.iter().any(|one| one.code == code)));
        // Nobody else at A reads what may hold the books; who sees the books may.
        let colleague = world.actor("A", Role::Viewer);
        assert!(matches!(acts::see_appraisal(desk, &colleague, &id, now()).await, Err(Refusal::NotFound)));
    }
}
