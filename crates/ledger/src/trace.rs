use std::collections::HashMap;

/// A row of the register, as an index into the ledger's row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A set of rows that postings come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TraceId(pub u32);

/// Names of rows, and sets of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traces {
    names: Vec<String>,
    ids: HashMap<String, RowId>,
    sets: Vec<Vec<RowId>>,
}

impl Traces {
    pub(crate) fn row(&mut self, name: String) -> RowId {
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let id = RowId(self.names.len() as u32);
        self.ids.insert(name.clone(), id);
        self.names.push(name);
        id
    }

    pub(crate) fn add(&mut self, rows: &[RowId]) -> TraceId {
        self.sets.push(rows.to_vec());
        TraceId(self.sets.len() as u32 - 1)
    }

    pub(crate) fn set(&self, trace: TraceId) -> &[RowId] {
        &self.sets[trace.0 as usize]
    }

    pub(crate) fn name(&self, row: RowId) -> &str {
        &self.names[row.0 as usize]
    }

    pub(crate) fn names(&self, trace: TraceId) -> impl Iterator<Item = &str> {
        self.sets[trace.0 as usize].iter().map(|row| self.names[row.0 as usize].as_str())
    }
}
