//! Who is at work: 300 people in every role, at commissioners, at units and at the body that oversees all of them.

use std::collections::BTreeSet;

use actions::acts;
use actions::{Actor, Desk, Id, Operation, Role, Secret};
use jiff::{Timestamp, ToSpan};
use register::Snapshot;
use store::{NewAudit, NewPerson, NewRole, Session, Tx};
use vocabulary::Code;

/// So many people.
pub const PEOPLE: usize = 300;
/// The body that oversees everybody, and keeps the register.
pub const TOP: &str = "X-NHSE";

/// So many of each role.
type Team = &'static [(Role, usize)];

const COMMISSIONERS: usize = 30;
const AT_A_COMMISSIONER: Team = &[
    (Role::Author, 3),
    (Role::Certifier, 1),
    (Role::HrLead, 1),
    (Role::GoverningBody, 1),
    (Role::Viewer, 1),
];
const UNITS: usize = 10;
const AT_A_UNIT: Team = &[(Role::UnitDirector, 1), (Role::UnitFinance, 2), (Role::Viewer, 1)];
const AT_THE_TOP: Team = &[
    (Role::Reviewer, 20),
    (Role::ReviewLead, 6),
    (Role::Assessor, 10),
    (Role::Assurer, 8),
    (Role::DataSteward, 4),
    (Role::Administrator, 2),
];

/// Somebody who is at work.
#[derive(Debug, Clone)]
pub struct Person {
    /// From 0.
    pub number: usize,
    pub id: Id,
    pub body: Code,
    pub role: Role,
    /// What their browser has.
    pub session: String,
    /// What their program has.
    pub token: String,
}

impl Person {
    /// As who they act, when no server is asked.
    pub fn actor(&self) -> Actor {
        let roles = vec![(self.body.clone(), self.role)];
        Actor { person: Some(self.id.clone()), name: name(self.number), roles, scope: None }
    }
}

fn name(number: usize) -> String {
    format!("Person {number:03}")
}

/// A commissioner with the unit that it buys most lines from.
#[derive(Debug, Clone)]
pub struct Buyer {
    pub body: Code,
    pub unit: Code,
}

/// The bodies that people are at.
#[derive(Debug, Clone)]
pub struct Bodies {
    pub buyers: Vec<Buyer>,
    pub units: Vec<Code>,
}

impl Bodies {
    /// Of a register: the first units that sell, and as many commissioners from among their customers.
    pub fn of(register: &Snapshot) -> Bodies {
        let lines = || register.rows.agreement_lines.iter();
        let is_unit = |code: &Code| register.rows.units.iter().any(|row| row.unit_code == *code);
        let sellers: BTreeSet<&Code> = lines().map(|line| &line.supplier_code).collect();
        let units: Vec<Code> =
            sellers.into_iter().filter(|code| is_unit(code)).take(UNITS).cloned().collect();
        let mut buyers: Vec<Buyer> = Vec::new();
        for unit in &units {
            let theirs: BTreeSet<&Code> =
                lines().filter(|line| line.supplier_code == *unit).map(|line| &line.buyer_code).collect();
            let new = theirs.into_iter().filter(|code| buyers.iter().all(|buyer| buyer.body != **code));
            let new: Vec<Code> = new.take(COMMISSIONERS / UNITS).cloned().collect();
            buyers.extend(new.into_iter().map(|body| Buyer { body, unit: unit.clone() }));
        }
        assert_eq!((units.len(), buyers.len()), (UNITS, COMMISSIONERS), "the register is too small");
        Bodies { buyers, units }
    }

    /// Every place of work, the commissioners' first.
    fn places(&self) -> Vec<(Code, Role)> {
        let team = |body: &Code, team: Team| {
            let each = team.iter().flat_map(|(role, count)| std::iter::repeat_n(*role, *count));
            each.map(|role| (body.clone(), role)).collect::<Vec<_>>()
        };
        let buyers = self.buyers.iter().flat_map(|buyer| team(&buyer.body, AT_A_COMMISSIONER));
        let units = self.units.iter().flat_map(|unit| team(unit, AT_A_UNIT));
        buyers.chain(units).chain(team(&Code::new(TOP), AT_THE_TOP)).collect()
    }
}

/// Makes their accounts. They were made at some time before; sessions and tokens are of now. Nobody types a password
/// 300 times here, so there are none: sign-in has its own limits and isn't what is measured.
pub async fn made(desk: &Desk, bodies: &Bodies, before: Timestamp) -> Vec<Person> {
    let places = bodies.places();
    assert_eq!(places.len(), PEOPLE);
    let now = Timestamp::now();
    let mut people = Vec::new();
    let mut tx = desk.store().tx().await.unwrap();
    for (number, (body, role)) in places.into_iter().enumerate() {
        let id = account(&mut tx, number, (&body, role), before).await;
        let secret = Secret::new().unwrap();
        let expires = now + 12.hours();
        let session = Session { id_hash: secret.hash(), person: Some(id.clone()), data: Vec::new(), expires };
        assert!(tx.create_session(&session).await.unwrap());
        let session = secret.reveal().to_string();
        people.push(Person { number, id, body, role, session, token: String::new() });
    }
    tx.commit().await.unwrap();
    let all = Operation::ALL.iter().copied().collect();
    for person in &mut people {
        let made = acts::make_token(desk, &person.actor(), "load", &all, 1, now).await.unwrap();
        person.token = made.secret.reveal().to_string();
    }
    people
}

async fn account(tx: &mut Tx, number: usize, (body, role): (&Code, Role), at: Timestamp) -> Id {
    let email = format!("person-{number:03}@example.org");
    let new = NewPerson { email: &email, name: &name(number), password_hash: None };
    let person = tx.add_person(&new, at).await.unwrap();
    let held = NewRole { person: &person, body, role: role.word(), from: at, until: None, given_by: None };
    let id = tx.give_role(&held, at).await.unwrap();
    let line = NewAudit {
        body: Some(body),
        act: "give-role",
        on_kind: "role",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, at).await.unwrap();
    person
}
