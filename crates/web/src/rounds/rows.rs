//! The unit's plan and what a customer intends, as rows of text: what a file would have.

use actions::Refusal;
use assurance::{Act, ActKind, RestsOn};
use exchange::Limits;
use exchange::assurance::{read_intentions, read_plan};
use vocabulary::{Code, Findings};

use super::act::may;
use super::on::On;
use crate::site::Refused;

const PLAN_COLUMNS: &str = "unit_code,buyer_code,service_code,financial_year,income_gbp,cost_gbp";
const INTENTION_COLUMNS: &str = "buyer_code,supplier_code,service_code,financial_year,low_gbp,high_gbp";

/// One of the two tables, for a body.
pub(super) struct Asked {
    pub act: ActKind,
    /// Who states it.
    pub body: Code,
}

impl Asked {
    /// `body` is asked for where somebody speaks for several customers.
    pub fn of(on: &On, act: ActKind, body: &str) -> Result<Asked, Refused> {
        may(on, act)?;
        let bodies = on.seen.bodies_for(act);
        let found = bodies.iter().find(|known| known.as_str() == body).or(bodies.first());
        Ok(Asked { act, body: (**found.ok_or(Refusal::NotFound)?).clone() })
    }

    pub fn is_plan(&self) -> bool {
        self.act == ActKind::StatePlan
    }

    /// What it rests on.
    pub fn rests_on(&self) -> RestsOn {
        if self.is_plan() { RestsOn::Plan } else { RestsOn::OwnIntentions }
    }

    /// Names what it rests on as it is now.
    pub fn rests(&self, on: &On) -> String {
        on.seen.seen(self.act, Some(&self.body), &self.rests_on())
    }

    /// What is stated now, as the file would have it; to begin with, a row for what is likely to be stated.
    pub fn text(&self, on: &On) -> String {
        let view = on.seen.view_to(self.act, Some(&self.body));
        let (columns, rows): (_, Vec<String>) = match self.is_plan() {
            true => (PLAN_COLUMNS, view.plan.iter().map(plan_row).collect()),
            false => {
                let own = view.intentions.iter().filter(|row| row.customer == self.body);
                (INTENTION_COLUMNS, own.map(|row| intended_row(row)).collect())
            }
        };
        let rows = if rows.is_empty() { self.blank(on) } else { rows };
        format!("{columns}\n{}\n", rows.join("\n"))
    }

    /// Rows whose amounts are to be entered.
    fn blank(&self, on: &On) -> Vec<String> {
        let unit = on.seen.unit();
        let today = on.seen.on();
        let first = i32::from(today.year()) - i32::from(today.month() < 4);
        let year = |ahead: i32| format!("{}/{:02}", first + ahead, (first + ahead + 1) % 100);
        match self.is_plan() {
            true => on
                .seen
                .setup()
                .customers
                .iter()
                .map(|customer| format!("{unit},{customer},*,{},,", year(0)))
                .collect(),
            false => (0..4).map(|ahead| format!("{},{unit},*,{},,", self.body, year(ahead))).collect(),
        }
    }

    /// The act that rows state, with what is wrong with them.
    pub fn read(&self, on: &On, (name, bytes): (&str, &[u8])) -> (Act, Findings) {
        match self.is_plan() {
            true => {
                let (rows, findings) = read_plan(name, bytes, on.seen.unit(), &Limits::default());
                (Act::StatePlan { rows }, findings)
            }
            false => {
                let (rows, findings) = read_intentions(name, bytes, &Limits::default());
                (Act::Intend { rows }, findings)
            }
        }
    }
}

fn plan_row(row: &assurance::PlanRow) -> String {
    let cost = row.cost.map(|cost| cost.pounds_text()).unwrap_or_default();
    format!("{},{},{},{},{},{cost}", row.unit, row.customer, row.service, row.year, row.income.pounds_text())
}

fn intended_row(row: &assurance::Intended) -> String {
    let (low, high) = (row.low.pounds_text(), row.high.pounds_text());
    format!("{},{},{},{},{low},{high}", row.customer, row.unit, row.service, row.year)
}
