use register::Snapshot;
use vocabulary::{Code, Date, FinancialYear, Pence};

/// What a unit plans to earn from a customer, beside what the customer says it will spend.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanAgainstIntention {
    /// The unit.
    pub unit: Code,
    /// The customer.
    pub buyer: Code,
    /// The service, or `*`.
    pub service: Code,
    /// The year.
    pub year: FinancialYear,
    /// What the unit plans, pounds a year.
    pub planned: Pence,
    /// Low end of what the customer intends.
    pub intended_low: Pence,
    /// High end of what the customer intends.
    pub intended_high: Pence,
    /// The customer's registered people, when they are known.
    pub people: Option<u32>,
    /// Sources of the plan and of the intention.
    pub sources: (Code, Code),
}

impl PlanAgainstIntention {
    /// The middle of what the customer intends.
    pub fn intended_middle(&self) -> Pence {
        Pence::round((self.intended_low.as_f64() + self.intended_high.as_f64()) / 2.0)
    }

    /// Is the plan no more than the middle of what the customer intends?
    pub fn is_backed(&self) -> bool {
        self.planned <= self.intended_middle()
    }
}

/// Every plan for a named customer whose intention for the same supplier, service and year is known.
/// Intentions a head are multiplied by registered people; without people they can't be compared.
pub fn plans_against_intentions(snapshot: &Snapshot) -> Vec<PlanAgainstIntention> {
    let rows = &snapshot.rows;
    let mut pairs = Vec::new();
    for plan in rows.plans.iter() {
        let Some(planned) = plan.income_gbp else { continue };
        let matching = rows.intentions.iter().filter(|row| {
            row.supplier_code == plan.unit_code
                && row.buyer_code == plan.buyer_code
                && row.service_code == plan.service_code
                && row.financial_year == plan.financial_year
        });
        for intention in matching {
            let on: Date = plan.financial_year.first_month().first_day();
            let people = snapshot.people(&intention.buyer_code, on);
            let heads = if intention.per_head { people.map(f64::from) } else { Some(1.0) };
            let Some(heads) = heads else { continue };
            let times = |amount: Pence| Pence::round(amount.as_f64() * heads);
            pairs.push(PlanAgainstIntention {
                unit: plan.unit_code.clone(),
                buyer: plan.buyer_code.clone(),
                service: plan.service_code.clone(),
                year: plan.financial_year,
                planned,
                intended_low: times(intention.low_gbp),
                intended_high: times(intention.high_gbp),
                people,
                sources: (plan.source.clone(), intention.source.clone()),
            });
        }
    }
    pairs
}
