use vocabulary::{CaseTier, Code, DecisionRight};

/// What a case is opened with. Whoever opens it takes this from the register, the rules and the policy in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Names the case.
    pub reference: Code,
    /// Title for people.
    pub title: String,
    /// One page on the record, or a case: follows from significance.
    pub tier: CaseTier,
    /// The commissioners, the one that leads first.
    pub commissioners: Vec<Code>,
    /// The units that lose or gain work.
    pub units: Vec<Code>,
    /// Bodies whose money moves, other than commissioners and units of the case. Exhibits add to them.
    pub affected: Vec<Code>,
    /// Every oversight body with an affected buyer, the one that gives the outcome first. All are told.
    pub overseers: Vec<Overseer>,
    /// To whom disagreement escalates.
    pub national: Option<Overseer>,
    /// What the oversight body may do.
    pub rights: Rights,
    /// How long each may take.
    pub days: Days,
}

/// An oversight body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overseer {
    /// Its code.
    pub body: Code,
    /// Is it itself a customer or the host of a unit of the case? Then it declares its own gain or loss first.
    pub customer_or_host: bool,
}

/// What the oversight body may do, as it stood when the case was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Advise, agree or refuse.
    pub right: DecisionRight,
    /// The law behind a right to refuse; without one there is no refusing.
    pub legal_power: String,
    /// Where it is known from, in words.
    pub source: String,
}

impl Rights {
    /// May a "not agreed" stop the commissioner? Only where a law is named.
    pub fn can_refuse(&self) -> bool {
        self.right == DecisionRight::Refuse && !self.legal_power.trim().is_empty()
    }
}

/// Days that each may take before the others go on without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// From the first certificate of a joint case to the day after which it goes on without the others.
    pub certify: u16,
    /// With the oversight body, all told; a returned case takes what is left.
    pub review: u16,
    /// From the outcome to the day after which a joint case goes on without those who haven't decided.
    pub decide: u16,
}
