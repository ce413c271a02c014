use vocabulary::choice;

choice! {
    /// How a total is shared among members.
    pub enum Method {
        /// The largest excess of any group as small as can be, then the next, and so on; no member worse off than alone.
        Nucleolus = "nucleolus",
        /// The same over all shares that add up, whether or not a member would do better alone.
        Prenucleolus = "prenucleolus",
        /// The same with each group's excess divided by its number of members.
        PerCapitaNucleolus = "per-capita-nucleolus",
        /// The same with each group's excess divided by its own amount; groups worth nothing are left out.
        ProportionalNucleolus = "proportional-nucleolus",
        /// Each member's addition, averaged over all orders of joining.
        Shapley = "shapley",
        /// Only the largest excess as small as can be; the share shown is its centre, the prenucleolus.
        LeastCore = "least-core",
        /// Separable cost remaining benefit: what a member adds last, and a part of the rest by what it gains.
        Scrb = "scrb",
    }
}

choice! {
    /// What the amounts of a table are.
    pub enum Kind {
        /// What a group would pay on its own: less is better.
        Cost = "cost",
        /// What a group would save or earn on its own: more is better.
        Savings = "savings",
    }
}
