use vocabulary::{Basis, Code, Estimate, FinancialYear};

vocabulary::choice! {
    /// What an item of an option is.
    pub enum ItemKind {
        /// A cost of running it.
        Running = "running",
        /// A cost that is met once.
        Capital = "capital",
        /// A saving of money that can be spent on something else.
        CashReleasing = "cash_releasing",
        /// A saving of time or room that has a worth and frees no money.
        NonCashReleasing = "non_cash_releasing",
        /// A gain for people outside of the bodies of the register.
        Societal = "societal",
        /// A gain that nobody has put in pounds: it may score points.
        Unmonetised = "unmonetised",
        /// A loss that may come: its cost times its chance.
        Risk = "risk",
    }
}

impl ItemKind {
    /// Is it a gain?
    pub fn is_benefit(self) -> bool {
        matches!(
            self,
            ItemKind::CashReleasing | ItemKind::NonCashReleasing | ItemKind::Societal | ItemKind::Unmonetised
        )
    }

    /// Does money change hands?
    pub fn is_cash(self) -> bool {
        matches!(self, ItemKind::Running | ItemKind::Capital | ItemKind::CashReleasing)
    }

    /// As people read it.
    pub fn words(self) -> &'static str {
        match self {
            ItemKind::Running => "running cost",
            ItemKind::Capital => "one-off cost",
            ItemKind::CashReleasing => "cash-releasing benefit",
            ItemKind::NonCashReleasing => "benefit that releases no cash",
            ItemKind::Societal => "benefit to society",
            ItemKind::Unmonetised => "benefit not in pounds",
            ItemKind::Risk => "risk",
        }
    }
}

vocabulary::choice! {
    /// Who an item falls on.
    pub enum Payer {
        /// The body that appraises.
        Us = "us",
        /// Anybody else in the system.
        Others = "others",
    }
}

/// A cost, benefit or risk of an option as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Names it within the option.
    pub id: Code,
    /// What it is, in words.
    pub title: String,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// First year in which it counts.
    pub from: FinancialYear,
    /// Last year in which it counts.
    pub to: FinancialYear,
    /// Pounds a year in prices of year 0, never below zero; none for what isn't in pounds.
    pub annual_gbp: Option<Estimate>,
    /// Of a risk: its chance in a year, 0 to 1.
    pub chance: f64,
    /// Who it falls on.
    pub payer: Payer,
    /// Value added tax that can't be recovered, per cent of a cost.
    pub vat_percent: f64,
    /// Category of optimism bias; costs only.
    pub optimism: Option<Code>,
    /// How much of the bias has been dealt with, 0 to 1.
    pub mitigated_share: f64,
    /// The criterion on which the same gain might be scored; a gain in pounds must not be.
    pub criterion: Option<Code>,
    /// Why, and where the number is from.
    pub reason: String,
    /// How the number is known.
    pub basis: Basis,
}
