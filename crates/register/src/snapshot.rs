use std::collections::HashMap;

use sha2::{Digest, Sha256};
use vocabulary::{Code, Date};

use crate::book::Register;
use crate::resolve::Conflict;
use crate::tables::{Body, Measure, Service};

/// One immutable state of a register: resolved, indexed, named by its hash.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What the pack is called.
    pub name: String,
    /// SHA-256 over the canonical rows: folder, zip and workbook give the same.
    pub hash: String,
    /// One row for each key, sorted by key.
    pub rows: Register,
    /// Every row as read, also those not used.
    pub all: Register,
    /// Where sources disagree.
    pub conflicts: Vec<Conflict>,
    bodies: HashMap<Code, usize>,
    services: HashMap<Code, usize>,
    sources: HashMap<Code, usize>,
    /// Registered people by body, oldest count first.
    people: HashMap<Code, Vec<(Date, u32)>>,
}

impl Snapshot {
    /// A snapshot of resolved rows; [`Snapshot::of`] makes one from a pack.
    pub(crate) fn new(name: String, all: Register, rows: Register, conflicts: Vec<Conflict>) -> Snapshot {
        let index =
            |codes: Vec<&Code>| codes.into_iter().cloned().enumerate().map(|(i, code)| (code, i)).collect();
        Snapshot {
            name,
            hash: hash_of(&all),
            bodies: index(rows.bodies.iter().map(|row| &row.body_code).collect()),
            services: index(rows.services.iter().map(|row| &row.service_code).collect()),
            sources: index(rows.sources.iter().map(|row| &row.source_id).collect()),
            people: registered_people(&rows),
            rows,
            all,
            conflicts,
        }
    }

    /// The body of a code.
    pub fn body(&self, code: &Code) -> Option<&Body> {
        self.bodies.get(code).map(|i| &self.rows.bodies[*i])
    }

    /// The name of a body, or its code if there is none.
    pub fn name_of(&self, code: &str) -> String {
        let body = self.bodies.get(code).map(|i| self.rows.bodies[*i].name.0.clone());
        body.unwrap_or_else(|| code.to_string())
    }

    /// The service of a code.
    pub fn service(&self, code: &Code) -> Option<&Service> {
        self.services.get(code).map(|i| &self.rows.services[*i])
    }

    /// Is there such a source?
    pub fn has_source(&self, code: &Code) -> bool {
        self.sources.contains_key(code)
    }

    /// The source of a code.
    pub fn source(&self, code: &Code) -> Option<&crate::tables::Source> {
        self.sources.get(code).map(|i| &self.rows.sources[*i])
    }

    /// Registered people of a body: the latest count on or before `on`, else the earliest there is.
    pub fn people(&self, body: &Code, on: Date) -> Option<u32> {
        let registered = self.people.get(body).into_iter().flatten();
        let mut answer = None;
        for (as_of, people) in registered {
            if answer.is_none() || *as_of <= on {
                answer = Some(*people);
            }
        }
        answer
    }

    /// The register's own word for a role, one or several.
    pub fn label(&self, role: &str, several: bool) -> String {
        let row = self.rows.labels.iter().find(|row| row.role.as_str() == role);
        let plural = |role: &str| if role.ends_with('y') { role.to_string() } else { format!("{role}s") };
        match row {
            Some(row) if several => row.label_plural.0.clone(),
            Some(row) => row.label.0.clone(),
            None if several => plural(role),
            None => role.to_string(),
        }
    }
}

fn registered_people(rows: &Register) -> HashMap<Code, Vec<(Date, u32)>> {
    let mut people: HashMap<Code, Vec<(Date, u32)>> = HashMap::new();
    for row in rows.populations.iter().filter(|row| row.measure == Measure::Registered) {
        people.entry(row.body_code.clone()).or_default().push((row.as_of, row.people));
    }
    people.values_mut().for_each(|counts| counts.sort());
    people
}

fn hash_of(register: &Register) -> String {
    let mut hasher = Sha256::new();
    for table in register.to_raw("").tables.iter().filter(|table| !table.rows.is_empty()) {
        hasher.update(format!("\u{1e}{}\u{1d}{}\n", table.name, table.columns.join("\u{1f}")));
        for row in &table.rows {
            hasher.update(row.cells.join("\u{1f}"));
            hasher.update(b"\n");
        }
    }
    hex(&hasher.finalize())
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
