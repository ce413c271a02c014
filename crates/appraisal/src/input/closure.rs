use vocabulary::{Code, Date};

vocabulary::choice! {
    /// What of a closing unit needs a destination.
    pub enum ClosureTable {
        /// Agreement lines.
        Lines = "agreement_lines",
        /// Groups of posts.
        Posts = "post_groups",
        /// Cost pools.
        Pools = "cost_pools",
    }
}

/// Where some of a closing unit goes. Every line, post group and pool must fit exactly one of these.
#[derive(Debug, Clone, PartialEq)]
pub struct Destined {
    /// What it is about.
    pub table: ClosureTable,
    /// The buyer of the lines; `*` for any. Only lines have one.
    pub buyer: Code,
    /// The service; `*` for any, `overhead` for what all share.
    pub service: Code,
    /// Pay band of the posts; `*` for any. Only posts have one.
    pub band: Code,
    /// Who takes it over; `stop` where it ends.
    pub to: Code,
    /// When: the first of a month.
    pub date: Date,
}
