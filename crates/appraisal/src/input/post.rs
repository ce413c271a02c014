use register::tables::Tier;
use vocabulary::Code;

/// Posts of the unit that serve one of the buyer's lines today, as the HR lead has them. Groups, never names.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The service.
    pub service: Code,
    /// Pay band.
    pub band: Code,
    /// Frontline or management.
    pub tier: Tier,
    /// Place of work.
    pub place: String,
    /// Whole-time equivalents.
    pub wte: f64,
    /// Mean reckonable service in years.
    pub mean_service_years: f64,
    /// Where the numbers are from.
    pub source: String,
}
