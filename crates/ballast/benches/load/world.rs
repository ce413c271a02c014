//! What people work on: the register that ships, and questions which a few of a body write together.

use std::sync::Arc;

use actions::acts::{self, NewAccount};
use actions::permission::role_may;
use actions::{Actor, Desk, Operation, Role};
use ballast::shipped;
use jiff::{Timestamp, ToSpan};
use store::{Options, Store};
use vocabulary::Code;

use crate::cases::{self, SharedCase};
use crate::people::{self, Bodies, Person, TOP};
use crate::place::Place;
use crate::program;
use crate::shared::Shared;

/// The register's name, as it ships.
pub const REGISTER: &str = "england-2013";
/// So many people share a question.
const SHARED_BY: usize = 5;

/// Everything that there is before anybody begins.
pub struct World {
    pub people: Vec<Person>,
    pub bodies: Bodies,
    pub cases: Vec<SharedCase>,
    /// What each person changes together with others, by their number.
    pub shares: Vec<Vec<Shared>>,
}

/// A desk on a place, as the program has it.
pub async fn desk_on(place: &Place) -> Desk {
    let store = Store::open(&place.address.parse().unwrap(), Options::default()).await.unwrap();
    let desk = Desk::new(store).unwrap().with_rulebook(Arc::new(shipped::rulebook().0));
    desk.with_checkpoints(shipped::checkpoints())
}

impl World {
    /// Makes it in a place. It begins some days ago, so that days by which others reply are over.
    pub async fn made(place: &Place) -> World {
        program::run(place, &["init"]).unwrap();
        let desk = desk_on(place).await;
        let begun = Timestamp::now() - (10 * 24).hours();
        register(&desk, begun).await;
        let bodies = Bodies::of(&shipped::register(REGISTER).unwrap().0);
        let people = people::made(&desk, &bodies, begun).await;
        let cases = cases::made(&desk, (&people, &bodies), begun).await;
        let mut shares: Vec<Vec<Shared>> = vec![Vec::new(); people.len()];
        for group in groups(&people) {
            let scenario = scenario_of(&bodies, &group[0].body);
            let (actor, body) = (group[0].actor(), &group[0].body);
            let begun = acts::begin_question(&desk, &actor, body, "What we ask together", &scenario, begun);
            let (id, _) = begun.await.unwrap();
            group.iter().for_each(|person| shares[person.number].push(Shared::Question(id.to_string())));
        }
        for case in cases.iter().filter(|case| !case.is_sent) {
            let authors = people.iter().filter(|one| one.body == case.body && one.role == Role::Author);
            authors.for_each(|one| shares[one.number].push(Shared::Section(case.reference.to_string())));
        }
        desk.store().clone().close().await;
        World { people, bodies, cases, shares }
    }
}

/// People of a body who may write questions, a few together.
fn groups(people: &[Person]) -> Vec<Vec<&Person>> {
    let mut groups: Vec<Vec<&Person>> = Vec::new();
    for person in people.iter().filter(|person| role_may(Operation::WriteQuestion, Some(person.role))) {
        match groups.last_mut().filter(|group| group[0].body == person.body && group.len() < SHARED_BY) {
            Some(group) => group.push(person),
            None => groups.push(vec![person]),
        }
    }
    groups
}

/// What a body asks: what happens when a customer of a unit takes all of its services in house.
fn scenario_of(bodies: &Bodies, body: &Code) -> String {
    let its = bodies.buyers.iter().find(|buyer| buyer.body == *body || buyer.unit == *body);
    let buyer = its.unwrap_or(&bodies.buyers[0]);
    cases::scenario(buyer)
}

/// Brings the register in that ships, by the first administrator.
async fn register(desk: &Desk, now: Timestamp) {
    let body = Code::new(TOP);
    let account = NewAccount { email: "bench@example.org", name: "Bench", password: "a bench has four legs" };
    let person = acts::first_administrator(desk, account, &body, now).await.unwrap();
    let roles = vec![(body.clone(), Role::Administrator), (body.clone(), Role::DataSteward)];
    let steward = Actor { person: Some(person), name: "Bench".into(), roles, scope: None };
    let (raw, _) = shipped::pack(REGISTER).unwrap();
    let zip = exchange::write_zip(&raw).unwrap();
    let file = ("england-2013.zip", &*zip);
    let upload = acts::upload_register(desk, &steward, &body, REGISTER, file, now).await.unwrap();
    acts::confirm_import(desk, &steward, &upload.draft, upload.version, upload.seen, now).await.unwrap();
}
