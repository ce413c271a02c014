use std::collections::{BTreeMap, BTreeSet, HashMap};

use ledger::Ledger;
use register::Snapshot;
use register::tables::{AgreementLine, CostPool, PriceBasis, Role};
use vocabulary::{Code, Finding, Findings, Month, Place};

use super::alternatives::Alternatives;
use super::{Line, Model, Numbers, Pool, Posts, ServiceCell, Unit};
use crate::scenario::Scenario;

/// Makes a snapshot ready for a scenario: the suppliers in `scope`, their lines, pools and posts, and every
/// alternative for the services that they supply.
pub fn build(snapshot: &Snapshot, scenario: &Scenario, scope: &BTreeSet<Code>) -> (Model, Findings) {
    let mut findings = Findings::new();
    let start = Month::of(scenario.start);
    let mut names = name_bodies(snapshot, scenario, start);
    let exchequer = names.body(&Code::new("exchequer"));
    let centre = names.body(&Code::new("centre"));
    let overhead = names.label(&Code::new("overhead"));
    let services: BTreeSet<&Code> = snapshot.rows.services.iter().map(|row| &row.service_code).collect();
    let alternatives = Alternatives::of(snapshot, &mut names, |service| services.contains(service));
    let mut builder = Builder {
        snapshot,
        scenario,
        start,
        names,
        alternatives,
        units: Vec::new(),
        cells: Vec::new(),
        cell_of: HashMap::new(),
        lines: Vec::new(),
        pools: Vec::new(),
        posts: Vec::new(),
        numbers: Numbers::empty(scenario.reluctance.likely()),
        overhead,
    };
    builder.add_units(scope);
    builder.add_lines(scope, &mut findings);
    builder.add_posts();
    let mut numbers = builder.numbers;
    numbers.curves = builder.alternatives.curves;
    let model = Model {
        start,
        months: scenario.months,
        units: builder.units,
        cells: builder.cells,
        lines: builder.lines,
        pools: builder.pools,
        alternatives: builder.alternatives.list,
        posts: builder.posts,
        numbers,
        overhead,
        exchequer,
        centre,
        names: builder.names,
    };
    (model, findings)
}

/// Bodies get their ids in the order of their codes, whatever the order in which they are met later.
fn name_bodies(snapshot: &Snapshot, scenario: &Scenario, start: Month) -> Ledger {
    let mut names = Ledger::new(start, scenario.months);
    let lines = snapshot.rows.agreement_lines.iter();
    let mut codes: BTreeSet<&Code> = lines.flat_map(|line| [&line.buyer_code, &line.supplier_code]).collect();
    codes.extend(snapshot.rows.cost_pools.iter().map(|pool| &pool.unit_code));
    codes.extend(scenario.moves.iter().flat_map(|moved| [&moved.buyer, &moved.supplier]));
    codes.extend(scenario.moves.iter().filter_map(|moved| moved.to.code.as_ref()));
    for code in codes {
        names.body(code);
    }
    for service in snapshot.rows.services.iter() {
        names.label(&service.service_code);
    }
    names
}

struct Builder<'a> {
    snapshot: &'a Snapshot,
    scenario: &'a Scenario,
    start: Month,
    names: Ledger,
    alternatives: Alternatives,
    units: Vec<Unit>,
    cells: Vec<ServiceCell>,
    cell_of: HashMap<(Code, Code), usize>,
    lines: Vec<Line>,
    pools: Vec<Pool>,
    posts: Vec<Posts>,
    numbers: Numbers,
    overhead: ledger::LabelId,
}

impl Numbers {
    fn empty(reluctance: f64) -> Self {
        Numbers {
            line_annual: Vec::new(),
            line_volume: Vec::new(),
            line_notice: Vec::new(),
            pool_annual: Vec::new(),
            pool_step: Vec::new(),
            pool_delay: Vec::new(),
            pool_over: Vec::new(),
            curves: Vec::new(),
            unit_reserve: Vec::new(),
            posts_wte: Vec::new(),
            posts_years: Vec::new(),
            reluctance,
        }
    }
}

impl Builder<'_> {
    /// Suppliers in scope that are units, or that have cost pools, keep books.
    fn add_units(&mut self, scope: &BTreeSet<Code>) {
        let rows = &self.snapshot.rows;
        let mut pools_of: BTreeMap<&Code, Vec<&CostPool>> = BTreeMap::new();
        for pool in rows.cost_pools.iter().filter(|pool| scope.contains(&pool.unit_code)) {
            pools_of.entry(&pool.unit_code).or_default().push(pool);
        }
        for code in scope {
            let is_unit = self.snapshot.body(code).is_some_and(|body| body.roles.0.contains(&Role::Unit));
            if !is_unit && !pools_of.contains_key(code) {
                continue;
            }
            let row = rows.units.iter().find(|row| row.unit_code == *code);
            let month =
                row.and_then(|row| row.review_month).filter(|month| (1..=12).contains(month)).unwrap_or(4);
            let body = self.names.body(code);
            self.units.push(Unit {
                code: code.clone(),
                body,
                cells: Vec::new(),
                overhead: Vec::new(),
                review_month: month as u8,
                required_margin_percent: row
                    .and_then(|row| row.required_margin_percent)
                    .map(|percent| percent.0),
            });
            self.numbers.unit_reserve.push(row.map_or(0.0, |row| row.opening_reserve_gbp.0.as_f64()));
            for pool in pools_of.get(code).into_iter().flatten() {
                self.add_pool(pool);
            }
        }
    }

    fn add_pool(&mut self, row: &CostPool) {
        let unit = self.units.len() - 1;
        let index = self.pools.len();
        let is_overhead = row.service_code.as_str() == "overhead";
        let label = if is_overhead { self.overhead } else { self.names.label(&row.service_code) };
        if is_overhead {
            self.units[unit].overhead.push(index);
        } else {
            let cell = self.cell(unit, &row.service_code);
            self.cells[cell].pools.push(index);
        }
        // The step of an overhead pool is in pounds a year, like its driver; the engine counts in pence.
        let scale = if is_overhead { 100.0 } else { 1.0 };
        self.pools.push(Pool {
            id: row.pool_id.clone(),
            unit,
            label,
            kind: row.kind,
            is_staff: row.is_staff,
            row: self.names.row(format!("cost_pools/{}", row.pool_id)),
        });
        self.numbers.pool_annual.push(row.annual_gbp.as_f64());
        self.numbers.pool_step.push(row.step_volume.map_or(0.0, |step| step.0 * scale));
        self.numbers.pool_delay.push(f64::from(row.release_delay_months));
        self.numbers.pool_over.push(f64::from(row.release_over_months));
    }

    fn cell(&mut self, unit: usize, service: &Code) -> usize {
        let key = (self.units[unit].code.clone(), service.clone());
        if let Some(cell) = self.cell_of.get(&key) {
            return *cell;
        }
        let cell = self.cells.len();
        self.cells.push(ServiceCell {
            unit,
            service: self.names.label(service),
            code: service.clone(),
            pools: Vec::new(),
            lines: Vec::new(),
            posts: Vec::new(),
            min_people: self.snapshot.service(service).and_then(|row| row.min_people),
        });
        self.units[unit].cells.push(cell);
        self.cell_of.insert(key, cell);
        cell
    }

    fn add_lines(&mut self, scope: &BTreeSet<Code>, findings: &mut Findings) {
        let rows = &self.snapshot.rows;
        for row in rows.agreement_lines.iter().filter(|row| scope.contains(&row.supplier_code)) {
            self.add_line(row, findings);
        }
    }

    fn add_line(&mut self, row: &AgreementLine, findings: &mut Findings) {
        let begins = row.start_date.map_or(0, |date| Month::of(date).since(self.start)).max(0);
        let ends = row.end_date.map(|date| Month::of(date).since(self.start));
        if begins >= self.scenario.months as i32 || ends.is_some_and(|month| month < 0) {
            let seen = format!("{} is not in force at any time of the horizon", row.line_id);
            findings.push(
                Finding::note("line-outside-horizon", Place::row("agreement_lines", &row.line_id), seen)
                    .expected("a line in force between the start and the end"),
            );
            return;
        }
        if ends.is_some_and(|month| month < self.scenario.months as i32) {
            let seen = format!("{} ends within the horizon and is taken to be renewed", row.line_id);
            findings.push(
                Finding::note("taken-as-renewed", Place::row("agreement_lines", &row.line_id), seen)
                    .action("Add a move if it will not be renewed."),
            );
        }
        let unit = self.units.iter().position(|unit| unit.code == row.supplier_code);
        let cell = unit.map(|unit| self.cell(unit, &row.service_code));
        let index = self.lines.len();
        if let Some(cell) = cell {
            self.cells[cell].lines.push(index);
        }
        let people = self.snapshot.people(&row.buyer_code, self.scenario.start).map_or(0.0, f64::from);
        self.numbers.line_annual.push(row.annual_gbp.as_f64());
        self.numbers.line_volume.push(row.volume.map_or(people, |volume| volume.0));
        self.numbers.line_notice.push(f64::from(row.notice_months.unwrap_or(0)));
        self.lines.push(Line {
            id: row.line_id.clone(),
            buyer: self.names.body(&row.buyer_code),
            buyer_code: row.buyer_code.clone(),
            supplier: self.names.body(&row.supplier_code),
            supplier_code: row.supplier_code.clone(),
            service: self.names.label(&row.service_code),
            service_code: row.service_code.clone(),
            cell,
            basis: row.price_basis,
            from_month: begins as u32,
            fixed_until: if row.price_basis == PriceBasis::Fixed { ends } else { Some(i32::MIN) },
            people,
            alternatives: self.alternatives.open_to(&row.buyer_code, &row.service_code),
            row: self.names.row(format!("agreement_lines/{}", row.line_id)),
        });
    }

    fn add_posts(&mut self) {
        for row in self.snapshot.rows.post_groups.iter() {
            let key = (row.unit_code.clone(), row.service_code.clone());
            let Some(cell) = self.cell_of.get(&key) else { continue };
            self.cells[*cell].posts.push(self.posts.len());
            let key = register::tables::Row::key(row);
            self.posts.push(Posts {
                band: row.band.clone(),
                tier: row.tier,
                row: self.names.row(format!("post_groups/{key}")),
            });
            self.numbers.posts_wte.push(row.wte.0);
            self.numbers.posts_years.push(row.mean_service_years.0);
        }
    }
}
