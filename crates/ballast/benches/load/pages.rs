//! What somebody reads: pages with the cookie of a session, the API with a token. Each with the answer that their role
//! has to get; any other is an error.

use actions::permission::role_may;
use actions::{Operation, Role};
use vocabulary::Code;

use crate::people::{Person, TOP};
use crate::shared::Shared;
use crate::world::{REGISTER, World};

const OK: u16 = 200;
const FORBIDDEN: u16 = 403;
const NOT_FOUND: u16 = 404;

/// Something to read.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is called in a list.
    pub name: &'static str,
    /// Where it is; of `/api/` by token.
    pub address: String,
    /// The status that this reader has to get.
    pub expects: u16,
}

/// The pages of one person.
struct Reader<'a> {
    person: &'a Person,
    pages: Vec<Page>,
}

impl Reader<'_> {
    fn add(&mut self, name: &'static str, address: impl Into<String>, expects: u16) {
        self.pages.push(Page { name, address: address.into(), expects });
    }

    /// Open to the roles of an operation; refused to everybody else.
    fn by_role(&mut self, name: &'static str, address: &str, operation: Operation) {
        let may = role_may(operation, Some(self.person.role));
        self.add(name, address, if may { OK } else { FORBIDDEN });
    }
}

/// What somebody reads, each as often as it stands here.
pub fn of(person: &Person, world: &World) -> Vec<Page> {
    let mut reader = Reader { person, pages: Vec::new() };
    everybody(&mut reader, world);
    work(&mut reader, world);
    oversight(&mut reader);
    cases(&mut reader, world);
    reader.pages
}

fn everybody(reader: &mut Reader, world: &World) {
    reader.add("the start", "/", OK);
    reader.add("the market", "/market", OK);
    let spread = |at: usize, count: usize| (reader.person.number + at) % count;
    let units: Vec<&Code> =
        (0..3).map(|at| &world.bodies.units[spread(at, world.bodies.units.len())]).collect();
    let buyers: Vec<&Code> =
        (0..3).map(|at| &world.bodies.buyers[spread(at, world.bodies.buyers.len())].body).collect();
    for unit in units {
        reader.add("a unit", format!("/market/units/{unit}"), OK);
        reader.add("a unit (API)", format!("/api/v1/market/units/{unit}"), OK);
    }
    for buyer in buyers {
        reader.add("a commissioner", format!("/market/commissioners/{buyer}"), OK);
    }
    reader.add("a service", "/market/services/finance", OK);
    reader.add("the market (API)", "/api/v1/market", OK);
    reader.add("the units (API)", "/api/v1/market/units", OK);
    reader.add("registers", "/registers", OK);
    reader.add("registers (API)", "/api/v1/registers", OK);
    reader.add("a register", format!("/registers/{TOP}/{REGISTER}"), OK);
    reader.add("a register (API)", format!("/api/v1/registers/{TOP}/{REGISTER}"), OK);
    reader.add("heads of the record (API)", "/api/v1/record/heads", OK);
    reader.add("prove", "/prove", OK);
    reader.add("one's account", "/account", OK);
    reader.add("published", "/published", OK);
    reader.add("rounds", "/rounds", OK);
}

/// What their body writes; of another body's nobody is told.
fn work(reader: &mut Reader, world: &World) {
    let (person, body) = (reader.person, reader.person.body.clone());
    reader.add("questions", "/hurt", OK);
    reader.add("appraisals", "/weigh", OK);
    let sees = role_may(Operation::SeeQuestion, Some(person.role));
    let theirs = if sees { OK } else { FORBIDDEN };
    reader.add("questions (API)", format!("/api/v1/questions?body={body}"), theirs);
    reader.add("answers (API)", format!("/api/v1/answers?body={body}"), theirs);
    for shared in &world.shares[person.number] {
        if let Shared::Question(id) = shared {
            reader.add("a question", format!("/hurt/questions/{id}/check"), OK);
            reader.add("a question (API)", format!("/api/v1/questions/{id}"), OK);
        }
    }
    let others = world.people.iter().find(|other| other.body != body && other.role == Role::Author);
    if let Some(Shared::Question(id)) = others.and_then(|other| world.shares[other.number].first()) {
        reader.add("another body's question (API)", format!("/api/v1/questions/{id}"), NOT_FOUND);
    }
    if world.bodies.units.contains(&body) {
        reader.by_role("a unit's standing", &format!("/units/{body}/standing"), Operation::SeeStanding);
    }
}

fn oversight(reader: &mut Reader) {
    reader.by_role("the country", "/country", Operation::SeeCountry);
    reader.by_role("accounts", "/accounts", Operation::SeeAccounts);
    if role_may(Operation::SeeCountry, Some(reader.person.role)) {
        reader.add("the country (API)", "/api/v1/country", OK);
        reader.add("the country", "/country", OK);
    }
    if reader.person.role == Role::DataSteward {
        reader.add("the audit", format!("/audit/{TOP}"), OK);
        reader.add("the audit (API)", format!("/api/v1/audit_lines?body={TOP}"), OK);
    }
}

fn cases(reader: &mut Reader, world: &World) {
    reader.add("cases", "/cases", OK);
    reader.add("cases (API)", "/api/v1/cases", OK);
    let person = reader.person;
    reader.by_role("cases together", "/cases/together", Operation::SeeJoint);
    let reviews = role_may(Operation::SeeJoint, Some(person.role));
    for case in &world.cases {
        let writes = case.body == person.body && matches!(person.role, Role::Author | Role::Certifier);
        let reference = &case.reference;
        if writes || (case.is_sent && reviews) {
            reader.add("a case", format!("/cases/{reference}"), OK);
            reader.add("a case (API)", format!("/api/v1/cases/{reference}"), OK);
        }
        if writes && !case.is_sent {
            reader.add("a section of a case", format!("/cases/{reference}/sections/rationale"), OK);
        }
        if case.body != person.body && !case.is_sent && person.body.as_str() != TOP {
            reader.add("another body's case (API)", format!("/api/v1/cases/{reference}"), NOT_FOUND);
        }
    }
}
