use vocabulary::{Code, Finding, Findings, Place};

use crate::rows::Rows;
use crate::snapshot::Snapshot;
use crate::tables::Row;

/// What a code should name.
#[derive(Clone, Copy)]
enum Kind {
    Body,
    Service,
    Source,
}

struct References<'a> {
    snapshot: &'a Snapshot,
    findings: &'a mut Findings,
}

impl References<'_> {
    fn known(&self, kind: Kind, code: &Code) -> bool {
        match kind {
            Kind::Body => self.snapshot.body(code).is_some(),
            Kind::Service => self.snapshot.service(code).is_some(),
            Kind::Source => self.snapshot.has_source(code),
        }
    }

    fn check<'r, T: Row + 'r>(
        &mut self,
        rows: &'r Rows<T>,
        column: &'static str,
        kind: Kind,
        codes: impl Fn(&'r T) -> Vec<&'r Code>,
    ) {
        let (table, thing) = match kind {
            Kind::Body => ("bodies", "body"),
            Kind::Service => ("services", "service"),
            Kind::Source => ("sources", "source"),
        };
        for (line, row) in rows.numbered() {
            for code in codes(row) {
                if self.known(kind, code) {
                    continue;
                }
                let place = Place::cell(T::TABLE.name, line, column);
                self.findings.push(
                    Finding::error("unknown-code", place, format!("{:?} names no {thing}", code.as_str()))
                        .expected(format!("a code of the table {table}"))
                        .action(format!("Correct the code, or add the {thing} to {table}.")),
                );
            }
        }
    }
}

/// Not `*`, which stands for any.
fn named(code: &Code) -> Vec<&Code> {
    if code.is_any() { Vec::new() } else { vec![code] }
}

/// Every code names something that exists.
pub(super) fn check(snapshot: &Snapshot, findings: &mut Findings) {
    use Kind::{Body, Service};
    let rows = &snapshot.all;
    let mut references = References { snapshot, findings };
    let r = &mut references;
    r.check(&rows.bodies, "region_code", Body, |row| row.region_code.iter().collect());
    r.check(&rows.bodies, "oversight_code", Body, |row| row.oversight_code.iter().collect());
    r.check(&rows.successions, "from_code", Body, |row| vec![&row.from_code]);
    r.check(&rows.successions, "to_code", Body, |row| vec![&row.to_code]);
    r.check(&rows.populations, "body_code", Body, |row| vec![&row.body_code]);
    r.check(&rows.neighbours, "body_code", Body, |row| vec![&row.body_code]);
    r.check(&rows.neighbours, "neighbour_code", Body, |row| vec![&row.neighbour_code]);
    r.check(&rows.allowances, "body_code", Body, |row| vec![&row.body_code]);
    r.check(&rows.units, "unit_code", Body, |row| vec![&row.unit_code]);
    r.check(&rows.agreement_lines, "buyer_code", Body, |row| vec![&row.buyer_code]);
    r.check(&rows.agreement_lines, "supplier_code", Body, |row| vec![&row.supplier_code]);
    r.check(&rows.agreement_lines, "service_code", Service, |row| vec![&row.service_code]);
    r.check(&rows.cost_pools, "unit_code", Body, |row| vec![&row.unit_code]);
    r.check(&rows.cost_pools, "service_code", Service, |row| service_or_overhead(&row.service_code));
    r.check(&rows.post_groups, "unit_code", Body, |row| vec![&row.unit_code]);
    r.check(&rows.post_groups, "service_code", Service, |row| service_or_overhead(&row.service_code));
    r.check(&rows.alternatives, "buyer_code", Body, |row| named(&row.buyer_code));
    r.check(&rows.alternatives, "supplier_code", Body, |row| row.supplier_code.iter().collect());
    r.check(&rows.alternatives, "service_code", Service, |row| vec![&row.service_code]);
    r.check(&rows.services, "parent_code", Service, |row| row.parent_code.iter().collect());
    r.check(&rows.intentions, "buyer_code", Body, |row| vec![&row.buyer_code]);
    r.check(&rows.intentions, "supplier_code", Body, |row| vec![&row.supplier_code]);
    r.check(&rows.intentions, "service_code", Service, |row| named(&row.service_code));
    r.check(&rows.plans, "unit_code", Body, |row| vec![&row.unit_code]);
    r.check(&rows.plans, "buyer_code", Body, |row| named(&row.buyer_code));
    r.check(&rows.plans, "service_code", Service, |row| named(&row.service_code));
    r.check(&rows.moves, "buyer_code", Body, |row| vec![&row.buyer_code]);
    r.check(&rows.moves, "from_code", Body, |row| vec![&row.from_code]);
    r.check(&rows.moves, "to_code", Body, |row| row.to_code.iter().collect());
    r.check(&rows.moves, "services", Service, |row| row.services.0.iter().flat_map(named).collect());
    r.check(&rows.words, "service_code", Service, |row| vec![&row.service_code]);
    r.check(&rows.ratings, "unit_code", Body, |row| vec![&row.unit_code]);
    r.check(&rows.quality, "buyer_code", Body, |row| vec![&row.buyer_code]);
    r.check(&rows.quality, "supplier_code", Body, |row| vec![&row.supplier_code]);
    r.check(&rows.quality, "service_code", Service, |row| named(&row.service_code));
    r.check(&rows.satisfaction, "buyer_code", Body, |row| vec![&row.buyer_code]);
    r.check(&rows.satisfaction, "supplier_code", Body, |row| vec![&row.supplier_code]);
    r.check(&rows.satisfaction, "service_code", Service, |row| named(&row.service_code));
    sources(r, snapshot);
}

fn service_or_overhead(code: &Code) -> Vec<&Code> {
    if code.as_str() == "overhead" { Vec::new() } else { vec![code] }
}

fn sources(references: &mut References<'_>, snapshot: &Snapshot) {
    let rows = &snapshot.all;
    macro_rules! cited {
        ($($table:ident),+) => { $(
            references.check(&rows.$table, "source", Kind::Source, |row| row.source().into_iter().collect());
        )+ };
    }
    cited!(
        facts,
        populations,
        neighbours,
        allowances,
        services,
        units,
        agreement_lines,
        cost_pools,
        post_groups,
        alternatives,
        intentions,
        plans,
        moves,
        ratings,
        quality,
        satisfaction
    );
}
