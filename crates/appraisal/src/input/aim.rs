use vocabulary::{Code, FinancialYear, Pence};

/// Stage one: what isn't met today, and what would count as success.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Aim {
    /// Which objective isn't met.
    pub objective: String,
    /// What would count as success.
    pub success: String,
    /// The money there is, by year.
    pub envelope: Vec<Envelope>,
}

/// The money that may be spent in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The year.
    pub year: FinancialYear,
    /// Pence.
    pub amount: Pence,
    /// Where the amount is from.
    pub source: String,
}

/// Stage two: one service in scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// The service.
    pub service: Code,
    /// Which part of it: transactional, transformational, or both when blank.
    pub component: String,
    /// What is needed of it: volume, term, quality.
    pub what: String,
    /// Why some of it must stay with the buyer; blank if nothing must.
    pub stays: String,
    /// What neighbours need of it.
    pub neighbours: String,
}
